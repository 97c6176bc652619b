/** Asking for a correction of a final result, and deciding about one. */
import { useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import type { Correction } from './notice-types.ts';
import { useLeaves, wholeChoice } from './use-leaves.ts';

const words = cycleNoticeWords.corrections;

export const RequestCorrection = ({ cycle, onClose }: { cycle: string; onClose: () => void }) => {
  const { run, busy, failure, clearFailure } = useCommand('scoreCorrections.request');
  const { data } = useOperation('cycles.read', { cycle });
  const [unit, setUnit] = useState('');
  const leaves = useLeaves(cycle, unit, cycleNoticeWords.rechecks.decisions);
  return (
    <FieldsDialog
      name="request-correction"
      title={words.request}
      okText={words.form.ok}
      fields={[
        {
          name: 'bodyUscc',
          label: words.form.unit,
          kind: 'choice',
          onChange: setUnit,
          choices: (data?.units ?? []).map(({ bodyUscc, name }) => ({ value: bodyUscc, label: name })),
        },
        { name: 'leaf', label: words.form.leaf, kind: 'choice', choices: leaves },
        { name: 'reason', label: words.form.reason, kind: 'long' },
        { name: 'requestedBy', label: words.form.requestedBy, kind: 'text', max: 50 },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async ({ leaf, ...values }) => {
        const asked = await run({ cycle, ...values, leaf: leaf === wholeChoice ? null : leaf });
        if (asked !== null) onClose();
      }}
    />
  );
};

export const DecideCorrection = ({
  correction,
  onClose,
}: {
  correction: Correction;
  onClose: () => void;
}) => {
  const { run, busy, failure, clearFailure } = useCommand('scoreCorrections.decide');
  const { bodyName, leafName, reason } = correction;
  return (
    <FieldsDialog
      name="decide-correction"
      title={words.decide}
      okText={words.form.decideOk}
      fields={[
        {
          name: 'decision',
          label: words.form.decision,
          kind: 'choice',
          initial: 'approve',
          choices: [
            { value: 'approve', label: words.form.approve },
            { value: 'refuse', label: words.form.refuse },
          ],
        },
        {
          name: 'decidedBy',
          label: words.form.decidedBy,
          kind: 'text',
          max: 50,
          hint: words.form.decidedByHint,
        },
        { name: 'documentNo', label: words.form.documentNo, kind: 'text', optional: true, max: 100 },
        { name: 'note', label: words.form.note, kind: 'text', optional: true, max: 200 },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async ({ decision, ...values }) => {
        const decided = await run({ id: correction.id, approve: decision === 'approve', ...values });
        if (decided !== null) onClose();
      }}
    >
      <p>
        {bodyName}：{leafName ?? cycleNoticeWords.rechecks.decisions}。{reason}
      </p>
    </FieldsDialog>
  );
};
