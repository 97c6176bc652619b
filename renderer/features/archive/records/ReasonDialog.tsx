/** Asks for the reason before a record is withdrawn or put away, and says what that means. */
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = archiveWords.record;

interface Props {
  id: string;
  /** What is to be done with the record. */
  act: 'revoke' | 'archive';
  onClose: (done: boolean) => void;
}

export const ReasonDialog = ({ id, act, onClose }: Props) => {
  const said = words[act];
  const [reason, setReason] = useState('');
  const { run, busy, failure, clearFailure } = useCommand(`records.${act}`);
  const short = reason.trim().length < 2;
  const revoke = async (): Promise<void> => {
    if ((await run({ id, reason })) !== null) onClose(true);
  };
  return (
    <Modal
      open
      title={said.title}
      onCancel={() => onClose(false)}
      footer={
        <>
          <ActionButton onClick={() => onClose(false)}>{said.cancel}</ActionButton>
          <ActionButton
            type="primary"
            danger={act === 'revoke'}
            busy={busy}
            disabledReason={short ? said.reasonMissing : null}
            onClick={() => void revoke()}
          >
            {said.confirm}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <p>{said.text}</p>
        <FailureNotice failure={failure} onClose={clearFailure} />
        <label htmlFor="act-reason">{said.reason}</label>
        <Input.TextArea
          id="act-reason"
          value={reason}
          maxLength={200}
          rows={3}
          onChange={({ target }) => setReason(target.value)}
          autoFocus
        />
      </div>
    </Modal>
  );
};
