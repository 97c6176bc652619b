/** The ranking: overall and by group, with ties called ties and a reason wherever there is no score. */
import { Input, Select, Tag } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { SubjectStatus } from '#shared/model/result.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { useFilter } from '../../state/filters.ts';
import type { SortChoice } from '../../state/list-views.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { places } from '../../ui/places.ts';
import { ChangedTag } from '../../ui/score-changes/ScoreChanges.tsx';
import { type ChangesByUnit, changeText, useScoreChanges } from '../../ui/score-changes/use-score-changes.ts';
import { GroupChoice, groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Row = OperationOutput<'runs.ranking'>['rows'][number];
type Sort = NonNullable<OperationInput<'runs.ranking'>['sort']>;

interface Filter {
  group?: string | null | undefined;
  grade?: string | undefined;
  status?: SubjectStatus | undefined;
  text?: string | undefined;
}
const noFilter: Filter = {};

const branchKey = 'branch ';

/** Columns whose order the engine knows under the same name. */
const sortable = ['rank', 'group', 'name', 'score', 'base', 'bonus', 'penalty'] as const;

const sortOf = (choice: SortChoice | null): Sort => {
  if (choice === null) return { by: 'rank', descending: false };
  const { column, descending } = choice;
  if (column.startsWith(branchKey))
    return { by: 'branch', branch: column.slice(branchKey.length), descending };
  return { by: sortable.find((name) => name === column) ?? 'rank', descending };
};

/** Why there is no score, or what else a reader must know: vetoes, ties. */
const remarkOf = (row: Row): string => {
  const parts: string[] = [];
  if (row.vetoes.length > 0) parts.push(words.vetoed(row.vetoes.map(({ name }) => name).join('、')));
  if (row.sharedBy > 1) parts.push(words.tiedWith(row.sharedBy - 1));
  if (row.reason !== null) {
    const { missing, missingCount, errors } = row.reason;
    const names = missing.slice(0, 3).map(({ leaf, name }) => `${leaf} ${name}`);
    if (missingCount > 0) {
      parts.push(words.missing(formatCount(missingCount), names.join('、'), missingCount > names.length));
    }
    if (errors > 0) parts.push(words.errors(formatCount(errors)));
    if (missingCount === 0 && errors === 0) parts.push(words.nothingLeft);
  }
  return parts.join('；');
};

const placeCell = (place: number | null, sharedBy: number) =>
  place === null ? (
    words.noScore
  ) : (
    <>
      {sharedBy > 1 && <Tag className="tied">{words.tied('')}</Tag>}
      <span className="num">{place}</span>
    </>
  );

const number = (text: string | null): string => text ?? words.noScore;

const columnsOf = ({ model }: Overview, changes: ChangesByUnit): DataColumn<Row>[] => {
  const roots = model.nodes.filter(({ depth }) => depth === 0);
  const figures = (key: 'base' | 'bonus' | 'penalty', title: string): DataColumn<Row> => ({
    key,
    title,
    width: 5,
    kind: 'number',
    sort: true,
    text: (row) => number(row[key]),
  });
  return [
    {
      key: 'rank',
      title: words.rank,
      width: 5,
      kind: 'number',
      sort: true,
      text: (row) => (row.rank === null ? words.noScore : String(row.rank)),
      render: (row) => placeCell(row.rank, row.sharedBy),
    },
    {
      key: 'name',
      title: words.unit,
      width: 14,
      sort: true,
      text: (row) => row.name,
      render: (row) => (
        <>
          {row.name} <ChangedTag changes={changes.get(row.code)} />
        </>
      ),
      fixed: true,
    },
    { key: 'group', title: words.group, width: 5, sort: true, text: (row) => groupName(row.group) },
    {
      key: 'groupRank',
      title: words.groupRank,
      width: 5,
      kind: 'number',
      text: (row) => (row.groupRank === null ? words.noScore : String(row.groupRank)),
      render: (row) => placeCell(row.groupRank, row.groupSharedBy),
    },
    {
      key: 'score',
      title: words.score,
      width: 5,
      kind: 'number',
      sort: true,
      text: (row) => number(row.score),
      render: (row) => <strong className="num">{number(row.score)}</strong>,
    },
    {
      key: 'grade',
      title: words.grade,
      width: 6,
      text: (row) => row.gradeName ?? words.statuses[row.status],
      render: (row) => (
        <>
          {row.gradeName ?? <span className="warning">{words.statuses[row.status]}</span>}
          {row.vetoes.length > 0 && <Tag className="veto">{words.veto}</Tag>}
        </>
      ),
    },
    ...roots.map(
      ({ code, name }, position): DataColumn<Row> => ({
        key: `${branchKey}${code}`,
        title: words.branch(code, name),
        width: 5,
        kind: 'number',
        sort: true,
        text: (row) => number(row.branches[position] ?? null),
      }),
    ),
    figures('base', words.base),
    ...(model.hasBonus ? [figures('bonus', words.bonus)] : []),
    ...(model.hasPenalty ? [figures('penalty', words.penalty)] : []),
    {
      key: 'remark',
      title: words.remark,
      width: 20,
      text: (row) =>
        [remarkOf(row), ...(changes.get(row.code) ?? []).map(changeText)].filter(Boolean).join('；'),
    },
    { key: 'code', title: words.uscc, width: 12, text: (row) => row.code, hiddenAtFirst: true },
  ];
};

const useChosenFilter = ({ groups, grades }: Overview) => {
  const [kept, change] = useFilter<Filter>('results.ranking', noFilter);
  // Kept from another run, which may have had other groups and grades.
  const group = groups.some((one) => one.group === kept.group) ? kept.group : undefined;
  const grade = grades.some(({ code }) => code === kept.grade) ? kept.grade : undefined;
  return { filter: { ...kept, group, grade }, change };
};

export const RankingView = ({ overview }: { overview: Overview }) => {
  const { run, grades, groups, incomplete, invalid } = overview;
  const averages = useOperation('runs.averages', { run: run.id });
  const { filter, change } = useChosenFilter(overview);
  const [order, setOrder] = useState<SortChoice | null>(null);
  const text = useDeferredValue(filter.text?.trim() ?? '');
  const pages = usePages('runs.ranking', {
    run: run.id,
    sort: sortOf(order),
    ...(filter.group === undefined ? {} : { group: filter.group }),
    ...(filter.grade === undefined ? {} : { grade: filter.grade }),
    ...(filter.status === undefined ? {} : { status: filter.status }),
    ...(text === '' ? {} : { text }),
  });
  const changes = useScoreChanges(run.id);
  const columns = useMemo(() => columnsOf(overview, changes), [overview, changes]);
  const gradeName = grades.find(({ code }) => code === filter.grade)?.name;
  const note = [
    ...(filter.group === undefined ? [] : [groupName(filter.group)]),
    ...(gradeName === undefined ? [] : [gradeName]),
    ...(filter.status === undefined ? [] : [words.statuses[filter.status]]),
    ...(text === '' ? [] : [text]),
  ];
  const mean = averages.data?.all.score;

  return (
    <>
      <FailureNotice failure={pages.failure} onRetry={pages.refresh} />
      <div className="results-bar">
        <GroupChoice
          label={words.group}
          groups={groups}
          value={filter.group}
          onChange={(group) => change({ group })}
          all={words.allGroups}
        />
        <Select
          className="results-choice"
          aria-label={words.grade}
          value={filter.grade ?? ''}
          onChange={(grade) => change({ grade: grade === '' ? undefined : grade })}
          options={[
            { value: '', label: words.allGrades },
            ...grades.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <Select<SubjectStatus | ''>
          className="results-choice"
          aria-label={words.status}
          value={filter.status ?? ''}
          onChange={(status) => change({ status: status === '' ? undefined : status })}
          options={[
            { value: '', label: words.allStatuses },
            ...(Object.keys(words.statuses) as SubjectStatus[]).map((value) => ({
              value,
              label: words.statuses[value],
            })),
          ]}
        />
        <Input
          className="results-search"
          aria-label={words.search}
          placeholder={words.searchPlaceholder}
          allowClear
          value={filter.text ?? ''}
          onChange={({ target }) => change({ text: target.value })}
        />
        <ul className="results-grades" aria-label={words.gradeCounts}>
          {grades.map(({ code, name, units }) => (
            <li key={code}>
              {name} <strong className="num">{formatCount(units)}</strong>
            </li>
          ))}
          {mean != null && <li className="num">{words.meanScore(mean)}</li>}
        </ul>
      </div>
      {incomplete + invalid > 0 && (
        <p className="warning">{words.unscoredUnits(formatCount(incomplete), formatCount(invalid))}</p>
      )}
      <DataTable<Row>
        tableId="results.ranking"
        label={words.rankingLabel}
        columns={columns}
        {...fromPages(pages)}
        rowKey={({ code }) => code}
        total={pages.firstPage?.total ?? null}
        empty={words.rankingEmpty}
        onRowOpen={({ code }) => goTo(places.why({ run: run.id, subject: code }))}
        sort={order}
        onSort={setOrder}
        exportName={words.rankingExport(run.modelName, run.cycleName)}
        {...(note.length === 0 ? {} : { exportNote: words.filterNote(note) })}
      />
    </>
  );
};
