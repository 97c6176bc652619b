/**
 * Long work. A job belongs to the window, not to the page that began it: it goes on when the user looks at another
 * page, shows in the top bar with progress and an estimate, can be cancelled there, and ends with a line of counts.
 */
import { useCallback, useRef } from 'react';
import { create } from 'zustand';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { Client, OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName, Operations } from '#shared/contract/registry.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from './engine-context.tsx';

export type JobName = {
  [N in OperationName]: Operations[N]['kind'] extends 'job' ? N : never;
}[OperationName];

export interface JobView {
  id: number;
  name: JobName;
  title: string;
  state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled';
  progress: Progress | null;
  /** `performance.now()` when the job, and when its present phase, began. */
  startedAt: number;
  phaseStartedAt: number;
  endedAt: number | null;
  /** The closing line: what was added, changed, refused. */
  closing: string | null;
  failure: AppError | null;
  /** The file that the job writes: its folder can be opened at the end. */
  file: PickedFile | null;
}

interface JobStore {
  jobs: readonly JobView[];
  cancel: (id: number) => void;
  /** Takes a job that has ended off the list. */
  dismiss: (id: number) => void;
}

const controllers = new Map<number, AbortController>();
/** Ended jobs that are kept to be looked at. */
const keptJobs = 20;

const patch = (id: number, change: Partial<JobView>): void =>
  useJobStore.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.id === id ? { ...job, ...change } : job)),
  }));

export const useJobStore = create<JobStore>(() => ({
  jobs: [],
  cancel: (id) => {
    patch(id, { state: 'cancelling' });
    controllers.get(id)?.abort();
  },
  dismiss: (id) => useJobStore.setState(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
}));

let lastId = 0;

export interface JobWords<N extends JobName> {
  /** What is being done, with the object's name: “导入 失信台账.xlsx”. */
  title: string;
  /** The line at the end: “新增 120 · 更新 7 · 未变 300 · 拒绝 4”. */
  closing?: (output: OperationOutput<N>) => string;
  /** The file that is written, to be shown in its folder at the end. */
  file?: PickedFile;
}

const ended = (job: JobView): boolean => job.endedAt !== null;

const begin = (
  name: JobName,
  title: string,
  file: PickedFile | null,
): { id: number; controller: AbortController } => {
  lastId += 1;
  const now = performance.now();
  const job: JobView = {
    id: lastId,
    name,
    title,
    state: 'running',
    progress: null,
    startedAt: now,
    phaseStartedAt: now,
    endedAt: null,
    closing: null,
    failure: null,
    file,
  };
  const controller = new AbortController();
  controllers.set(job.id, controller);
  useJobStore.setState(({ jobs }) => {
    const old = jobs.filter(ended).slice(keptJobs - 1);
    return { jobs: [job, ...jobs.filter((other) => !old.includes(other))] };
  });
  return { id: job.id, controller };
};

const follow = (id: number, progress: Progress): void => {
  const job = useJobStore.getState().jobs.find((candidate) => candidate.id === id);
  const samePhase = job?.progress?.phase === progress.phase;
  patch(id, samePhase ? { progress } : { progress, phaseStartedAt: performance.now() });
};

/**
 * Runs a job outside of a page. @throws AppError when it fails or is cancelled (`operation.cancelled`); the list of
 * jobs shows it either way.
 */
export const runJob = async <N extends JobName>(
  client: Client,
  name: N,
  input: OperationInput<N>,
  { title, closing, file }: JobWords<N>,
): Promise<OperationOutput<N>> => {
  const { id, controller } = begin(name, title, file ?? null);
  try {
    const output = await client.call(name, input, {
      signal: controller.signal,
      onProgress: (progress) => follow(id, progress),
    });
    patch(id, { state: 'done', endedAt: performance.now(), closing: closing?.(output) ?? null });
    return output;
  } catch (error) {
    const failure = error instanceof AppError ? error : null;
    const state = failure?.code === 'operation.cancelled' ? 'cancelled' : 'failed';
    patch(id, { state, endedAt: performance.now(), failure });
    throw error;
  } finally {
    controllers.delete(id);
  }
};

/** Milliseconds that the present phase will still take; null while that cannot be said. */
export const estimateRemaining = (job: JobView, now: number): number | null => {
  const { progress } = job;
  if (progress === null || progress.total === null || progress.done === 0) return null;
  const elapsed = now - job.phaseStartedAt;
  // The first second says little about the rest.
  return elapsed < 1_000 ? null : (elapsed / progress.done) * (progress.total - progress.done);
};

export interface Job<N extends JobName> {
  /** @returns null when it failed or was cancelled. A second start while one runs is not begun, and answers null. */
  start: (input: OperationInput<N>, words: JobWords<N>) => Promise<OperationOutput<N> | null>;
  /** This page's job while it runs. */
  running: JobView | null;
  /** Why the last one failed; null for a cancelled one. */
  failure: AppError | null;
  clearFailure: () => void;
}

export const useJob = <N extends JobName>(name: N): Job<N> => {
  const client = useClient();
  const own = useRef(0);
  const busy = useRef(false);
  const job = useJobStore(({ jobs }) => jobs.find((candidate) => candidate.id === own.current) ?? null);
  const start = useCallback(
    async (input: OperationInput<N>, words: JobWords<N>) => {
      // A double click: the button is disabled only at the next paint.
      if (busy.current) return null;
      busy.current = true;
      try {
        own.current = lastId + 1;
        return await runJob(client, name, input, words);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return null;
      } finally {
        busy.current = false;
      }
    },
    [client, name],
  );
  const clearFailure = useCallback(() => useJobStore.getState().dismiss(own.current), []);
  const running = job !== null && !ended(job) ? job : null;
  return { start, running, failure: job?.state === 'failed' ? job.failure : null, clearFailure };
};
