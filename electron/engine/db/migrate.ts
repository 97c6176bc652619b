/**
 * Brings a database file to the present schema. All pending steps run in one transaction together with the version
 * number, so a crash at any statement leaves the old schema or the new one; foreign keys are checked before the
 * commit. A file that holds data is backed up, and the backup verified, before the first statement.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';

export interface Migration {
  /** Schema version that this step leads to; steps are numbered 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Marks a SQLite file as ours: "ZXDB" in the header, as `file` and SQLite itself read it. */
export const applicationId = 0x5a584442;

export const schemaVersion = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0;

export interface MigrateOptions {
  steps: readonly Migration[];
  /** Called before the first statement if the file already holds a schema. Must throw if the backup is not good. */
  backUp: (fromVersion: number) => void;
  /** Called before each statement; tests stop the process here. */
  beforeStatement?: (statement: string) => void;
}

/**
 * Runs the pending steps.
 * @returns the versions before and after
 * @throws AppError `database.newer`, `database.full`, …; whatever `backUp` throws. The file is then as before.
 */
export function migrate(
  connection: SqliteConnection,
  { steps, backUp, beforeStatement }: MigrateOptions,
): { from: number; to: number } {
  requireOrder(steps);
  const from = Number(connection.pragma('user_version', { simple: true }));
  const to = schemaVersion(steps);
  if (from > to) throw new AppError('database.newer', { ours: to, theirs: from });
  if (from === to) return { from, to };
  if (from > 0) backUp(from);

  const run = (statement: string): void => {
    beforeStatement?.(statement);
    connection.exec(statement);
  };
  // Outside of the transaction this has no effect inside; a step that rebuilds a table needs it off.
  connection.pragma('foreign_keys = OFF');
  try {
    connection.exec('BEGIN IMMEDIATE');
    const current = Number(connection.pragma('user_version', { simple: true }));
    if (current !== from) throw new AppError('database.busy', { file: connection.name });
    for (const step of steps) if (step.version > from) step.statements.forEach(run);
    const orphans = connection.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) throw new Error(`migration to ${to} left ${orphans.length} rows without parents`);
    run(`PRAGMA application_id = ${applicationId}`);
    run(`PRAGMA user_version = ${to}`);
    run('COMMIT');
    return { from, to };
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw asAppError(error, connection.name);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function requireOrder(steps: readonly Migration[]): void {
  steps.forEach((step, index) => {
    if (step.version !== index + 1) throw new Error(`migration ${step.name} is out of order`);
  });
}
