/**
 * The heartbeat of a job. `await checkpoint(done, total)` at every natural step: it reports progress (at most every
 * 50 ms, and always the last step of a phase), lets other calls in, and stops the job when it was cancelled.
 *
 * The last step of a phase (`done` equal to `total`) only reports. What it stands for has happened, a commit perhaps,
 * and “cancelled, nothing has changed” would no longer be true; the next phase's first step stops the job instead.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';

const reportEveryMs = 50;
const yieldEveryMs = 12;

/**
 * @param done steps done so far in this phase; never falls
 * @param total steps in all, null while unknown
 * @throws AppError `operation.cancelled`
 */
export type Checkpoint = (done: number, total: number | null) => Promise<void>;

export interface JobProgress {
  /** Begins a phase, named by a code that the edge puts into words. */
  phase(name: string): Checkpoint;
  /** Aborted when the caller cancels; for parts that wait on something else (a reader process). */
  readonly signal: AbortSignal;
}

/** Makes the progress of one job call. @param monotonicMs a clock that never runs back */
export const createJobProgress = (
  report: (progress: Progress) => void,
  signal: AbortSignal,
  monotonicMs: () => number,
): JobProgress => ({
  signal,
  phase(name) {
    let lastReport = Number.NEGATIVE_INFINITY;
    let lastYield = monotonicMs();
    return async (done, total) => {
      if (done === total) {
        report({ phase: name, done, total });
        return;
      }
      if (signal.aborted) throw new AppError('operation.cancelled', {});
      const now = monotonicMs();
      if (now - lastReport >= reportEveryMs) {
        lastReport = now;
        report({ phase: name, done, total });
      }
      if (now - lastYield >= yieldEveryMs) {
        await nextTurn();
        lastYield = monotonicMs();
        if (signal.aborted) throw new AppError('operation.cancelled', {});
      }
    };
  },
});
