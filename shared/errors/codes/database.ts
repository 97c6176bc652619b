import { z } from 'zod';

const none = z.object({}).strict();
const bytes = z.int().nonnegative();

/**
 * The database cannot be used, or refuses what was asked of it. In every case the file on disk is as it was before.
 * Parameters never hold contents of rows.
 */
export const databaseFailures = {
  /** There is no database in the folder. */
  'database.missing': z.object({ folder: z.string() }),
  /** A database is already there; it is never overwritten. */
  'database.alreadyExists': z.object({ folder: z.string() }),
  /** A folder or another special file stands where the database file should be. */
  'database.notAFile': z.object({ file: z.string() }),
  /** Written by a newer program. `ours` and `theirs` are schema versions. */
  'database.newer': z.object({ ours: z.int(), theirs: z.int() }),
  /** Opened for reading only, but its schema must first be brought up to date. */
  'database.older': z.object({ ours: z.int(), theirs: z.int() }),
  /** A SQLite file of another program. */
  'database.foreign': z.object({ file: z.string() }),
  /** Not readable as a database, cut off, or with broken pages. */
  'database.damaged': z.object({
    file: z.string(),
    reason: z.enum(['empty', 'header', 'truncated', 'pages', 'content']),
  }),
  /** Another program works on the data folder; null when it could not leave its name. `since` is an instant. */
  'database.inUse': z.object({
    folder: z.string(),
    holder: z
      .object({ computer: z.string(), user: z.string(), process: z.int(), since: z.string() })
      .nullable(),
  }),
  /** Another program holds it. */
  'database.busy': z.object({ file: z.string() }),
  /** The file or its folder cannot be written. */
  'database.readOnly': z.object({ folder: z.string() }),
  /** The disk is full. `needed` is what the work would have taken, null when not known beforehand. */
  'database.full': z.object({ folder: z.string(), free: bytes, needed: bytes.nullable() }),
  /** The disk did not answer as it should. `detail` is SQLite's or the system's code. */
  'database.inputOutput': z.object({ file: z.string(), detail: z.string() }),
  /** The folder lies on a network drive, where SQLite's log is not safe. */
  'database.networkFolder': z.object({ folder: z.string() }),
  /** The linked SQLite is older than the release that fixed the WAL-reset race. */
  'database.sqliteTooOld': z.object({ found: z.string(), needed: z.string() }),
  /** The key file that protects personal data, or the signing key, is not in the data folder. */
  'database.keyMissing': z.object({ file: z.string() }),
  /** The key file is there but belongs to another database, or is no key file. */
  'database.keyWrong': z.object({ file: z.string() }),
  /** One sealed value cannot be opened: it was altered or moved. */
  'database.sealBroken': z.object({ field: z.string() }),
  /** The row belongs to another office and only that office changes it. */
  'database.rowOfAnotherOffice': z.object({ table: z.string(), id: z.string() }),
  /** The row names a body, cycle, official or office line that is not here. */
  'database.rowWithoutParent': z.object({ table: z.string(), id: z.string() }),
  'database.rowMissing': z.object({ table: z.string(), id: z.string() }),
  /** A row with this natural key exists already. */
  'database.rowExists': z.object({ table: z.string(), key: z.string() }),
  /** The content of a row that came from elsewhere does not have the hash it declares. */
  'database.rowHashMismatch': z.object({ table: z.string(), id: z.string() }),
  /** A published model version never changes. */
  'database.modelPublished': z.object({ code: z.string(), version: z.string() }),
  /** Points beyond 922,337,203 do not fit. */
  'database.scoreTooLarge': none,
  /** The batch is not in the state that the step needs. */
  'database.batchState': z.object({
    id: z.string(),
    status: z.enum(['staged', 'committed', 'reverted', 'abandoned']),
  }),
  'database.backupMissing': z.object({ name: z.string() }),
  /** The backup is incomplete or damaged and was not used (or not kept). */
  'database.backupBad': z.object({ name: z.string() }),
} as const;

/** What `checkDatabase` may find. */
export const databaseFindings = {
  'database.check.pages': z.object({ detail: z.string() }),
  'database.check.reference': z.object({ table: z.string(), parent: z.string(), rows: z.int() }),
  'database.check.audit': z.object({ sequence: z.int() }),
  'database.check.content': z.object({ table: z.string(), id: z.string() }),
  'database.check.seal': z.object({ table: z.string(), id: z.string() }),
  'database.check.result': z.object({ run: z.string() }),
  /** Rows that the index of the search lacks, has as they were, or has though they are gone. */
  'database.check.search': z.object({
    table: z.string(),
    missing: z.int(),
    outdated: z.int(),
    dangling: z.int(),
  }),
} as const;
