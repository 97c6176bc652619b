/** 佐证材料: all of it, what is wrong with it, and what has none. */
import { Button, Input, Select } from 'antd';
import type { OperationInput } from '#shared/contract/client.ts';
import { type EvidenceProblem, evidenceOwners, evidenceProblems } from '#shared/domain/evidence.ts';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount, formatSize } from '../../../i18n/format.ts';
import { evidenceWords } from '../../../i18n/zh-CN/evidence.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { JobLine } from '../../../ui/JobLine.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import { evidenceColumns, lackingColumns, placeOfOwner } from './evidence-columns.tsx';

const words = evidenceWords.page;

interface EvidenceFilter {
  /** Typed; not kept on the disk. */
  text: string;
  ownerType: string | null;
  /** A problem, or `lacking`: what has no evidence at all. */
  problem: string | null;
}
const noFilter: EvidenceFilter = { text: '', ownerType: null, problem: null };

type Conditions = OperationInput<'evidence.totals'>;

const conditionsOf = ({ text, ownerType, problem }: EvidenceFilter): Conditions => ({
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(ownerType === null ? {} : { ownerType: ownerType as NonNullable<Conditions['ownerType']> }),
  ...(problem === null ? {} : { problem: problem as EvidenceProblem }),
});

const openOwner = (row: Parameters<typeof placeOfOwner>[0]): void => {
  const place = placeOfOwner(row);
  if (place !== null) goTo(place);
};

export const EvidencePage = () => {
  const [filter, setFilter] = useFilter('evidence', noFilter);
  const text = useSettled(filter.text);
  const lacking = filter.problem === 'lacking';
  const conditions = conditionsOf(lacking ? noFilter : { ...filter, text });
  const totals = useOperation('evidence.totals', conditions);
  const { start, running, failure, clearFailure } = useJob('evidence.check');
  const isFiltered = filter.text !== '' || filter.ownerType !== null || filter.problem !== null;

  const check = (): Promise<unknown> =>
    start(
      {},
      {
        title: words.checking,
        closing: ({ files, lost, changed }) => words.checked(formatCount(files), formatCount(lost + changed)),
      },
    );
  const problems = [
    ...Object.entries(evidenceProblems).map(([code, name]) => ({
      value: code,
      label: words.ofProblem(name, formatCount(totals.data?.problems[code as EvidenceProblem] ?? 0)),
    })),
    { value: 'lacking', label: words.ofProblem(words.lacking, formatCount(totals.data?.lacking ?? 0)) },
  ];

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" busy={running !== null} onClick={() => void check()}>
          {words.check}
        </ActionButton>
      }
      bar={
        <>
          <Input.Search
            className="filter-text"
            aria-label={words.text}
            placeholder={words.textHint}
            allowClear
            value={filter.text}
            onChange={({ target }) => setFilter({ text: target.value })}
          />
          <Select
            className="filter-choice"
            aria-label={words.problem}
            placeholder={words.problem}
            allowClear
            popupMatchSelectWidth={false}
            value={filter.problem}
            options={problems}
            onChange={(problem: string | null | undefined) => setFilter({ problem: problem ?? null })}
          />
          <Choice
            label={words.owner}
            list={evidenceOwners}
            value={filter.ownerType}
            onChange={(ownerType) => setFilter({ ownerType })}
          />
          {isFiltered && <Button onClick={() => setFilter(noFilter)}>{words.clear}</Button>}
        </>
      }
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <FailureNotice failure={totals.failure} onRetry={totals.refresh} />
      {running !== null && <JobLine job={running} />}
      {totals.data !== undefined && totals.data.rows > 0 && !lacking && (
        <p className="quiet num">
          {words.sumOf(formatCount(totals.data.files), formatSize(totals.data.bytes))}
        </p>
      )}
      {lacking ? (
        <LackingTable total={totals.data?.lacking ?? null} />
      ) : (
        <EvidenceTable
          conditions={conditions}
          total={totals.data?.rows ?? null}
          empty={isFiltered ? words.emptyFiltered : words.empty}
        />
      )}
    </Page>
  );
};

const EvidenceTable = ({
  conditions,
  total,
  empty,
}: {
  conditions: Conditions;
  total: number | null;
  empty: string;
}) => {
  const list = usePages('evidence.search', conditions);
  return (
    <>
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="evidence"
        label={words.list}
        columns={evidenceColumns}
        {...fromPages(list)}
        rowKey={({ id }) => id}
        total={total}
        empty={empty}
        onRowOpen={openOwner}
        exportName={words.exportName}
      />
    </>
  );
};

const LackingTable = ({ total }: { total: number | null }) => {
  const list = usePages('evidence.lacking', {});
  return (
    <>
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="evidence-lacking"
        label={words.lackingList}
        columns={lackingColumns}
        {...fromPages(list)}
        rowKey={({ ownerId }) => ownerId}
        total={total}
        empty={words.emptyLacking}
        onRowOpen={openOwner}
        exportName={words.lackingExportName}
      />
    </>
  );
};
