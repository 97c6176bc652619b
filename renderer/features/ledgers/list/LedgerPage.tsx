/** The list of one ledger. A ledger that needs a legal basis and has none shows only how to enter it. */
import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount, wanText } from '../../../i18n/format.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { SavedFilters } from '../../../ui/filters/SavedFilters.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { BasisNotice } from './BasisNotice.tsx';
import { filterNote, LedgerFilters } from './LedgerFilters.tsx';
import { ledgerColumns } from './ledger-columns.tsx';
import { conditionsOf, isFiltered, noFilter, sortOf } from './ledger-filter.ts';

const words = ledgerWords.list;

export const LedgerPage = ({ definition }: { definition: LedgerDefinition }) => {
  const ledger = definition.code as LedgerCode;
  const basis = useOperation('ledgers.basis', { ledger }, { enabled: definition.needsBasis === true });
  const isClosed = definition.needsBasis === true && basis.data?.basis === null;
  if (!isClosed) return <LedgerList definition={definition} basis={basis.data?.basis ?? null} />;
  return (
    <Page
      title={definition.title}
      description={definition.purpose}
      extra={<Button onClick={() => goTo(places.ledgers)}>{words.back}</Button>}
    >
      <BasisNotice definition={definition} />
    </Page>
  );
};

/** The filter of a list, narrowed by `?show=` of the address where another page leads to a part of it. */
const useListFilter = (ledger: string) => {
  const [filter, setFilter] = useFilter(`ledger-${ledger}`, noFilter);
  const show = usePlaceParameter('show');
  useEffect(() => {
    if (show !== 'open' && show !== 'overdue') return;
    setFilter({ ...noFilter, pace: show });
    goTo(places.ledger(ledger), { replace: true });
  }, [show, ledger, setFilter]);
  return [filter, setFilter] as const;
};

const LedgerList = ({ definition, basis }: { definition: LedgerDefinition; basis: string | null }) => {
  const ledger = definition.code as LedgerCode;
  const [filter, setFilter] = useListFilter(ledger);
  const text = useSettled(filter.text);
  const conditions = { ledger, ...conditionsOf({ ...filter, text }) };
  const rows = usePages('ledgers.list', { ...conditions, ...sortOf(filter) });
  const totals = useOperation('ledgers.totals', conditions);
  const columns = useMemo(() => ledgerColumns(definition), [definition]);
  const amount = definition.fields.amountFen;
  return (
    <Page
      fill
      title={definition.title}
      description={
        <>
          {definition.purpose}
          {basis !== null && ledgerWords.basis.entered(basis)}
        </>
      }
      extra={
        <>
          <Button onClick={() => goTo(places.ledgers)}>{words.back}</Button>
          <Button onClick={() => goTo(places.imports)}>{words.import}</Button>
        </>
      }
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newLedgerRow(ledger))}>
          {words.register(definition.noun)}
        </ActionButton>
      }
      bar={
        <>
          <LedgerFilters definition={definition} filter={filter} onChange={setFilter} />
          <SavedFilters
            list={`ledger-${ledger}`}
            filter={filter}
            filtered={isFiltered(filter)}
            initial={noFilter}
            onChoose={setFilter}
          />
        </>
      }
    >
      <FailureNotice failure={rows.failure ?? totals.failure} onRetry={rows.refresh} />
      <DataTable
        tableId={`ledger-${ledger}`}
        label={definition.title}
        columns={columns}
        {...fromPages(rows)}
        rowKey={({ id }) => id}
        total={totals.data?.total ?? null}
        sums={
          totals.data === undefined || amount === undefined
            ? []
            : [{ title: amount.title, value: wanText(BigInt(totals.data.amountFen)) }]
        }
        {...(totals.data === undefined ? {} : { counts: <Counts {...totals.data} /> })}
        empty={isFiltered(filter) ? words.emptyFiltered : words.empty(definition.noun)}
        onRowOpen={({ id }) => goTo(places.ledgerRow(ledger, id))}
        sort={filter.sort}
        onSort={(sort) => setFilter({ sort })}
        exportName={definition.title}
        {...noteOf(filterNote(definition, filter))}
      />
    </Page>
  );
};

const noteOf = (note: string | undefined) => (note === undefined ? {} : { exportNote: note });

const Counts = ({ open, overdue }: { open: number; overdue: number }) => (
  <>
    {open > 0 && <span className="num">{words.open(formatCount(open))}</span>}
    {overdue > 0 && <span className="num bad">! {words.overdue(formatCount(overdue))}</span>}
  </>
);
