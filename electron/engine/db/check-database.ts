/**
 * Looks through a whole database: pages and indexes, references, the audit chain, the content of every travelling
 * row against its hash, sealed values, and run results against theirs. SQLite keeps no checksums, so a flipped bit in
 * a text shows only here.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type AuditHead, type AuditVerdict, createAuditReader } from './audit-log.ts';
import { sha256Hex } from './content-hash.ts';
import type { CreditDatabase } from './open-database.ts';
import { createSearchReader } from './repositories/search-index.ts';
import type { SqlRow, SyncedTable } from './row-mapping.ts';
import { indexed } from './search/search-documents.ts';
import { asAppError } from './sqlite-errors.ts';
import { syncedTables } from './synced-tables.ts';

export interface DatabaseCheck {
  /** Empty when everything is in order. */
  findings: Finding[];
  /** Rows whose content was compared with its hash. */
  rowsCompared: number;
  audit: AuditVerdict;
}

const maxPageFindings = 20;
const pageOfRows = 500;

const broken = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });

/** @param anchor a head of the audit log held elsewhere, if there is one */
export function checkDatabase(db: CreditDatabase, anchor?: AuditHead): DatabaseCheck {
  const findings: Finding[] = [];
  /** A damaged page met on the way is a finding; the other checks go on. */
  const unlessDamaged = <T>(step: () => T, otherwise: T): T => {
    try {
      return step();
    } catch (error) {
      const failure = asAppError(error, db.file);
      if (!(failure instanceof AppError) || failure.code !== 'database.damaged') throw failure;
      if (!findings.some(({ code }) => code === 'database.check.pages')) {
        findings.push(broken('database.check.pages', { detail: 'unreadable' }));
      }
      return otherwise;
    }
  };

  unlessDamaged(() => findings.push(...checkPages(db)), 0);
  unlessDamaged(() => findings.push(...checkReferences(db)), 0);
  const audit = unlessDamaged<AuditVerdict>(() => createAuditReader(db.reader).verify(anchor), {
    intact: false,
    firstBad: 1,
  });
  if (!audit.intact) findings.push(broken('database.check.audit', { sequence: audit.firstBad }));
  let rowsCompared = 0;
  for (const map of Object.values(syncedTables)) {
    rowsCompared += unlessDamaged(() => checkContent(db, map as unknown as SyncedTable<object>, findings), 0);
  }
  unlessDamaged(() => findings.push(...checkResults(db)), 0);
  unlessDamaged(() => findings.push(...checkSearch(db)), 0);
  return { findings, rowsCompared, audit };
}

function checkPages(db: CreditDatabase): Finding[] {
  const lines = db.connection.pragma(`integrity_check(${maxPageFindings})`) as { integrity_check: string }[];
  return (
    lines
      .map((line) => line.integrity_check)
      .filter((detail) => detail !== 'ok')
      // The message may quote a table or index name, never a value.
      .map((detail) => broken('database.check.pages', { detail }))
  );
}

function checkReferences(db: CreditDatabase): Finding[] {
  const orphans = db.connection.pragma('foreign_key_check') as { table: string; parent: string }[];
  const counts = new Map<string, { table: string; parent: string; rows: number }>();
  for (const { table, parent } of orphans) {
    const key = `${table} ${parent}`;
    counts.set(key, { table, parent, rows: (counts.get(key)?.rows ?? 0) + 1 });
  }
  return [...counts.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, found]) => broken('database.check.reference', found));
}

/** Compares every row with its hash, a page at a time. @returns how many */
function checkContent(db: CreditDatabase, map: SyncedTable<object>, findings: Finding[]): number {
  const page = db.reader.prepareRead<SqlRow>(
    `SELECT ${map.columns} FROM ${map.table} WHERE id > ? ORDER BY id LIMIT ${pageOfRows}`,
  );
  let compared = 0;
  for (let after = ''; ; ) {
    const rows = page.all(after);
    for (const row of rows) {
      const id = String(row.id);
      const verdict = contentVerdict(db, map, row);
      if (verdict !== 'good') findings.push(broken(`database.check.${verdict}`, { table: map.table, id }));
      after = id;
    }
    compared += rows.length;
    if (rows.length < pageOfRows) return compared;
  }
}

function contentVerdict(
  db: CreditDatabase,
  map: SyncedTable<object>,
  row: SqlRow,
): 'good' | 'content' | 'seal' {
  const { vault } = db.reader;
  try {
    const entity = map.fromRow(row, vault);
    if (map.storedHash(map.hashOf(entity), vault) !== row.content_hash) return 'content';
    // Index and masked form are computed from the value; a change to one of them alone shows here.
    const again = map.toRow(entity, vault);
    const derived = Object.keys(row).filter((column) => /_(index|masked)$/.test(column));
    return derived.every((column) => again[column] === row[column]) ? 'good' : 'content';
  } catch (error) {
    return error instanceof AppError && error.code === 'database.sealBroken' ? 'seal' : 'content';
  }
}

function checkResults(db: CreditDatabase): Finding[] {
  const ids = db.reader.prepareRead<{ id: string }>('SELECT id FROM runs ORDER BY id').all();
  const one = db.reader.prepareRead<{ result: string; hash: string }>(
    'SELECT result, result_sha256 AS hash FROM runs WHERE id = ?',
  );
  return ids.flatMap(({ id }) => {
    const run = one.get(id);
    return run !== undefined && sha256Hex(run.result) === run.hash
      ? []
      : [broken('database.check.result', { run: id })];
  });
}

/** Whether the index of the search holds every row as it is; what it is made of itself, the check of the pages has looked at. */
function checkSearch(db: CreditDatabase): Finding[] {
  const search = createSearchReader(db.reader);
  return search.builds().flatMap(({ kind, complete }) => {
    const { missing, outdated, dangling } = search.differences(kind);
    return !complete || missing + outdated + dangling === 0
      ? []
      : [broken('database.check.search', { table: indexed[kind].table, missing, outdated, dangling })];
  });
}
