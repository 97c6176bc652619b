/** The list behind a value that the credit database yields: which records or ledger rows were counted. */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { evaluateMetric, metricSpec } from '#shared/domain/metrics.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ledgerMetricSource } from '#shared/ledgers/ledger-metrics.ts';
import { describeMetric } from '#shared/words/zh-CN/metrics.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { openUnit } from './unit-work.ts';

type Operation = (typeof entryOperations)['entries.derivation'];
type Answer = z.input<Operation['output']>;
type Row = Answer['rows'][number];

/** Longer lists are for the ledger's own page. */
const mostRows = 200;

/** @throws AppError `cycle.unitUnknown`, `entry.itemUnknownHere` */
export const readDerivation = (
  db: ReadDb,
  cycle: Cycle,
  { bodyUscc, leaf, item }: Omit<z.output<Operation['input']>, 'cycle'>,
): Answer => {
  const { model } = openUnit(db, cycle, bodyUscc);
  const metric = model.leaves.get(leaf)?.node.metrics?.[item];
  if (metric === undefined) throw new AppError('entry.itemUnknownHere', { leaf, item });
  const records = createRecordReader(db);
  const ledgers = createLedgerReader(db);
  const result = evaluateMetric(metric, [...records.stream({ bodyUscc })], cycle, (ledger) => [
    ...ledgers.stream({ ledger, bodyUscc }),
  ]);
  const spec = metricSpec.parse(metric);
  const source = ledgerMetricSource(spec.source)?.ledger ?? null;
  const met = result.numeratorIds === undefined ? null : new Set(result.numeratorIds);
  const rowOf = (id: string): Row[] => {
    const metHere = met === null ? null : met.has(id);
    if (source === null) {
      const record = records.find(id);
      if (record === null) return [];
      const { documentNo, title, decisionDate } = record;
      return [{ id, ledger: null, number: documentNo, title, date: decisionDate, met: metHere }];
    }
    const row = ledgers.find(id);
    if (row === null) return [];
    const { number, title, happenedOn } = row;
    return [{ id, ledger: source, number: number ?? '', title: title ?? '', date: happenedOn, met: metHere }];
  };
  return {
    rule: describeMetric(spec),
    value: result.value,
    exact: result.exact,
    total: result.recordIds.length,
    met: met?.size ?? null,
    rows: result.recordIds
      .flatMap(rowOf)
      .sort((a, b) => b.date.localeCompare(a.date))
      .slice(0, mostRows),
  };
};
