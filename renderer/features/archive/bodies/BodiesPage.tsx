/** 单位: the tree of bodies and, beside it, the list of those below the chosen one or those searched for. */
import { Button, Input } from 'antd';
import { useState } from 'react';
import { bodyTypes, officeLevels } from '#shared/domain/code-lists.ts';
import { isDate } from '#shared/domain/dates.ts';
import { type RowOf, useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { useFilter } from '../../../state/filters.ts';
import type { SortChoice } from '../../../state/list-views.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { DateInput } from '../../../ui/DateInput.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { SavedFilters } from '../../../ui/filters/SavedFilters.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { BodyTree } from './BodyTree.tsx';

const words = archiveWords.bodies;

type BodyRow = RowOf<'bodies.search'>;

const columns: readonly DataColumn<BodyRow>[] = [
  { key: 'name', title: words.columns.name, width: 18, text: (row) => row.name, sort: true, fixed: true },
  { key: 'uscc', title: words.columns.uscc, width: 12, text: (row) => row.uscc, sort: true },
  { key: 'bodyType', title: words.columns.bodyType, width: 6.5, text: (row) => bodyTypes[row.bodyType] },
  {
    key: 'adminLevel',
    title: words.columns.adminLevel,
    width: 5.5,
    text: (row) => officeLevels[row.adminLevel],
  },
  {
    key: 'records',
    title: words.columns.records,
    width: 5.5,
    kind: 'number',
    text: (row) => formatCount(row.records),
    sort: true,
  },
  {
    key: 'officials',
    title: words.columns.officials,
    width: 5.5,
    kind: 'number',
    text: (row) => formatCount(row.officials),
  },
  { key: 'groupCode', title: words.columns.groupCode, width: 6.5, text: (row) => row.groupCode ?? '' },
  {
    key: 'parent',
    title: words.columns.parent,
    width: 14,
    text: (row) => row.parentName ?? row.parentUscc ?? '',
  },
  {
    key: 'headName',
    title: words.columns.headName,
    width: 6.5,
    text: (row) => row.headName ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'liaison',
    title: words.columns.liaison,
    width: 6.5,
    text: (row) => row.liaison ?? '',
    hiddenAtFirst: true,
  },
  { key: 'phone', title: words.columns.phone, width: 9, text: (row) => row.phone ?? '', hiddenAtFirst: true },
  {
    key: 'validTo',
    title: words.columns.validTo,
    width: 8,
    kind: 'date',
    text: (row) => row.validTo ?? '',
    hiddenAtFirst: true,
  },
];

interface Filter {
  text: string;
  bodyType: string | null;
  parentUscc: string | null;
  sort: SortChoice | null;
}
const noFilter: Filter = { text: '', bodyType: null, parentUscc: null, sort: null };

export const BodiesPage = () => {
  const [day, setDay] = useState('');
  const on = isDate(day) ? day : null;
  const tree = useOperation('bodies.tree', on === null ? {} : { on });
  const [filter, setFilter] = useFilter('bodies', noFilter);
  const bodies = tree.data?.bodies ?? [];
  const chosen = bodies.find(({ uscc }) => uscc === filter.parentUscc);
  const none = tree.data !== undefined && bodies.length === 0;
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      extra={
        <>
          <Button onClick={() => goTo(places.coverage)}>{archiveWords.coverage.open}</Button>
          <Button onClick={() => goTo(places.imports)}>{words.import}</Button>
        </>
      }
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newBody(chosen?.uscc))}>
          {words.register}
        </ActionButton>
      }
    >
      <FailureNotice failure={tree.failure} onRetry={tree.refresh} />
      <div className="bodies">
        <section className="panel bodies-tree" aria-label={words.tree}>
          <div className="bodies-day">
            <span className="quiet">{archiveWords.change.onDay}</span>
            <DateInput label={archiveWords.change.onDay} value={day} onChange={setDay} />
          </div>
          {on !== null && <p className="quiet">{archiveWords.change.asOf(on)}</p>}
          <Button
            className="bodies-all"
            type="text"
            block
            aria-pressed={chosen === undefined}
            onClick={() => setFilter({ parentUscc: null })}
          >
            {words.all}
          </Button>
          <BodyTree
            bodies={bodies}
            chosen={chosen?.uscc ?? null}
            onChoose={(parentUscc) => setFilter({ parentUscc, text: '' })}
            onOpen={(uscc) => goTo(places.body(uscc))}
          />
        </section>
        <BodyList on={on} filter={filter} chosen={chosen} none={none} onFilter={setFilter} />
      </div>
    </Page>
  );
};

const BodyList = ({
  on,
  filter,
  chosen,
  none,
  onFilter,
}: {
  /** Only bodies in use on this day. */
  on: string | null;
  filter: Filter;
  chosen: { uscc: string; name: string } | undefined;
  /** There is no body at all. */
  none: boolean;
  onFilter: (change: Partial<Filter>) => void;
}) => {
  const text = useSettled(filter.text.trim());
  const { bodyType, sort } = filter;
  const list = usePages('bodies.search', {
    ...(text === '' ? {} : { text }),
    ...(bodyType === null ? {} : { bodyType: bodyType as keyof typeof bodyTypes }),
    ...(on === null ? {} : { validOn: on }),
    ...(chosen === undefined ? {} : { within: chosen.uscc }),
    ...(sort === null
      ? { sort: 'name' as const }
      : { sort: sort.column as 'name', descending: sort.descending }),
  });
  const empty = none ? words.empty : words.emptyFiltered;
  return (
    <section className="bodies-list" aria-label={words.list}>
      <div className="bodies-head">
        <Input.Search
          className="filter-text"
          aria-label={words.text}
          placeholder={words.textHint}
          allowClear
          value={filter.text}
          onChange={({ target }) => onFilter({ text: target.value })}
        />
        <Choice
          label={words.bodyType}
          list={bodyTypes}
          value={bodyType}
          onChange={(type) => onFilter({ bodyType: type })}
        />
        <SavedFilters
          list="bodies"
          filter={filter}
          filtered={text !== '' || bodyType !== null || chosen !== undefined}
          initial={noFilter}
          onChoose={onFilter}
        />
        <span className="spacer" />
        {chosen !== undefined && (
          <>
            <strong>{words.below(chosen.name)}</strong>
            <Button onClick={() => goTo(places.body(chosen.uscc))}>{words.open(chosen.name)}</Button>
          </>
        )}
      </div>
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="bodies"
        label={words.list}
        columns={columns}
        {...fromPages(list)}
        rowKey={({ uscc }) => uscc}
        total={list.firstPage?.total ?? null}
        empty={empty}
        onRowOpen={({ uscc }) => goTo(places.body(uscc))}
        sort={sort}
        onSort={(next) => onFilter({ sort: next })}
        exportName={words.exportName}
      />
    </section>
  );
};
