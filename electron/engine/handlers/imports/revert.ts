/**
 * Undoing a committed import as a whole. What it changed becomes as it was before, as a new revision, so that every
 * office that had the change gets it back with the next package. What it added is taken out, and that is only done
 * where no other office can have it: packages carry no word of rows that are gone.
 *
 * One transaction. When a single row stands in the way nothing is undone, and the findings name the rows.
 */
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed as isClosedStage } from '#shared/domain/cycle-stages.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type {
  Body,
  CreditRecord,
  Entry,
  ImportBatch,
  Official,
  SyncFields,
} from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ImportUse } from '#shared/errors/codes/imports.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import {
  type BatchChange,
  type BatchCommit,
  createImportReader,
  createImportRepository,
} from '../../db/repositories/import-batches.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createPackageReader } from '../../db/repositories/packages.ts';
import { createRowUses } from '../../db/repositories/row-uses.ts';
import { createSyncedReader, createSyncedWriter, type Synced } from '../../db/repositories/synced-rows.ts';
import { createTakingRepository } from '../../db/repositories/third-party-takings.ts';
import type { SyncedTable } from '../../db/row-mapping.ts';
import { syncedTableNamed } from '../../db/synced-tables.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { PackageKind } from '../../packages/manifest.ts';
import type { JobContext } from '../../runtime/context.ts';
import { requireBatch } from './commit.ts';
import { createSurveyCheck, isSurveyTable, type SurveyTable, undoSurveyChange } from './revert-surveys.ts';

export interface RevertPlan {
  removed: number;
  putBack: number;
  findings: Finding[];
  findingsTotal: number;
}

const findingsAnswered = 200;

/** The tables that imports write, by their names in the database. */
const tables = ['bodies', 'officials', 'credit_records', 'ledger_rows', 'entries'] as const;
type RevertibleTable = (typeof tables)[number];
/** Which report the scores of an import rest on: noted beside them, and gone with them. */
const takingTable = 'third_party_takings';
const isRevertible = (table: string): table is RevertibleTable => tables.includes(table as RevertibleTable);

const mapOf = (table: RevertibleTable): SyncedTable<object> => {
  const map = syncedTableNamed(table);
  if (map === null) throw new Error(`${table} is no travelling table`);
  return map;
};

/** A row that says what the import left it saying, however often it was edited in between. */
const saysTheSame = (
  db: ReadDb,
  table: RevertibleTable,
  row: Synced<object>,
  change: BatchChange,
): boolean =>
  change.contentHash === null
    ? row.revision === change.revision
    : mapOf(table).storedHash(row.contentHash, db.vault) === change.contentHash;

/** The office's own words for a row; no more of a person than the first character of the name. */
const createNames = (db: ReadDb) => {
  const bodies = createBodyReader(db);
  const bodyName = (uscc: string): string => bodies.findByUscc(uscc)?.name ?? uscc;
  return (table: RevertibleTable, row: object): string => {
    switch (table) {
      case 'bodies':
        return `单位“${(row as Body).name}”`;
      case 'officials': {
        const { name, bodyUscc } = row as Official;
        return `${bodyName(bodyUscc)}的公职人员“${name.slice(0, 1)}*”`;
      }
      case 'credit_records': {
        const { bodyUscc, documentNo } = row as CreditRecord;
        return `${bodyName(bodyUscc)}的信用记录“${documentNo}”`;
      }
      case 'ledger_rows': {
        const { ledger, number, title, happenedOn } = row as LedgerRow;
        return `${ledgerNamed(ledger)?.noun ?? ledger}“${number ?? title ?? happenedOn}”`;
      }
      case 'entries': {
        const { bodyUscc, leaf, item } = row as Entry;
        return `${bodyName(bodyUscc)}的填报值 ${leaf}（${item}）`;
      }
    }
  };
};

/** Packages that carry no rows of ours. */
const withoutRows: ReadonlySet<string> = new Set<PackageKind>(['return', 'receipt']);

/** Whether something speaks against taking a row out again that the batch added. */
const createRemovalCheck = (db: ReadDb, added: ReadonlySet<string>) => {
  const uses = createRowUses(db);
  const bodies = createBodyReader(db);
  const { lineage } = createOfficeReader(db).get();
  const packages = createPackageReader(db)
    .page({ direction: 'sent', limit: Number.MAX_SAFE_INTEGER })
    .filter(({ kind }) => !withoutRows.has(kind));

  const dependentOn = (table: RevertibleTable, row: Synced<object>): ImportUse | null => {
    switch (table) {
      case 'bodies': {
        const { uscc, updatedAt } = row as Body;
        const later = bodies.children(uscc).some((body) => !added.has(body.id) && body.updatedAt > updatedAt);
        return uses.ofBody(uscc) ?? (later ? 'bodies' : null);
      }
      case 'officials':
        return uses.ofOfficial(row.id);
      case 'credit_records':
        return uses.ofRecord(row.id);
      case 'ledger_rows':
        return uses.ofLedgerRow(row.id);
      case 'entries':
        return uses.ofEntry(row.id);
    }
  };

  /** Which package may hold the row: which rows one held is not kept, only when it was sealed, and for which cycle. */
  const sealedOn = (table: RevertibleTable, row: Synced<object>, addedAt: string): string | null => {
    const cycle = table === 'entries' ? (row as Entry).cycleCode : null;
    const sealed = packages.find(
      ({ recordedAt, cycleCode }) =>
        recordedAt >= addedAt && (cycle === null || cycleCode === null || cycleCode === cycle),
    );
    return sealed === undefined ? null : dayInChina(sealed.recordedAt);
  };

  return (
    table: RevertibleTable,
    row: Synced<object>,
    commit: BatchCommit,
    what: () => string,
  ): Omit<Finding, 'severity'> | null => {
    const on = sealedOn(table, row, commit.committedAt);
    if (on !== null) return { code: 'import.undoSealed', params: { what: what(), on } };
    // A restore forgets which packages were sealed after its backup.
    if (commit.lineage !== lineage) return { code: 'import.undoOtherLine', params: { what: what() } };
    const by = dependentOn(table, row);
    return by === null ? null : { code: 'import.undoUsed', params: { what: what(), by } };
  };
};

/** A change that is to be undone, as the database is now. */
interface Undoing {
  table: RevertibleTable | SurveyTable | typeof takingTable;
  change: BatchChange;
}

/**
 * Looks at every row that the batch changed, last change first.
 * @param undo called for each change that can be undone; only when all can is anything of it to be kept
 */
const walkChanges = (db: ReadDb, batch: ImportBatch, undo: (undoing: Undoing) => void): RevertPlan => {
  const reader = createImportReader(db);
  const plan: RevertPlan = { removed: 0, putBack: 0, findings: [], findingsTotal: 0 };
  const object = (finding: Omit<Finding, 'severity'>): void => {
    plan.findingsTotal += 1;
    if (plan.findings.length < findingsAnswered) plan.findings.push({ ...finding, severity: 'error' });
  };
  const added = new Set<string>();
  for (const { kind, rowId } of reader.changes(batch.id)) if (kind === 'inserted') added.add(rowId);
  const nameOf = createNames(db);
  const againstRemoval = createRemovalCheck(db, added);
  const commits = reader.commits(batch.id);
  const office = createOfficeReader(db).get().id;
  const closedCycles = new Map<string, boolean>();
  const seen = new Set<string>();

  const isClosed = (code: string): boolean => {
    let closed = closedCycles.get(code);
    if (closed === undefined) {
      const status = createCycleReader(db).findByCode(code)?.status;
      closed = status !== undefined && isClosedStage(status);
      closedCycles.set(code, closed);
      if (closed && status) {
        object({ code: 'import.undoCycleClosed', params: { cycle: code, status: cycleStatuses[status] } });
      }
    }
    return closed;
  };

  const commitOf = (ordinal: number): BatchCommit => {
    const commit = commits.findLast(({ firstChange }) => firstChange <= ordinal);
    if (commit === undefined) throw new Error('a change belongs to a commit');
    return commit;
  };
  const passesSurveyCheck = createSurveyCheck(db, object, isClosed);
  // What a unit's answers come to is no row of their file.
  const rowTable = batch.layout === 'survey-summary' ? 'survey_results' : 'survey_answers';

  for (const change of reader.changes(batch.id)) {
    const { table, rowId, kind, ordinal } = change;
    if (isSurveyTable(table)) {
      if (!passesSurveyCheck(table, change, commitOf(ordinal).committedAt)) continue;
      if (table === rowTable && kind === 'inserted') plan.removed += 1;
      else if (table === rowTable) plan.putBack += 1;
      undo({ table, change });
      continue;
    }
    if (table === takingTable) {
      undo({ table, change });
      continue;
    }
    if (!isRevertible(table)) {
      object({ code: 'import.undoModel', params: { model: rowId } });
      continue;
    }
    const row = createSyncedReader(db, mapOf(table)).find(rowId);
    const isLastChange = !seen.has(rowId);
    seen.add(rowId);
    if (row === null) {
      // An added row that is gone already is as it was before.
      if (kind === 'updated') {
        const before = JSON.parse(change.previous ?? '{}') as object;
        object({ code: 'import.undoChangedSince', params: { what: nameOf(table, before) } });
      }
      continue;
    }
    if (isLastChange && (row.ownerOffice !== office || !saysTheSame(db, table, row, change))) {
      object({ code: 'import.undoChangedSince', params: { what: nameOf(table, row) } });
      continue;
    }
    if (table === 'entries' && isClosed((row as Synced<Entry>).cycleCode)) continue;
    if (kind === 'inserted') {
      const against = againstRemoval(table, row, commitOf(ordinal), () => nameOf(table, row));
      if (against !== null) {
        object(against);
        continue;
      }
      plan.removed += 1;
    } else if (isLastChange && !added.has(rowId)) plan.putBack += 1;
    undo({ table, change });
  }
  return plan;
};

/** What undoing would do now, and what stands in the way. @throws AppError `import.notCommitted`, `import.reverted` */
export const planRevert = (db: ReadDb, batch: ImportBatch): RevertPlan => {
  if (batch.status === 'reverted') throw new AppError('import.reverted', {});
  if (batch.status !== 'committed') throw new AppError('import.notCommitted', {});
  return walkChanges(db, batch, () => undefined);
};

const undoChange = (tx: WriteTx, { table, change }: Undoing): void => {
  if (isSurveyTable(table)) {
    undoSurveyChange(tx, table, change);
    return;
  }
  if (table === takingTable) {
    createTakingRepository(tx).remove(change.rowId);
    return;
  }
  const writer = createSyncedWriter(tx, mapOf(table));
  if (change.kind === 'inserted') writer.remove(change.rowId);
  else writer.update(change.rowId, JSON.parse(change.previous ?? '{}') as SyncFields);
};

/** Carries the findings out of a transaction that must leave nothing. */
class StandsInTheWay extends Error {
  readonly plan: RevertPlan;
  constructor(plan: RevertPlan) {
    super();
    this.plan = plan;
  }
}

/** Undoes a committed batch. @throws AppError `import.notCommitted` */
export const revertBatch = async (
  context: JobContext,
  id: string,
): Promise<RevertPlan & { reverted: boolean }> => {
  const batch = requireBatch(context.db, id);
  const checkpoint = context.progress.phase('import.revert');
  await checkpoint(0, batch.accepted);
  try {
    const plan = context.write((tx) => {
      const current = requireBatch(tx, id);
      const nothing: RevertPlan = { removed: 0, putBack: 0, findings: [], findingsTotal: 0 };
      if (current.status === 'reverted') return nothing;
      if (current.status !== 'committed') throw new AppError('import.notCommitted', {});
      const done = walkChanges(tx, current, (undoing) => undoChange(tx, undoing));
      if (done.findingsTotal > 0) throw new StandsInTheWay(done);
      createImportRepository(tx).markReverted(id);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'imports.revert',
        subject: id,
        details: {
          layout: batch.layout,
          file: batch.fileSha256,
          removed: done.removed,
          putBack: done.putBack,
        },
      });
      return done;
    });
    await checkpoint(batch.accepted, batch.accepted);
    return { ...plan, reverted: true };
  } catch (error) {
    if (error instanceof StandsInTheWay) return { ...error.plan, reverted: false };
    throw error;
  }
};
