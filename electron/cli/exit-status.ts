/** Exit statuses of the command line (README “退出码”). With 2, 3, 4, 70 and 130 nothing has changed. */
import type { FailureCode } from '#shared/errors/app-error.ts';

export const exitStatus = {
  done: 0,
  /** Done with findings: rows refused, checks failed. */
  findings: 1,
  usage: 2,
  /** An input file refused: unreadable, corrupt, hostile, untrusted, wrong format. */
  fileRefused: 3,
  /** The database cannot be used. */
  database: 4,
  internal: 70,
  interrupted: 130,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

const exact: Partial<Record<FailureCode, ExitStatus>> = {
  'operation.cancelled': exitStatus.interrupted,
  'engine.internal': exitStatus.internal,
  'engine.stopped': exitStatus.internal,
  'engine.protocolMismatch': exitStatus.internal,
  // The database is well; what was asked of it cannot be done.
  'database.rowOfAnotherOffice': exitStatus.usage,
  'database.rowExists': exitStatus.usage,
  'database.rowMissing': exitStatus.usage,
  'database.backupMissing': exitStatus.fileRefused,
  'database.backupBad': exitStatus.fileRefused,
  'model.notJson': exitStatus.fileRefused,
  'model.versionTaken': exitStatus.fileRefused,
  'cycleArchive.tooEarly': exitStatus.usage,
  'cycleArchive.changedMeanwhile': exitStatus.usage,
  'cycleArchive.needed': exitStatus.usage,
  'cycleArchive.logBroken': exitStatus.database,
  'merge.cycleUnknown': exitStatus.fileRefused,
  'merge.modelMismatch': exitStatus.fileRefused,
  'import.strictRefused': exitStatus.fileRefused,
  'import.modelRejected': exitStatus.fileRefused,
};

const byArea: Record<string, ExitStatus> = {
  workbook: exitStatus.fileRefused,
  layout: exitStatus.fileRefused,
  package: exitStatus.fileRefused,
  cycleArchive: exitStatus.fileRefused,
  key: exitStatus.fileRefused,
  file: exitStatus.fileRefused,
  backup: exitStatus.fileRefused,
  database: exitStatus.database,
  vault: exitStatus.database,
};

/** The exit status that a failure means; what the caller asked wrongly is `usage`. */
export const exitStatusOf = (code: FailureCode): ExitStatus =>
  exact[code] ?? byArea[code.split('.')[0] ?? ''] ?? exitStatus.usage;
