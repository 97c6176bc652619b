/** 满意度测评: the surveys of a cycle. */
import { type ReactNode, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { surveyAudiences } from '#shared/domain/surveys.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';
import type { ExternalFrameProps } from './frame.ts';
import { SurveyDialog } from './SurveyDialog.tsx';

const words = externalWords.surveys;
type Survey = OperationOutput<'surveys.list'>['surveys'][number];

const columns: readonly DataColumn<Survey>[] = [
  { key: 'title', title: words.columns.title, width: 22, text: ({ title }) => title, sort: true },
  {
    key: 'audience',
    title: words.columns.audience,
    width: 5,
    text: ({ audience }) => surveyAudiences[audience],
    sort: true,
  },
  {
    key: 'period',
    title: words.columns.period,
    width: 15,
    text: ({ surveyedFrom, surveyedTo }) => words.period(surveyedFrom, surveyedTo),
    sort: true,
  },
  {
    key: 'needed',
    title: words.columns.needed,
    width: 10,
    kind: 'number',
    text: ({ needed }) => formatCount(needed),
    sort: ({ needed }) => needed,
  },
  {
    key: 'units',
    title: words.columns.units,
    width: 8,
    kind: 'number',
    text: ({ units }) => formatCount(units),
    sort: ({ units }) => units,
  },
  {
    key: 'valid',
    title: words.columns.valid,
    width: 7,
    kind: 'number',
    text: ({ valid }) => formatCount(valid),
    sort: ({ valid }) => valid,
  },
  {
    key: 'taken',
    title: words.columns.taken,
    width: 14,
    text: ({ takenAt }) => (takenAt === null ? words.notTaken : words.takenAt(formatInstant(takenAt))),
  },
];

export const SurveysView = ({
  cycle,
  frame,
}: {
  cycle: { code: string; name: string; status: CycleStatus };
  frame: (props: ExternalFrameProps) => ReactNode;
}) => {
  const { data, failure, loading, refresh } = useOperation('surveys.list', { cycle: cycle.code });
  const [making, setMaking] = useState(false);
  const open = (id: string): void => goTo(places.external(cycle.code, { view: 'surveys', survey: id }));
  return frame({
    primary: (
      <ActionButton
        type="primary"
        disabledReason={isClosed(cycle.status) ? assessmentWords.stages[cycle.status].now : null}
        onClick={() => setMaking(true)}
      >
        {words.create}
      </ActionButton>
    ),
    children: (
      <>
        <FailureNotice failure={failure} onRetry={refresh} />
        <DataTable
          tableId="assessment.surveys"
          label={words.label}
          columns={columns}
          rows={data?.surveys ?? []}
          rowKey={({ id }) => id}
          loading={loading}
          empty={words.empty}
          exportName={words.label}
          onRowOpen={({ id }) => open(id)}
        />
        {making && data !== undefined && (
          <SurveyDialog
            cycle={cycle}
            leaves={data.leaves}
            present={null}
            onClose={() => setMaking(false)}
            onSaved={open}
          />
        )}
      </>
    ),
  });
};
