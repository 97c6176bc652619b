/** Switches a model for persons on; without a legal basis there is none. */
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../../engine/use-command.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

const shortest = 4;

export interface EnableModelProps {
  model: { code: string; version: string; name: string };
  onClose: () => void;
}

export const EnableModel = ({ model: { code, version, name }, onClose }: EnableModelProps) => {
  const { run, busy, failure } = useCommand('models.enable');
  const [legalBasis, setLegalBasis] = useState('');
  const field = useId();

  const enable = async (): Promise<void> => {
    if ((await run({ code, version, legalBasis: legalBasis.trim() })) !== null) onClose();
  };

  return (
    <Modal
      open
      title={words.enableTitle(name)}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            disabledReason={legalBasis.trim().length < shortest ? words.enableShort : null}
            busy={busy}
            onClick={() => void enable()}
          >
            {words.enable}
          </ActionButton>
        </>
      }
    >
      <div className="model-import">
        <p>{words.enableText}</p>
        <FailureNotice failure={failure} />
        <label htmlFor={field}>{words.enableLabel}</label>
        <Input.TextArea
          id={field}
          autoFocus
          rows={2}
          maxLength={500}
          value={legalBasis}
          onChange={(event) => setLegalBasis(event.target.value)}
        />
      </div>
    </Modal>
  );
};
