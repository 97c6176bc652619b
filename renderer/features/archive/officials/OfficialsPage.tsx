/** 公职人员: the list of officials. */
import { Button, Input } from 'antd';
import { staffCategories } from '#shared/domain/code-lists.ts';
import { fileResults, officialStatuses } from '#shared/domain/subject-lists.ts';
import { type RowOf, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { SavedFilters } from '../../../ui/filters/SavedFilters.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { noOfficialFilter } from './official-filter.ts';

const words = archiveWords.officials;
const { columns: titles } = words;

type OfficialRow = RowOf<'officials.search'>;

const columns: readonly DataColumn<OfficialRow>[] = [
  { key: 'name', title: titles.name, width: 6.5, text: (row) => row.name, fixed: true },
  { key: 'idNo', title: titles.idNo, width: 12, text: (row) => row.idNoMasked ?? '' },
  { key: 'body', title: titles.body, width: 17, text: (row) => row.bodyName },
  { key: 'post', title: titles.post, width: 9, text: (row) => row.post ?? '' },
  {
    key: 'staffCategory',
    title: titles.staffCategory,
    width: 8,
    text: (row) => staffCategories[row.staffCategory],
  },
  { key: 'fileNo', title: titles.fileNo, width: 9, text: (row) => row.fileNo ?? '' },
  {
    key: 'entryDate',
    title: titles.entryDate,
    width: 7,
    kind: 'date',
    text: (row) => row.entryDate ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'pledgeSignedOn',
    title: titles.pledgeSignedOn,
    width: 7,
    kind: 'date',
    text: (row) => row.pledgeSignedOn ?? '',
  },
  {
    key: 'trainingHours',
    title: titles.trainingHours,
    width: 5.5,
    kind: 'number',
    text: (row) => formatCount(row.trainingHours),
  },
  {
    key: 'assessment',
    title: titles.assessment,
    width: 8,
    text: ({ assessment }) =>
      assessment === null ? '' : archiveWords.file.assessment(assessment.year, fileResults[assessment.grade]),
  },
  {
    key: 'disciplineUntil',
    title: titles.disciplineUntil,
    width: 8,
    kind: 'date',
    text: (row) => row.disciplineUntil ?? '',
  },
  {
    key: 'status',
    title: titles.status,
    width: 6.5,
    text: (row) => officialStatuses[row.status],
    hiddenAtFirst: true,
  },
  {
    key: 'records',
    title: titles.records,
    width: 5.5,
    kind: 'number',
    text: (row) => formatCount(row.records),
  },
];

export const OfficialsPage = () => {
  const [filter, setFilter] = useFilter('officials', noOfficialFilter);
  const text = useSettled(filter.text.trim());
  const { bodyUscc, staffCategory } = filter;
  const list = usePages('officials.search', {
    ...(text === '' ? {} : { text }),
    ...(bodyUscc === null ? {} : { bodyUscc }),
    ...(staffCategory === null ? {} : { staffCategory: staffCategory as keyof typeof staffCategories }),
  });
  const filtered = text !== '' || bodyUscc !== null || staffCategory !== null;
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      extra={<Button onClick={() => goTo(places.imports)}>{words.import}</Button>}
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newOfficial(bodyUscc ?? undefined))}>
          {words.register}
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
          <BodyFilter label={words.unit} uscc={bodyUscc} onChange={(uscc) => setFilter({ bodyUscc: uscc })} />
          <Choice
            label={words.staffCategory}
            list={staffCategories}
            value={staffCategory}
            onChange={(category) => setFilter({ staffCategory: category })}
          />
          {filtered && (
            <Button onClick={() => setFilter(noOfficialFilter)}>{archiveWords.records.clear}</Button>
          )}
          <SavedFilters
            list="officials"
            filter={filter}
            filtered={filtered}
            initial={noOfficialFilter}
            onChoose={setFilter}
          />
        </>
      }
    >
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="officials"
        label={words.list}
        columns={columns}
        {...fromPages(list)}
        rowKey={({ id }) => id}
        total={list.firstPage?.total ?? null}
        empty={filtered ? words.emptyFiltered : words.empty}
        onRowOpen={({ id }) => goTo(places.official(id))}
        exportName={words.exportName}
      />
    </Page>
  );
};
