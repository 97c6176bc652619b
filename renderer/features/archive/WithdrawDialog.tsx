/** Takes back what was written down by mistake, with the reason; it stays in sight. */
import { Input, Modal } from 'antd';
import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { archiveWords } from '../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

const words = archiveWords.change;

export const WithdrawDialog = ({
  title,
  text,
  said,
  busy,
  failure,
  onClearFailure,
  onWithdraw,
  onClose,
}: {
  title: string;
  /** What taking it back does. */
  text: string;
  /** What is taken back, in words. */
  said: string;
  busy: boolean;
  failure: AppError | null;
  onClearFailure: () => void;
  onWithdraw: (reason: string) => void;
  onClose: () => void;
}) => {
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.withdrawCancel}</ActionButton>
          <ActionButton
            type="primary"
            busy={busy}
            disabledReason={reason.trim().length < 2 ? words.withdrawReasonMissing : null}
            onClick={() => onWithdraw(reason.trim())}
          >
            {words.withdrawConfirm}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <p>
          <strong>{said}</strong>
        </p>
        <p>{text}</p>
        <FailureNotice failure={failure} onClose={onClearFailure} />
        <label htmlFor="withdraw-reason">{words.withdrawReason}</label>
        <Input.TextArea
          id="withdraw-reason"
          rows={3}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
    </Modal>
  );
};
