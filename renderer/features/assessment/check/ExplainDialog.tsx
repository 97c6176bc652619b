/** Writes, rewrites or takes back the explanation of one finding. */
import { App, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { explanationWords as words } from '../../../i18n/zh-CN/explanations.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Line } from './check-lines.ts';

export const ExplainDialog = ({
  cycle,
  line,
  onClose,
}: {
  cycle: string;
  line: Line;
  onClose: () => void;
}) => {
  const { message } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('explanations.put');
  const [text, setText] = useState(line.explanation?.text ?? '');
  const field = useId();
  const { explanation } = line;

  const put = async (given: string): Promise<void> => {
    const { bodyUscc, code, leaf = '', item = '', role = '', params } = line;
    const rule = code.startsWith('entry.rule.') ? String(params.rule) : '';
    const done = await run({ cycle, bodyUscc, code, rule, leaf, item, role, text: given });
    if (done === null) return;
    void message.success(given === '' ? words.withdrawn : words.saved);
    onClose();
  };

  return (
    <Modal
      open
      title={words.dialogTitle(line.unit)}
      onCancel={onClose}
      footer={
        <>
          {explanation !== null && (
            <Button danger loading={busy} onClick={() => void put('')}>
              {words.withdraw}
            </Button>
          )}
          <ActionButton
            type="primary"
            busy={busy}
            disabledReason={text.trim() === '' ? words.needed : null}
            onClick={() => void put(text.trim())}
          >
            {words.save}
          </ActionButton>
        </>
      }
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <p>{describeFinding(line)}</p>
      {explanation?.reading?.accepted === false && (
        <p className="bad">{words.readerSays(explanation.reading.remark ?? '')}</p>
      )}
      <label htmlFor={field}>{words.label}</label>
      <Input.TextArea
        id={field}
        autoFocus
        rows={4}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="quiet">{words.hint}</p>
    </Modal>
  );
};
