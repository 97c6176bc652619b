/** What must be done before a cycle enters a stage. Each guard throws the failure that says what is missing. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { cycleStages } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { hasCurrentArchive } from '../cycle-archive/past-archives.ts';
import { noticeIsOver, resultIsSealed, resultIsSettled } from '../cycle-notice/blockers.ts';
import type { StageGuard } from './stage-guard.ts';

/** @throws AppError `cycleArchive.needed` */
const requireArchive: StageGuard = (db, { code, name }) => {
  if (!hasCurrentArchive(db, code)) throw new AppError('cycleArchive.needed', { cycle: name });
};

const guards: Partial<Record<CycleStatus, readonly StageGuard[]>> = {
  publicNotice: [resultIsSealed],
  objection: [noticeIsOver],
  finalised: [resultIsSettled],
  archived: [requireArchive],
};

/** Lets a cycle go on to a stage, or throws why not. Going back asks nothing. */
export const guardStage = (db: ReadDb, cycle: Cycle, to: CycleStatus, today: string): void => {
  if (cycleStages.indexOf(to) <= cycleStages.indexOf(cycle.status)) return;
  for (const guard of guards[to] ?? []) guard(db, cycle, today);
};
