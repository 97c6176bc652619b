/** All assessment cycles, newest first. */
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { goTo } from '../../../state/place.ts';
import { useSession } from '../../../state/session.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { NewCycle } from './NewCycle.tsx';

const words = assessmentWords.cycles;
type CycleRow = OperationOutput<'cycles.list'>['cycles'][number];

const columns: readonly DataColumn<CycleRow>[] = [
  { key: 'code', title: words.columns.code, width: 6, text: ({ code }) => code, sort: true, fixed: true },
  { key: 'name', title: words.columns.name, width: 20, text: ({ name }) => name, sort: true },
  {
    key: 'year',
    title: words.columns.year,
    width: 5,
    text: ({ year }) => String(year),
    sort: ({ year }) => year,
    kind: 'number',
  },
  {
    key: 'period',
    title: words.columns.period,
    width: 14,
    text: ({ periodFrom, periodTo }) => words.period(periodFrom, periodTo),
    sort: ({ periodFrom }) => periodFrom,
  },
  {
    key: 'status',
    title: words.columns.status,
    width: 6,
    text: ({ status }) => cycleStatuses[status],
    sort: true,
  },
  {
    key: 'units',
    title: words.columns.units,
    width: 6,
    text: ({ units }) => String(units),
    sort: ({ units }) => units,
    kind: 'number',
  },
  { key: 'plan', title: words.columns.plan, width: 13, text: ({ planDocumentNo }) => planDocumentNo ?? '' },
];

export const CyclesPage = () => {
  const { data, failure, loading, refresh } = useOperation('cycles.list', {});
  const [creating, setCreating] = useState(false);
  const current = useSession((session) => session.cycle);
  const cycles = data?.cycles ?? [];
  return (
    <Page
      title={words.title}
      description={data !== undefined && cycles.length === 0 ? words.none : words.description}
      primary={
        <ActionButton type="primary" onClick={() => setCreating(true)}>
          {words.create}
        </ActionButton>
      }
      fill
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <DataTable
        tableId="assessment.cycles"
        label={words.label}
        columns={columns}
        rows={cycles}
        rowKey={({ code }) => code}
        loading={loading}
        selected={current}
        empty={words.none}
        onRowOpen={({ code }) => goTo(places.cycle(code))}
        exportName={words.title}
      />
      {creating && (
        <NewCycle
          existing={cycles}
          onClose={() => setCreating(false)}
          onCreated={(code) => goTo(places.cycle(code))}
        />
      )}
    </Page>
  );
};
