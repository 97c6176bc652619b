/** Asks for the reason before a record is withdrawn, and says what that means. */
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = archiveWords.record;

export const RevokeDialog = ({ id, onClose }: { id: string; onClose: (done: boolean) => void }) => {
  const [reason, setReason] = useState('');
  const { run, busy, failure, clearFailure } = useCommand('records.revoke');
  const short = reason.trim().length < 2;
  const revoke = async (): Promise<void> => {
    if ((await run({ id, reason })) !== null) onClose(true);
  };
  return (
    <Modal
      open
      title={words.revokeTitle}
      onCancel={() => onClose(false)}
      footer={
        <>
          <ActionButton onClick={() => onClose(false)}>{words.revokeCancel}</ActionButton>
          <ActionButton
            type="primary"
            danger
            busy={busy}
            disabledReason={short ? words.revokeReasonMissing : null}
            onClick={() => void revoke()}
          >
            {words.revokeConfirm}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <p>{words.revokeText}</p>
        <FailureNotice failure={failure} onClose={clearFailure} />
        <label htmlFor="revoke-reason">{words.revokeReason}</label>
        <Input.TextArea
          id="revoke-reason"
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
