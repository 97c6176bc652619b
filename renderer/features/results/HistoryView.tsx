/** 跨年观察: a few indicators over the years, so that what pays at once and costs later is seen. */
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { percentText } from '#shared/domain/decimal-text.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { resultsWords } from '../../i18n/zh-CN/results.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { places } from '../../ui/places.ts';
import { groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type History = OperationOutput<'runs.history'>;
type Row = History['rows'][number];

const words = analysisWords.history;

const mostLeaves = 8;

const columnsOf = ({ leaves, cycles }: History): DataColumn<Row>[] => [
  { key: 'name', title: resultsWords.unit, width: 15, fixed: true, sort: true, text: ({ name }) => name },
  { key: 'group', title: resultsWords.group, width: 5, sort: true, text: ({ group }) => groupName(group) },
  ...leaves.flatMap((leaf, l) =>
    cycles.map(({ cycle, official }, c): DataColumn<Row> => {
      const rateOf = (row: Row): string | null => row.cells[c]?.[l]?.rate ?? null;
      return {
        key: `${leaf.code} ${cycle}`,
        title: `${words.cell(cycle, leaf.code)}${official ? words.official : ''}`,
        width: 8,
        align: 'right',
        sort: (row) => Number(rateOf(row) ?? -1),
        text: (row) => {
          const rate = rateOf(row);
          return rate === null ? words.notAssessed : `${percentText(rate)}%`;
        },
      };
    }),
  ),
  {
    key: 'note',
    title: words.note,
    width: 18,
    text: ({ fell }) => {
      const fallen = leaves.filter((_, position) => fell[position]).map(({ code }) => code);
      return fallen.length === 0 ? '' : words.fellOn(fallen.join('、'));
    },
    render: ({ fell }) => {
      const fallen = leaves.filter((_, position) => fell[position]).map(({ code }) => code);
      return fallen.length > 0 && <span className="warning">{words.fellOn(fallen.join('、'))}</span>;
    },
  },
];

export const HistoryView = ({ overview: { run } }: { overview: Overview }) => {
  const [leaves, setLeaves] = useState<string[] | null>(null);
  const [fellOnly, setFellOnly] = useState(false);
  const { data, failure, loading, refresh } = useOperation('runs.history', {
    run: run.id,
    ...(leaves === null ? {} : { leaves }),
  });
  if (data === undefined) return <FailureNotice failure={failure} onRetry={refresh} />;
  const rows = fellOnly ? data.rows.filter(({ fell }) => fell.includes(true)) : data.rows;
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <p className="quiet">{words.hint}</p>
      <div className="results-bar">
        <Select<string[]>
          className="results-units"
          mode="multiple"
          aria-label={words.choose}
          placeholder={words.choosePlaceholder}
          maxCount={mostLeaves}
          value={leaves ?? data.leaves.map(({ code }) => code)}
          onChange={setLeaves}
          optionFilterProp="label"
          options={data.choices.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
        <Checkbox checked={fellOnly} onChange={({ target }) => setFellOnly(target.checked)}>
          {words.fellOnly}
        </Checkbox>
        {data.cycles.length < 2 && <span className="quiet">{words.oneYear}</span>}
      </div>
      <DataTable<Row>
        tableId="results.history"
        label={words.label}
        columns={columnsOf(data)}
        rows={data.leaves.length === 0 ? [] : rows}
        rowKey={({ code }) => code}
        loading={loading}
        empty={data.leaves.length === 0 ? words.noneChosen : words.empty}
        onRowOpen={({ code }) => {
          const [node] = data.leaves;
          goTo(
            places.why({ run: run.id, subject: code, ...(node === undefined ? {} : { node: node.code }) }),
          );
        }}
        exportName={words.export(run.modelName)}
      />
    </>
  );
};
