/** Registers an objection to a score; what is wrong with it is said beside the form. */
import { useState } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import { FindingWords } from './FindingWords.tsx';
import { useLeaves, wholeChoice } from './use-leaves.ts';

const words = cycleNoticeWords.objections;

interface Props {
  cycle: string;
  today: string;
  /** What it is about, where another page said so. */
  about: { unit: string | null; leaf: string | null };
  onClose: () => void;
}

export const ObjectionDialog = ({ cycle, today, about, onClose }: Props) => {
  const { run, busy, failure, clearFailure } = useCommand('ledgers.put');
  const { data } = useOperation('cycles.read', { cycle });
  const [unit, setUnit] = useState(about.unit ?? '');
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const leaves = useLeaves(cycle, unit, words.whole);
  const units = (data?.units ?? []).map(({ bodyUscc, name }) => ({ value: bodyUscc, label: name }));
  return (
    <FieldsDialog
      name="score-objection"
      title={words.register}
      okText={words.form.ok}
      fields={[
        {
          name: 'bodyUscc',
          label: words.form.unit,
          kind: 'choice',
          choices: units,
          onChange: setUnit,
          ...(about.unit === null ? {} : { initial: about.unit }),
        },
        {
          name: 'leaf',
          label: words.form.leaf,
          kind: 'choice',
          choices: leaves,
          initial: about.leaf ?? wholeChoice,
          hint: words.form.leafHint,
        },
        { name: 'number', label: words.form.number, kind: 'text', optional: true, half: true, max: 60 },
        { name: 'happenedOn', label: words.form.filedOn, kind: 'date', half: true, initial: today },
        { name: 'ground', label: words.form.ground, kind: 'long' },
        { name: 'claimed', label: words.form.claimed, kind: 'text', optional: true, half: true, max: 40 },
        {
          name: 'materials',
          label: words.form.materials,
          kind: 'text',
          optional: true,
          half: true,
          max: 300,
        },
        {
          name: 'lateReason',
          label: words.form.lateReason,
          kind: 'text',
          optional: true,
          max: 300,
          hint: words.form.lateHint,
        },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async ({ leaf, ...values }) => {
        const form = { ...values, cycle, leaf: leaf === wholeChoice ? '' : leaf };
        const put = await run({ ledger: 'scoreObjections', present: null, baseRevision: null, form });
        if (put === null) return;
        setFindings(put.findings);
        if (put.stored) onClose();
      }}
    >
      <FindingWords findings={findings} />
    </FieldsDialog>
  );
};
