/** Shows a whole value about a person, after the reason is given; both go into the audit log. */
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { type RevealReason, revealReasons } from '#shared/domain/code-lists.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { ActionButton } from './ActionButton.tsx';
import { FailureNotice } from './FailureNotice.tsx';

const words = uiWords.reveal;

export interface RevealDialogProps {
  /** What is shown: 身份证号, 举报人. */
  what: string;
  busy: boolean;
  failure: AppError | null;
  onCloseFailure: () => void;
  /** Asks for the value; null when that failed, which `failure` tells. */
  onReveal: (reason: RevealReason) => Promise<{ value: string | null } | null>;
  onClose: () => void;
}

export const RevealDialog = ({
  what,
  busy,
  failure,
  onCloseFailure,
  onReveal,
  onClose,
}: RevealDialogProps) => {
  const [reason, setReason] = useState<RevealReason>('verify');
  // Only here, and only until the dialog is closed.
  const [value, setValue] = useState<string | null>(null);
  const reveal = async (): Promise<void> => {
    const answer = await onReveal(reason);
    if (answer !== null) setValue(answer.value ?? words.none);
  };
  return (
    <Modal
      open
      title={words.title(what)}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{value === null ? words.cancel : words.close}</ActionButton>
          {value === null && (
            <ActionButton type="primary" busy={busy} onClick={() => void reveal()}>
              {words.confirm}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="dialog">
        <p>{words.text}</p>
        <FailureNotice failure={failure} onClose={onCloseFailure} />
        <Radio.Group
          aria-label={words.reason}
          value={reason}
          options={Object.entries(revealReasons).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => setReason(target.value as RevealReason)}
        />
        {value !== null && (
          <p className="num figure" role="status">
            {value}
          </p>
        )}
      </div>
    </Modal>
  );
};
