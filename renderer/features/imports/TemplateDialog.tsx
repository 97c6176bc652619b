/** Saves a form to be filled in. */
import { App, Modal } from 'antd';
import { useState } from 'react';
import { importLayouts, isFormOfUnit } from '#shared/ledgers/import-layouts.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { runJob } from '../../engine/jobs.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget } from '../../ui/files.ts';
import { FormChoice } from './FormChoice.tsx';
import type { ReadChoice } from './import-queue.ts';
import { useRun } from './use-run.ts';

export const TemplateDialog = ({ onClose }: { onClose: () => void }) => {
  const { message } = App.useApp();
  const client = useClient();
  const present = useSession(({ cycle }) => cycle);
  const [choice, setChoice] = useState<ReadChoice>({
    layout: 'records',
    ...(present === null ? {} : { cycle: present }),
  });
  const { layout = 'records', cycle, unit, role } = choice;
  const needsPlace = isFormOfUnit(layout) && (cycle === undefined || unit === undefined);

  const save = useRun(async () => {
    const file = await pickSaveTarget('workbook', words.templateName(importLayouts[layout]));
    if (file === null) return;
    await runJob(
      client,
      'templates.write',
      {
        layout,
        file: file.token,
        ...(isFormOfUnit(layout) ? { cycle, unit } : {}),
        ...(layout === 'self-assessment' ? { role: role ?? 'self' } : {}),
      },
      { title: words.templateJob(file.name), file },
    );
    void message.success(words.saved);
    onClose();
  });

  return (
    <Modal
      open
      width="34rem"
      title={words.templateTitle}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            busy={save.busy}
            disabledReason={needsPlace ? words.templateCycleNeeded : null}
            onClick={() => void save.run()}
          >
            {words.save}
          </ActionButton>
        </>
      }
    >
      <div className="import-dialog">
        <p className="quiet">{words.templateHint}</p>
        <FailureNotice failure={save.failure} />
        <FormChoice choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
      </div>
    </Modal>
  );
};
