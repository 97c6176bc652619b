/**
 * Merging a verified submission: everything is read and checked first, evidence files are put in place, then one
 * transaction takes the rows by the rules of ownership and lineage. Nothing is half-merged, and merging the same
 * package again changes nothing.
 */
import type { Body, CycleUnit, Entry } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBackup, thinOutBackups } from '../../db/backup.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { createForeignRows, type ForeignOutcome } from '../../db/foreign-rows.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader, createCycleRepository } from '../../db/repositories/cycles.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createOfficeRepository } from '../../db/repositories/office.ts';
import { createPackageReader, createPackageRepository } from '../../db/repositories/packages.ts';
import { createStatedOfficeRepository, type StatedOffice } from '../../db/repositories/stated-offices.ts';
import type { Synced } from '../../db/repositories/synced-rows.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { placeOf } from '../../evidence/store.ts';
import type { PackageManifest } from '../../packages/manifest.ts';
import type { VerifiedPackage } from '../../packages/open-package.ts';
import { checkOwner, checkPackageShape, officesSpokenFor } from '../../packages/plan-merge.ts';
import { extractEvidence, readTable } from '../../packages/read-package.ts';
import type { Checkpoint } from '../../runtime/checkpoint.ts';
import type { JobContext } from '../../runtime/context.ts';
import { noteArrival } from '../cycles/unit-steps.ts';
import { createConflictNotes } from './conflict-notes.ts';
import { vouchedFor } from './offices-below.ts';
import { scoreRows } from './score-rows.ts';
import {
  officeRow,
  officesTable,
  type SubmissionTable,
  submissionRows,
  submissionTables,
  unitRow,
  unitsTable,
} from './tables.ts';

export interface TableCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  skipped: number;
  conflicts: number;
}

export interface MergeReceipt {
  tables: Record<string, TableCounts>;
  scoreDifferences: { bodyUscc: string; declared: string | null; recomputed: string | null }[];
  findings: Finding[];
}

export type SubmissionRows = { [T in SubmissionTable]: import('zod').infer<(typeof submissionRows)[T]>[] };

/** The offices that the sender states below itself; none in packages that carry only its own rows. */
const readOffices = async (source: VerifiedPackage): Promise<StatedOffice[]> => {
  const offices: StatedOffice[] = [];
  if (!Object.hasOwn(source.manifest.counts, officesTable)) return offices;
  for await (const office of readTable(source, officesTable, officeRow)) offices.push(office);
  return offices;
};

/** Reads every table and refuses the package for any row that its sender may not send. */
const readRows = async (
  source: VerifiedPackage,
  db: ReadDb,
): Promise<{ rows: SubmissionRows; units: CycleUnit[]; offices: StatedOffice[] }> => {
  const offices = vouchedFor(db, source.sender.id, await readOffices(source));
  const allowed = new Set([
    ...officesSpokenFor(source.sender.id, createEnrolledOfficeReader(db).list()),
    ...offices.map(({ id }) => id),
  ]);
  const rows: Record<string, unknown[]> = {};
  for (const table of submissionTables) {
    const list: unknown[] = [];
    for await (const row of readTable(source, table, submissionRows[table] as never)) {
      const owned = row as { ownerOffice: string };
      checkOwner(owned, allowed, { file: source.file, table, line: list.length + 1 });
      list.push(row);
    }
    rows[table] = list;
  }
  const units: CycleUnit[] = [];
  for await (const unit of readTable(source, unitsTable, unitRow)) units.push(unit);
  return { rows: rows as SubmissionRows, units, offices };
};

/** The models that scored the units must be ours, byte for byte. @throws AppError `merge.modelMismatch` */
const checkModels = (db: ReadDb, manifest: PackageManifest): void => {
  const models = createModelReader(db);
  for (const { code, version, digest } of manifest.models) {
    const ours = models.find(code, version)?.digest ?? '';
    if (ours !== digest) throw new AppError('merge.modelMismatch', { model: code, ours, theirs: digest });
  }
};

/** Units whose declared figures do not follow from the values. */
export const compareScores = (
  declared: PackageManifest['declared']['scores'],
  recomputed: ReturnType<typeof scoreRows>,
): MergeReceipt['scoreDifferences'] => {
  const ours = new Map(recomputed.map((score) => [score.bodyUscc, score]));
  const theirs = new Map(declared.map((score) => [score.bodyUscc, score]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((bodyUscc) => {
    const mine = ours.get(bodyUscc);
    const stated = theirs.get(bodyUscc);
    const same =
      mine?.score === stated?.score && mine?.total === stated?.total && mine?.grade === stated?.grade;
    if (mine && stated && same) return [];
    return [{ bodyUscc, declared: stated?.score ?? null, recomputed: mine?.score ?? null }];
  });
};

/** Units of the package that our cycle does not know yet join it, each with the model it was assessed by. */
const joinUnits = (tx: WriteTx, cycle: string, units: readonly CycleUnit[]): Finding[] => {
  const cycles = createCycleRepository(tx);
  const present = cycles.units(cycle);
  const known = new Set(present.map((unit) => unit.bodyUscc));
  const joining = units.filter((unit) => !known.has(unit.bodyUscc));
  if (joining.length > 0) cycles.setUnits(cycle, [...present, ...joining]);
  return joining.map(({ bodyUscc }) => ({
    code: 'merge.unitJoined',
    severity: 'warning' as const,
    params: { uscc: bodyUscc, cycle },
  }));
};

/** A body that we (or another office) keep already is not taken from the package; its records still are. */
const isKeptHere = (tx: WriteTx, row: Body): boolean => {
  const present = createBodyReader(tx).findByUscc(row.uscc);
  return present !== null && present.id !== row.id;
};

/** What a unit states of itself: with it, the unit has handed in. */
const isSelfEntry = (table: SubmissionTable, row: object): boolean =>
  table === 'entries' && (row as Entry).role === 'self';

/** A submission that was read and checked whole, before a row of it is taken. */
export interface ReadSubmission {
  source: VerifiedPackage;
  cycleCode: string;
  rows: SubmissionRows;
  units: CycleUnit[];
  /** Offices below the sender that it brings rows of, and that nobody else speaks for. */
  offices: StatedOffice[];
  declared: PackageManifest['declared']['scores'];
  /** What we come to from the same raw values. */
  recomputed: PackageManifest['declared']['scores'];
}

/**
 * Reads every row and refuses the package for what no merge could take.
 * @throws AppError `merge.cycleUnknown`, `merge.modelMismatch`, `package.*`
 */
export const readSubmission = async (
  db: ReadDb,
  source: VerifiedPackage,
  checkpoint: Checkpoint,
): Promise<ReadSubmission> => {
  const { manifest } = source;
  const optional = Object.hasOwn(manifest.counts, officesTable) ? [officesTable] : [];
  const tables = [...submissionTables, unitsTable, ...optional];
  checkPackageShape(manifest, { kind: 'submission', tables }, source.file);
  const cycleCode = manifest.cycle?.code ?? '';
  const cycle = createCycleReader(db).findByCode(cycleCode);
  if (cycle === null) throw new AppError('merge.cycleUnknown', { cycle: cycleCode });
  checkModels(db, manifest);

  await checkpoint(0, 3);
  const { rows, units, offices } = await readRows(source, db);
  await checkpoint(1, 3);
  const recomputed = scoreRows(db, manifest.cycle ?? cycle, { ...rows, units });
  return { source, cycleCode, rows, units, offices, declared: manifest.declared.scores, recomputed };
};

/** What became of one row, and ours as it was before. */
export interface TakenRow {
  table: SubmissionTable;
  row: Synced<object>;
  ours: Synced<object> | null;
  outcome: ForeignOutcome;
}

/**
 * Takes the rows by the rules of ownership and lineage, within a transaction that the caller keeps or takes back.
 * @param watch told of every row; then ours is looked up before, which a merge that nobody watches need not do
 */
export const takeSubmission = (
  tx: WriteTx,
  { source, cycleCode, rows, units, offices, declared, recomputed }: ReadSubmission,
  watch?: (taken: TakenRow) => void,
): MergeReceipt => {
  const { manifest } = source;
  createOfficeRepository(tx).recordStatedLineages(manifest.sender.officeId, [
    manifest.lineage,
    ...manifest.relatedLineages,
  ]);
  createStatedOfficeRepository(tx).put(manifest.sender.officeId, offices);
  const packages = createPackageRepository(tx);
  const stored = packages.record({
    direction: 'received',
    kind: manifest.kind,
    manifestId: manifest.id,
    sha256: source.sha256,
    sender: manifest.sender.officeId,
    receiver: manifest.receiver?.officeId ?? null,
    cycleCode,
    manifest: JSON.stringify(manifest),
    receipt: null,
  });
  const foreign = createForeignRows(tx);
  const noteConflict = createConflictNotes(tx, stored.id);
  const findings: Finding[] = [...source.findings];
  const tables: Record<string, TableCounts> = {};
  const keptHere: string[] = [];
  let keptBefore = 0;
  const arrived = new Set<string>();
  for (const table of submissionTables) {
    const counts: TableCounts = { inserted: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0 };
    for (const row of rows[table]) {
      if (table === 'bodies' && isKeptHere(tx, row as Body)) {
        keptHere.push((row as Body).name);
        counts.skipped += 1;
        continue;
      }
      const ours = watch === undefined ? null : foreign.counterpart(table, row as never);
      let outcome = foreign.apply(table, row as never);
      if (outcome === 'conflict' && noteConflict(table, row) === 'keptBefore') {
        keptBefore += 1;
        outcome = 'skippedOlder';
      }
      if (outcome === 'skippedOlder') counts.skipped += 1;
      else if (outcome === 'conflict') {
        counts.conflicts += 1;
        findings.push({ code: 'merge.conflict', severity: 'error', params: { table, key: row.id } });
      } else counts[outcome] += 1;
      if ((outcome === 'inserted' || outcome === 'updated') && isSelfEntry(table, row)) {
        arrived.add((row as Entry).bodyUscc);
      }
      watch?.({ table, row, ours, outcome });
    }
    tables[table] = counts;
  }
  if (keptHere.length > 0) {
    const params = { count: keptHere.length, names: keptHere.slice(0, 5).join('、') };
    findings.push({ code: 'merge.bodiesKnownHere', severity: 'warning', params });
  }
  if (keptBefore > 0) {
    findings.push({ code: 'merge.keptBefore', severity: 'warning', params: { count: keptBefore } });
  }
  findings.push(...joinUnits(tx, cycleCode, units));
  for (const bodyUscc of arrived) {
    if (createCycleReader(tx).unit(cycleCode, bodyUscc) === null) continue;
    noteArrival(tx, cycleCode, { bodyUscc, actor: manifest.sender.name });
  }
  const scoreDifferences = compareScores(declared, recomputed);
  findings.push(
    ...scoreDifferences.map(
      (difference): Finding => ({
        code: 'merge.scoreDiffers',
        severity: 'error',
        params: {
          unit: difference.bodyUscc,
          declared: difference.declared ?? '—',
          recomputed: difference.recomputed ?? '—',
        },
        subject: difference.bodyUscc,
      }),
    ),
  );
  const receipt: MergeReceipt = { tables, scoreDifferences, findings };
  packages.setReceipt(stored.id, JSON.stringify(receipt));
  return receipt;
};

/** Every file that a row of the package speaks of, and no other. @throws AppError `package.evidenceMissing`, `file.*` */
const takeEvidenceFiles = async ({ source, rows }: ReadSubmission, folder: string): Promise<void> => {
  for (const sha256 of new Set(rows.evidence.map((row) => row.sha256))) {
    await extractEvidence(source, sha256, placeOf(folder, sha256));
  }
};

/** Merges a verified package. @throws AppError `merge.cycleUnknown`, `merge.modelMismatch`, `package.*` */
export const mergeSubmission = async (
  context: JobContext,
  source: VerifiedPackage,
): Promise<MergeReceipt & { alreadyMerged: boolean }> => {
  const { manifest } = source;
  const earlier = createPackageReader(context.db).findBySha256('received', source.sha256);
  if (earlier !== null) {
    return { ...(JSON.parse(earlier.receipt ?? '{}') as MergeReceipt), alreadyMerged: true };
  }
  const checkpoint = context.progress.phase('package.merge');
  const read = await readSubmission(context.db, source, checkpoint);
  const folder = context.database.folder ?? '';
  await takeEvidenceFiles(read, evidenceFolder(folder));
  const database = context.database.requireOpen();
  createBackup({ connection: database.connection, folder, now: context.now(), reason: 'merge' });
  thinOutBackups(folder);
  await checkpoint(2, 3);

  const receipt = context.write((tx) => {
    const taken = takeSubmission(tx, read);
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'packages.merge',
      subject: manifest.id,
      details: {
        sender: manifest.sender.officeId,
        sha256: source.sha256,
        differences: taken.scoreDifferences.length,
        senderAuditSequence: manifest.auditHead?.sequence ?? null,
        senderAuditHash: manifest.auditHead?.hash ?? null,
      },
    });
    return taken;
  });
  await checkpoint(3, 3);
  return { ...receipt, alreadyMerged: false };
};
