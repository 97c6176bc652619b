/** One survey: what its answers come to in each unit, and the values that taking it over would write. */
import { Alert, App, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { surveyAudiences } from '#shared/domain/surveys.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import type { ExternalFrameProps } from './frame.ts';
import { type RefusedCell, RefusedCells } from './RefusedCells.tsx';
import { SurveyDialog } from './SurveyDialog.tsx';
import { useImportHere, useWriteHere } from './workbooks.ts';

const words = externalWords.surveys;
type Answer = OperationOutput<'surveys.read'>;
type Unit = Answer['units'][number];
type Value = Unit['values'][number];

const figure = (key: 'issued' | 'valid', title: string): DataColumn<Unit> => ({
  key,
  title,
  width: 4,
  kind: 'number',
  text: (unit) => (unit[key] === null ? '' : formatCount(unit[key])),
  sort: (unit) => unit[key] ?? -1,
});

const decimal = (
  key: 'satisfaction' | 'margin' | 'meanMargin',
  title: string,
  width: number,
): DataColumn<Unit> => ({
  key,
  title,
  width,
  kind: 'number',
  text: (unit) => shortMean(unit[key] ?? undefined),
  sort: (unit) => Number(unit[key] ?? -1),
});

/** As many digits as a table needs; the exact value goes into the form of the indicator. */
const shortMean = (mean: string | undefined): string => (mean === undefined ? '' : Number(mean).toFixed(2));

const valueWords = ({ mean, count, minimumCount, state }: Value): string =>
  state === 'tooFew' && mean !== null
    ? words.tooFewMark(formatCount(count), formatCount(minimumCount))
    : words.states[state];

const columnsOf = ({ survey: { questions, targets }, units }: Answer): DataColumn<Unit>[] => [
  { key: 'name', title: words.unit.name, width: 12, text: ({ name }) => name, sort: true, fixed: true },
  {
    key: 'group',
    title: words.unit.group,
    width: 5,
    text: ({ group }) => group ?? externalWords.noGroup,
    sort: true,
  },
  {
    key: 'source',
    title: words.unit.source,
    width: 5,
    text: ({ source }) => (source === null ? words.noSource : words.sources[source]),
    sort: true,
  },
  figure('issued', words.unit.issued),
  figure('valid', words.unit.valid),
  decimal('satisfaction', words.unit.satisfaction, 7),
  decimal('margin', words.unit.margin, 5),
  ...targets.flatMap(({ leaf }): DataColumn<Unit>[] => {
    const valueIn = (unit: Unit): Value | undefined => unit.values.find((value) => value.leaf === leaf);
    const name = units.map(valueIn).find((value) => value !== undefined)?.leafName ?? '';
    return [
      {
        key: `value-${leaf}`,
        title: words.unit.value(leaf, name),
        width: 9,
        kind: 'number',
        text: (unit) => shortMean(valueIn(unit)?.mean ?? undefined),
        sort: (unit) => Number(valueIn(unit)?.mean ?? Number.NEGATIVE_INFINITY),
      },
      {
        key: `state-${leaf}`,
        title: words.unit.state(leaf),
        width: 10,
        text: (unit) => {
          const value = valueIn(unit);
          return value === undefined ? words.noSource : valueWords(value);
        },
        render: (unit) => {
          const value = valueIn(unit);
          if (value === undefined) return words.noSource;
          return value.state === 'tooFew' ? (
            <span className="warning" title={words.tooFewMeans}>
              {valueWords(value)}
            </span>
          ) : (
            <span title={value.lock === null ? undefined : describeFinding(value.lock)}>
              {valueWords(value)}
            </span>
          );
        },
        sort: true,
      },
    ];
  }),
  ...questions.map(
    ({ code, text }, index): DataColumn<Unit> => ({
      key: code,
      title: words.unit.question(code, text),
      width: 10,
      kind: 'number',
      text: ({ means }) => shortMean(means[code]),
      sort: ({ means }) => Number(means[code] ?? Number.NEGATIVE_INFINITY),
      ...(index > 0 ? { hiddenAtFirst: true as const } : {}),
    }),
  ),
  { ...decimal('meanMargin', words.unit.meanMargin, 7), hiddenAtFirst: true },
];

export const SurveyView = ({
  cycle,
  id,
  frame,
}: {
  cycle: { code: string; name: string };
  id: string;
  frame: (props: ExternalFrameProps) => ReactNode;
}) => {
  const { modal, message } = App.useApp();
  const { data, failure, loading, refresh } = useOperation('surveys.read', { id });
  const list = useOperation('surveys.list', { cycle: cycle.code });
  const take = useCommand('surveys.take');
  const remove = useCommand('surveys.remove');
  const imports = useImportHere();
  const books = useWriteHere('surveys.write');
  const [editing, setEditing] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedCell[]>([]);
  const back = places.external(cycle.code, { view: 'surveys' });
  if (data === undefined) {
    return frame({
      primary: <PlaceLink to={back}>{words.back}</PlaceLink>,
      children: failure === null ? <ReadingLine /> : <FailureNotice failure={failure} onRetry={refresh} />,
    });
  }
  const { survey, units, lock } = data;
  const answered = units.some(({ source }) => source !== null);
  const values = units.flatMap((unit) => unit.values);
  const takeable = values.filter(({ mean, state }) => mean !== null && state !== 'locked');
  const unitsOf = (chosen: readonly Value[]): string =>
    formatCount(units.filter((unit) => unit.values.some((value) => chosen.includes(value))).length);
  const fresh = takeable.filter(
    ({ mean, count, present }) => present.mean !== mean || present.count !== String(count),
  );
  const few = takeable.filter(({ count, minimumCount }) => count < minimumCount);

  const confirmTake = (): void => {
    void modal.confirm({
      title: words.takeTitle(survey.title),
      width: '32rem',
      content: (
        <>
          <p>{words.takeText(unitsOf(takeable), formatCount(fresh.length))}</p>
          {few.length > 0 && <p className="warning">{words.tooFew(unitsOf(few))}</p>}
        </>
      ),
      okText: words.takeOk,
      cancelText: words.cancel,
      onOk: async () => {
        const answer = await take.run({ id });
        if (answer === null) return;
        setRefused(answer.refused);
        void message.success(words.taken(formatCount(answer.stored), formatCount(answer.unchanged)));
      },
    });
  };
  const confirmRemove = (): void => {
    void modal.confirm({
      title: words.removeTitle(survey.title),
      content: words.removeText,
      okText: words.removeOk,
      okButtonProps: { danger: true },
      cancelText: words.cancel,
      onOk: async () => {
        if ((await remove.run({ id })) !== null) goTo(back, { replace: true });
      },
    });
  };
  const exports = [
    { key: 'summary', label: words.exportSummary, name: words.summaryFile(survey.title) },
    { key: 'summaryForm', label: words.exportSummaryForm, name: words.summaryFile(survey.title) },
    { key: 'answersForm', label: words.exportAnswersForm, name: words.answersFile(survey.title) },
  ] as const;

  return frame({
    extra: (
      <>
        <ActionButton onClick={() => goTo(back)}>{words.back}</ActionButton>
        <ActionButton onClick={() => setEditing(true)}>{words.edit}</ActionButton>
        <Dropdown
          menu={{
            items: exports.map(({ key, label }) => ({ key, label })),
            onClick: ({ key }) => {
              const chosen = exports.find((one) => one.key === key);
              if (chosen !== undefined) void books.write({ id, what: chosen.key }, chosen.name);
            },
          }}
          trigger={['click']}
        >
          <ActionButton busy={books.busy}>{words.more}</ActionButton>
        </Dropdown>
        <ActionButton
          busy={imports.busy}
          onClick={() => void imports.read({ layout: 'survey-summary', survey: id })}
        >
          {words.importSummary}
        </ActionButton>
        <ActionButton
          busy={imports.busy}
          onClick={() => void imports.read({ layout: 'survey-answers', survey: id })}
        >
          {words.importAnswers}
        </ActionButton>
      </>
    ),
    primary: (
      <ActionButton
        type="primary"
        busy={take.busy}
        disabledReason={
          lock !== null
            ? externalWords.locked(describeFinding(lock))
            : takeable.length === 0
              ? words.takeNone
              : null
        }
        onClick={confirmTake}
      >
        {words.take}
      </ActionButton>
    ),
    bar: (
      <span className="num">
        <b>{survey.title}</b>{' '}
        {words.facts(
          surveyAudiences[survey.audience],
          formatCount(survey.needed),
          survey.margin,
          survey.takenAt === null ? words.notTaken : words.takenAt(formatInstant(survey.takenAt)),
        )}
      </span>
    ),
    children: (
      <>
        <FailureNotice failure={failure ?? list.failure} onRetry={refresh} />
        <FailureNotice failure={take.failure} onClose={take.clearFailure} />
        <FailureNotice failure={remove.failure} onClose={remove.clearFailure} />
        <FailureNotice failure={imports.failure} onClose={imports.clearFailure} />
        <FailureNotice failure={books.failure} onClose={books.clearFailure} />
        {lock !== null && (
          <Alert
            className="notice"
            type="info"
            showIcon
            title={externalWords.locked(describeFinding(lock))}
          />
        )}
        <RefusedCells
          refused={refused}
          nameOf={(uscc) => units.find((unit) => unit.uscc === uscc)?.name ?? uscc}
          onClose={() => setRefused([])}
        />
        <p className="quiet">{words.roundingNote}</p>
        <DataTable
          tableId="assessment.survey"
          label={words.unitsLabel}
          columns={columnsOf(data)}
          rows={units}
          rowKey={({ uscc }) => uscc}
          loading={loading}
          empty={words.noUnits}
          sums={[
            {
              title: words.validTotal,
              value: formatCount(units.reduce((sum, { valid }) => sum + (valid ?? 0), 0)),
            },
          ]}
          exportName={words.exportName(survey.title)}
        />
        {editing && list.data !== undefined && (
          <SurveyDialog
            cycle={cycle}
            leaves={list.data.leaves}
            present={survey}
            answered={answered}
            onClose={() => setEditing(false)}
            onSaved={() => undefined}
          />
        )}
        {survey.takenAt === null && (
          <p>
            <ActionButton size="small" type="text" danger onClick={confirmRemove}>
              {words.remove}
            </ActionButton>
          </p>
        )}
      </>
    ),
  });
};
