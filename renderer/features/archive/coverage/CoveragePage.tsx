/** 部门合力: which bodies have fed which kinds of data in the last period, and the forms for those that have not. */
import { Input } from 'antd';
import { useState } from 'react';
import { bodyTypes } from '#shared/domain/code-lists.ts';
import { type CoverageKind, coverageKinds } from '#shared/domain/coverage.ts';
import { addMonths, dayInChina, isDate } from '#shared/domain/dates.ts';
import { type RowOf, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { DateInput } from '../../../ui/DateInput.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';

const words = archiveWords.coverage;

type Row = RowOf<'coverage.matrix'>;
const kinds = Object.keys(coverageKinds) as CoverageKind[];

const columns: readonly DataColumn<Row>[] = [
  { key: 'name', title: words.name, width: 15, text: ({ name }) => name, fixed: true },
  { key: 'bodyType', title: words.bodyType, width: 6.5, text: ({ bodyType }) => bodyTypes[bodyType] },
  {
    key: 'fed',
    title: words.fed,
    width: 4.5,
    kind: 'number',
    text: ({ fed }) => `${fed}/${kinds.length}`,
  },
  ...kinds.map(
    (kind): DataColumn<Row> => ({
      key: kind,
      title: coverageKinds[kind],
      width: 5.5,
      kind: 'number',
      text: ({ counts }) => (counts[kind] === 0 ? words.none : formatCount(counts[kind])),
    }),
  ),
  { key: 'last', title: words.last, width: 7, kind: 'date', text: ({ last }) => last ?? '' },
];

/** The form that each kind of data comes in; what has none is entered in the window. */
const forms: readonly [string, string][] = [
  ['bodies', words.forms.bodies],
  ['officials', words.forms.officials],
  ['records', words.forms.records],
  ['penalties', words.forms.penalties],
  ['permits', words.forms.permits],
  ['contracts', words.forms.contracts],
];

interface Filter {
  text: string;
  bodyType: string | null;
  without: string | null;
}

const noFilter: Filter = { text: '', bodyType: null, without: null };

/** The last three months, up to today: not remembered, because they pass. */
const lastPeriod = (): { from: string; to: string } => {
  const to = dayInChina(new Date().toISOString());
  return { from: addMonths(to, -3), to };
};

export const CoveragePage = () => {
  const [filter, setFilter] = useFilter('coverage', noFilter);
  const [{ from, to }, setPeriod] = useState(lastPeriod);
  const text = useSettled(filter.text.trim());
  const { bodyType, without } = filter;
  const whole = isDate(from) && isDate(to);
  const list = usePages(
    'coverage.matrix',
    {
      from,
      to,
      ...(text === '' ? {} : { text }),
      ...(bodyType === null ? {} : { bodyType: bodyType as keyof typeof bodyTypes }),
      ...(without === null ? {} : { without: without as CoverageKind }),
    },
    { enabled: whole },
  );
  const { total = 0, feeding } = list.firstPage ?? {};
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.imports)}>
          {words.import}
        </ActionButton>
      }
      bar={
        <>
          <Input.Search
            className="filter-text"
            aria-label={words.text}
            placeholder={words.text}
            allowClear
            value={filter.text}
            onChange={({ target }) => setFilter({ text: target.value })}
          />
          <span className="filter">
            {words.period}
            <DateInput label={words.from} value={from} onChange={(day) => setPeriod({ from: day, to })} />
            {words.until}
            <DateInput label={words.to} value={to} onChange={(day) => setPeriod({ from, to: day })} />
          </span>
          <Choice
            label={words.bodyType}
            list={bodyTypes}
            value={bodyType}
            onChange={(type) => setFilter({ bodyType: type })}
          />
          <Choice
            label={words.without}
            list={coverageKinds}
            value={without}
            onChange={(kind) => setFilter({ without: kind })}
          />
        </>
      }
    >
      <p className="coverage-forms">
        {words.templates}
        {forms.map(([report, title]) => (
          <PlaceLink key={report} to={places.reportForm(report)}>
            {title}
          </PlaceLink>
        ))}
        <PlaceLink to={places.ledgers}>{words.forms.others}</PlaceLink>
      </p>
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="coverage"
        label={words.title}
        columns={columns}
        {...fromPages(list)}
        rowKey={({ uscc }) => uscc}
        total={list.firstPage?.total ?? null}
        sums={
          feeding === undefined || total === 0
            ? []
            : kinds.map((kind) => ({
                title: coverageKinds[kind],
                value: words.feeding(formatCount(feeding[kind]), formatCount(total)),
              }))
        }
        empty={without === null && text === '' && bodyType === null ? words.empty : words.emptyFiltered}
        onRowOpen={({ uscc }) => goTo(places.body(uscc))}
        exportName={words.title}
        exportNote={words.exportNote(from, to)}
      />
    </Page>
  );
};
