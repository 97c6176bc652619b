/** What can be done with a draft as a whole: publish it, hand it on as a file, throw it away. */
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { modelDraftWords as words } from '../../../i18n/zh-CN/model-drafts.ts';
import { uiWords } from '../../../i18n/zh-CN/ui.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { pickSaveTarget, showInFolder } from '../../../ui/files.ts';
import { places } from '../../../ui/places.ts';
import type { Draft } from '../editor/use-draft.ts';
import { PublishDraft } from './PublishDraft.tsx';

export const PublishButton = ({ draft }: { draft: Draft }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton type="primary" onClick={() => setOpen(true)}>
        {words.publish}
      </ActionButton>
      {open && <PublishDraft draft={draft} onClose={() => setOpen(false)} />}
    </>
  );
};

export const DraftMenu = ({ draft }: { draft: Draft }) => {
  const { message, modal } = App.useApp();
  const write = useCommand('modelDrafts.export');
  const remove = useCommand('modelDrafts.remove');
  const { id, head, revision } = draft;
  const name = head.name === '' ? words.untitled : head.name;

  const exportDraft = async (): Promise<void> => {
    const file = await pickSaveTarget('model', `${head.code}-${head.version}.json`);
    if (file === null || (await write.run({ id, file: file.token })) === null) return;
    void message.success(
      <>
        {words.exported(file.name)}
        <Button type="link" size="small" onClick={() => showInFolder(file)}>
          {uiWords.showInFolder}
        </Button>
      </>,
    );
  };
  const removeDraft = (): void => {
    void modal.confirm({
      title: words.removeTitle(name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      onOk: async () => {
        if ((await remove.run({ id, baseRevision: revision })) === null) return;
        void message.success(words.removeDone);
        goTo(places.models, { replace: true });
      },
    });
  };

  return (
    <>
      <FailureNotice failure={write.failure} onClose={write.clearFailure} />
      <FailureNotice failure={remove.failure} onClose={remove.clearFailure} />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'export', label: words.exportDraft, onClick: () => void exportDraft() },
            { key: 'remove', label: words.remove, danger: true, onClick: removeDraft },
          ],
        }}
      >
        <Button>{words.more}</Button>
      </Dropdown>
    </>
  );
};
