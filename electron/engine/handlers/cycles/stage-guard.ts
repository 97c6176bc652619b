import type { Cycle } from '#shared/domain/entities.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** Throws the failure that says what a cycle still waits for before it enters a stage. */
export type StageGuard = (db: ReadDb, cycle: Cycle, today: string) => void;
