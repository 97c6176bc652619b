import { useCallback, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';

export interface Run {
  run: () => Promise<void>;
  busy: boolean;
  /** Why it failed; null also when the user cancelled it. */
  failure: AppError | null;
  clearFailure: () => void;
}

/** Something that takes a while and may fail; a second start while it runs is not begun. */
export const useRun = (work: () => Promise<void>): Run => {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setFailure(null);
    try {
      await latest.current();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== 'operation.cancelled') setFailure(error);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { run, busy, failure, clearFailure: useCallback(() => setFailure(null), []) };
};
