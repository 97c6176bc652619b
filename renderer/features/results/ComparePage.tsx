/** Two runs side by side: what differs as a whole, which units moved, and where. */
import { Checkbox, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { CompareDetail } from './CompareDetail.tsx';
import { CompareHeads } from './CompareHeads.tsx';
import { type ComparedRow, comparedColumns } from './compared-columns.tsx';
import { useWholeList } from './use-whole-list.ts';

type Run = OperationOutput<'runs.list'>['runs'][number];

interface Sides {
  before: string | null;
  after: string | null;
}

export const ComparePage = ({ before, after }: Sides) => {
  const runs = useOperation('runs.list', {});
  const list = runs.data?.runs ?? [];
  const choose = (sides: Sides): void => {
    if (sides.before !== null && sides.after !== null) goTo(places.compareRuns(sides.before, sides.after));
  };
  const ready = before !== null && after !== null && before !== after;
  return (
    <Page
      fill
      title={words.compareTitle}
      description={list.length < 2 && runs.data !== undefined ? words.needTwo : words.compareDescription}
      extra={<PlaceLink to={places.results}>{words.back}</PlaceLink>}
      bar={
        <>
          <RunChoice
            label={words.earlier}
            runs={list}
            value={before}
            onChange={(chosen) => choose({ before: chosen, after })}
          />
          <RunChoice
            label={words.later}
            runs={list}
            value={after}
            onChange={(chosen) => choose({ before, after: chosen })}
          />
        </>
      }
    >
      <FailureNotice failure={runs.failure} onRetry={runs.refresh} />
      {ready ? (
        <Compared key={`${before} ${after}`} before={before} after={after} />
      ) : (
        <p className="panel quiet">
          {before !== null && before === after ? words.sameRun : words.chooseRuns}
        </p>
      )}
    </Page>
  );
};

interface RunChoiceProps {
  label: string;
  runs: readonly Run[];
  value: string | null;
  onChange: (run: string) => void;
}

const RunChoice = ({ label, runs, value, onChange }: RunChoiceProps) => (
  <span className="run-choice">
    <span>{label}</span>
    <Select<string>
      aria-label={label}
      showSearch
      optionFilterProp="label"
      value={runs.some(({ id }) => id === value) ? value : null}
      onChange={onChange}
      options={runs.map(({ id, cycleName, modelName, createdAt }) => ({
        value: id,
        label: words.runChoice(cycleName, modelName, formatInstant(createdAt)),
      }))}
    />
  </span>
);

/** Rows of one call: an answer that the window takes in without a pause. */
const rowsAtOnce = 250;

const Compared = ({ before, after }: { before: string; after: string }) => {
  const whole = useOperation('runs.compare', { before, after });
  const [changedOnly, setChangedOnly] = useState(true);
  const pages = usePages('runs.compareUnits', { before, after, changedOnly, limit: rowsAtOnce });
  useWholeList(pages);
  const [selected, setSelected] = useState<string | null>(null);
  const branches = whole.data?.branches;
  const columns = useMemo(() => comparedColumns(branches ?? []), [branches]);
  const unit = pages.rows.find(({ code }) => code === selected) ?? null;
  if (whole.data === undefined) return <FailureNotice failure={whole.failure} onRetry={whole.refresh} />;
  const { units } = whole.data;
  return (
    <>
      <CompareHeads comparison={whole.data} />
      <FailureNotice failure={pages.failure} onRetry={pages.refresh} />
      <div className="why">
        <div className="why-tree">
          <header className="why-head">
            <p>
              {words.movedCounts(
                formatCount(units.both),
                formatCount(units.changed),
                formatCount(units.up),
                formatCount(units.down),
                formatCount(units.gradeChanged),
              )}
              {units.onlyBefore + units.onlyAfter > 0 &&
                `；${words.onlyCounts(formatCount(units.onlyBefore), formatCount(units.onlyAfter))}`}
            </p>
            <Checkbox checked={changedOnly} onChange={({ target }) => setChangedOnly(target.checked)}>
              {words.changedOnly}
            </Checkbox>
          </header>
          <DataTable<ComparedRow>
            tableId="results.compare"
            label={words.compareTitle}
            columns={columns}
            rows={pages.rows}
            rowKey={({ code }) => code}
            loading={pages.loading}
            total={pages.firstPage?.total ?? null}
            empty={words.compareEmpty}
            selected={selected}
            onRowOpen={({ code }) => setSelected(code)}
            hasMore={pages.hasMore}
            exportName={words.compareExport}
            readAll={pages.readAll}
          />
        </div>
        <CompareDetail before={before} after={after} unit={unit} />
      </div>
    </>
  );
};
