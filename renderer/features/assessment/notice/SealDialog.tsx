/** Seals the corrected result of one model: who moves by it, why, and what must be accounted for. */
import { useState } from 'react';
import { sealExceptions } from '#shared/domain/run-seals.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { type AskedField, FieldsDialog } from './FieldsDialog.tsx';
import { MovedTable } from './MovedTable.tsx';

const words = cycleNoticeWords.rechecks.sealing;

interface Props {
  /** The new run, and the official one whose place it takes. */
  run: string;
  before: string;
  kind: 'corrected' | 'correction';
  reason: string;
  approvedBy: string;
  documentNo: string;
  onDone: () => void;
  onClose: () => void;
}

export const SealDialog = ({
  run: id,
  before,
  kind,
  reason,
  approvedBy,
  documentNo,
  onDone,
  onClose,
}: Props) => {
  const { run, busy, failure, clearFailure } = useCommand('runs.seal');
  const check = useOperation('runs.sealCheck', { run: id });
  const compared = useOperation('runs.compareUnits', { before, after: id, changedOnly: true, limit: 1000 });
  const [done, setDone] = useState(false);
  const held = check.data?.held ?? [];
  const rows = compared.data?.rows ?? [];
  if (done || check.data === undefined) return null;
  const fields: AskedField<string>[] = [
    { name: 'reason', label: words.reason, kind: 'long', initial: reason },
    ...(kind === 'correction'
      ? [{ name: 'approvedBy', label: words.approvedBy, kind: 'text', initial: approvedBy } as const]
      : []),
    { name: 'documentNo', label: words.documentNo, kind: 'text', optional: true, initial: documentNo },
    ...held.map(
      ({ exception, count, units }): AskedField<string> => ({
        name: exception,
        label: sealExceptions[exception],
        kind: 'text',
        hint: words.held(count, units.join('、')),
      }),
    ),
  ];
  return (
    <FieldsDialog
      name="seal-corrected"
      title={words.title}
      okText={words.ok}
      fields={fields}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async (values) => {
        const { reason: why = '', approvedBy: by, documentNo: number } = values;
        const sealed = await run({
          run: id,
          kind,
          reason: why,
          ...(by ? { approvedBy: by } : {}),
          ...(number ? { documentNo: number } : {}),
          accepted: Object.fromEntries(held.map(({ exception }) => [exception, values[exception] ?? ''])),
        });
        if (sealed === null) return;
        setDone(true);
        onDone();
      }}
    >
      <p>{rows.length === 0 ? words.same : words.moved(rows.length)}</p>
      {rows.length > 0 && (
        <MovedTable
          rows={rows.map((row) => ({
            code: row.code,
            name: row.name,
            scoreBefore: row.before?.score ?? null,
            scoreAfter: row.after?.score ?? null,
            gradeBefore: row.before?.gradeName ?? null,
            gradeAfter: row.after?.gradeName ?? null,
            rankBefore: row.before?.rank ?? null,
            rankAfter: row.after?.rank ?? null,
            own: null,
          }))}
        />
      )}
    </FieldsDialog>
  );
};
