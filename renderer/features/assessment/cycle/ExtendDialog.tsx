/** 延期: moves the last day of a stage, for all units or for those chosen, with its reason. */
import { Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type CycleStatus, cycleStatuses } from '#shared/domain/code-lists.ts';
import { isDate } from '#shared/domain/dates.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

export interface ExtendDialogProps {
  cycle: string;
  name: string;
  status: CycleStatus;
  /** The stages that have a last day. */
  stages: OperationOutput<'cycles.plan'>['stages'];
  chosen: readonly string[];
  onClose: () => void;
}

export const ExtendDialog = ({ cycle, name, status, stages, chosen, onClose }: ExtendDialogProps) => {
  const { run, busy, failure, clearFailure } = useCommand('cycles.extend');
  const [stage, setStage] = useState<CycleStatus | undefined>(
    () => (stages.find((one) => one.stage === status) ?? stages[0])?.stage,
  );
  const [who, setWho] = useState<'all' | 'chosen'>(chosen.length > 0 ? 'chosen' : 'all');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [documentNo, setDocumentNo] = useState('');
  const ids = { stage: useId(), reason: useId(), document: useId() };
  const extend = async (): Promise<void> => {
    if (stage === undefined) return;
    const done = await run({
      cycle,
      stage,
      usccs: who === 'all' ? [] : [...chosen],
      until,
      reason,
      documentNo: documentNo.trim() || null,
    });
    if (done !== null) onClose();
  };
  return (
    <Modal
      open
      title={words.extendTitle(name)}
      okText={words.extend}
      okButtonProps={{ disabled: !isDate(until) || reason.trim() === '' }}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void extend()}
      onCancel={onClose}
      width="36rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <p className="quiet">{words.extendEffect}</p>
      <div className="panel-field">
        <label htmlFor={ids.stage}>{words.extendStage}</label>
        <Select<CycleStatus>
          id={ids.stage}
          className="wide"
          value={stage ?? null}
          onChange={(next) => next !== null && setStage(next)}
          options={stages.map((one) => ({
            value: one.stage,
            label: words.stageOption(cycleStatuses[one.stage], one.to),
          }))}
        />
      </div>
      {chosen.length > 0 && (
        <Radio.Group
          aria-label={words.extendUnits}
          value={who}
          onChange={({ target }) => setWho(target.value as 'all' | 'chosen')}
          options={[
            { value: 'chosen', label: words.extendChosen(chosen.length) },
            { value: 'all', label: words.extendAll },
          ]}
        />
      )}
      <div className="panel-field">
        <span className="field-name">{words.extendUntil}</span>
        <DateInput label={words.extendUntil} value={until} onChange={setUntil} />
      </div>
      <div className="panel-field">
        <label htmlFor={ids.reason}>{words.extendReason}</label>
        <Input.TextArea
          id={ids.reason}
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <div className="panel-field">
        <label htmlFor={ids.document}>{words.extendDocument}</label>
        <Input
          id={ids.document}
          maxLength={100}
          value={documentNo}
          onChange={({ target }) => setDocumentNo(target.value)}
        />
      </div>
    </Modal>
  );
};
