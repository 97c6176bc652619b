/**
 * What belongs to a cycle besides its own tables: the sealed runs, the records and ledger rows behind their derived values,
 * the ledger rows about the cycle itself or made of its grades, and the evidence of all of these.
 */
import type { CreditRecord, Cycle, Evidence } from '#shared/domain/entities.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createConsequenceReader } from '../../db/repositories/grade-consequences.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import { createSealReader, type RunSeal } from '../../db/repositories/run-seals.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';

export interface CycleMatter {
  cycle: Cycle;
  units: ReadonlySet<string>;
  /** Each sealed run with its seal, oldest first. */
  sealed: readonly { run: RunHead; seal: RunSeal }[];
  /** Credit records that a sealed run counted. */
  records: readonly CreditRecord[];
  /** Ledger rows that a sealed run counted, that are about the cycle, or that were made of its grades. */
  ledgerRows: readonly LedgerRow[];
  evidence: readonly Evidence[];
}

/** A ledger row names its cycle in one of its values. */
const isAbout = (row: LedgerRow, cycle: string): boolean =>
  Object.entries(row.details).some(([field, value]) => field.startsWith('cycle') && value === cycle);

/** Rows that are named or about the cycle, and rows that belong to those. */
const ledgerRowsOf = (db: ReadDb, cycle: string, named: ReadonlySet<string>): LedgerRow[] => {
  const reader = createLedgerReader(db);
  const found = new Map<string, LedgerRow>();
  for (const id of [...named].sort()) {
    const row = reader.find(id);
    if (row !== null) found.set(id, row);
  }
  const rest: LedgerRow[] = [];
  for (const row of reader.mayConcern(cycle)) {
    if (isAbout(row, cycle)) found.set(row.id, row);
    else if (row.rowId !== null) rest.push(row);
  }
  for (let grew = true; grew; ) {
    grew = false;
    for (const row of rest) {
      if (found.has(row.id) || !found.has(row.rowId ?? '')) continue;
      found.set(row.id, row);
      grew = true;
    }
  }
  return [...found.values()].sort((a, b) => inOrder(a.happenedOn, b.happenedOn) || inOrder(a.id, b.id));
};

const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export const matterOf = (db: ReadDb, cycle: Cycle): CycleMatter => {
  const runs = createRunReader(db);
  const sealed = createSealReader(db)
    .ofCycle(cycle.code)
    .flatMap((seal) => {
      const run = runs.find(seal.runId);
      return run === null ? [] : [{ run, seal }];
    });
  const counted = new Set(
    sealed.flatMap(({ run }) => runs.metrics(run.id).flatMap(({ recordIds }) => recordIds)),
  );
  const recordReader = createRecordReader(db);
  const records = [...counted].sort().flatMap((id) => recordReader.find(id) ?? []);
  const consequent = createConsequenceReader(db)
    .list(cycle.code)
    .flatMap(({ rowId }) => rowId ?? []);
  const ledgerRows = ledgerRowsOf(db, cycle.code, new Set([...counted, ...consequent]));
  const listed = new Set([...records, ...ledgerRows].map(({ id }) => id));
  const entries = createEntryReader(db);
  const decisions = createDecisionReader(db);
  const belongs = ({ ownerId }: Evidence): boolean =>
    listed.has(ownerId) ||
    entries.find(ownerId)?.cycleCode === cycle.code ||
    decisions.find(ownerId)?.cycleCode === cycle.code;
  return {
    cycle,
    units: new Set(
      createCycleReader(db)
        .units(cycle.code)
        .map(({ bodyUscc }) => bodyUscc),
    ),
    sealed,
    records,
    ledgerRows,
    evidence: createEvidenceReader(db).list().filter(belongs),
  };
};
