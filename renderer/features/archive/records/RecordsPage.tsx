/** 信用记录: the ledger with its filters. */
import { Button } from 'antd';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { wanText } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { SavedFilters } from '../../../ui/filters/SavedFilters.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { exportNoteOf } from './export-note.ts';
import { RecordFilters } from './RecordFilters.tsx';
import { recordColumns } from './record-columns.tsx';
import { conditionsOf, isFiltered, noFilter, sortOf } from './record-filter.ts';

const words = archiveWords.records;

export const RecordsPage = () => {
  const [filter, setFilter] = useFilter('records', noFilter);
  const text = useSettled(filter.text);
  const conditions = conditionsOf({ ...filter, text });
  const ledger = usePages('records.search', { ...conditions, ...sortOf(filter) });
  const totals = useOperation('records.totals', conditions);
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      extra={<Button onClick={() => goTo(places.imports)}>{words.import}</Button>}
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newRecord())}>
          {words.register}
        </ActionButton>
      }
      bar={
        <>
          <RecordFilters filter={filter} onChange={setFilter} />
          <SavedFilters
            list="records"
            filter={filter}
            filtered={isFiltered(filter)}
            initial={noFilter}
            onChoose={setFilter}
          />
        </>
      }
    >
      <FailureNotice failure={ledger.failure ?? totals.failure} onRetry={ledger.refresh} />
      <DataTable
        tableId="records"
        label={words.list}
        columns={recordColumns}
        {...fromPages(ledger)}
        rowKey={({ id }) => id}
        total={totals.data?.total ?? null}
        moreThanTotal={totals.data?.more === true}
        sums={
          totals.data === undefined || totals.data.amountFen === null
            ? []
            : [{ title: words.amountSum, value: wanText(BigInt(totals.data.amountFen)) }]
        }
        empty={isFiltered(filter) ? words.emptyFiltered : words.empty}
        onRowOpen={({ id }) => goTo(places.record(id))}
        sort={filter.sort}
        onSort={(sort) => setFilter({ sort })}
        exportName={words.exportName}
        exportNote={exportNoteOf(conditions)}
      />
    </Page>
  );
};
