/** Shows a whole citizen number, after the reason is given; both go into the audit log. */
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { type RevealReason, revealReasons } from '#shared/domain/code-lists.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = archiveWords.official;

export const RevealDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const [reason, setReason] = useState<RevealReason>('verify');
  // Only here, and only until the dialog is closed.
  const [idNo, setIdNo] = useState<string | null>(null);
  const { run, busy, failure, clearFailure } = useCommand('officials.reveal');
  const reveal = async (): Promise<void> => {
    const answer = await run({ id, reason });
    if (answer !== null) setIdNo(answer.idNo ?? words.noNumber);
  };
  return (
    <Modal
      open
      title={words.revealTitle}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>
            {idNo === null ? words.revealCancel : words.revealClose}
          </ActionButton>
          {idNo === null && (
            <ActionButton type="primary" busy={busy} onClick={() => void reveal()}>
              {words.revealConfirm}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="dialog">
        <p>{words.revealText}</p>
        <FailureNotice failure={failure} onClose={clearFailure} />
        <Radio.Group
          aria-label={words.revealReason}
          value={reason}
          options={Object.entries(revealReasons).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => setReason(target.value as RevealReason)}
        />
        {idNo !== null && (
          <p className="num figure" role="status">
            {idNo}
          </p>
        )}
      </div>
    </Modal>
  );
};
