import { useEffect } from 'react';
import { useJobStore } from '../engine/jobs.ts';
import { useLeaveGuard } from '../state/place.ts';

/** Holds back the closing of the window while it would lose unsaved work or stop a job; main asks the user. */
export const useClosingGuard = (): void => {
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      const working = useJobStore.getState().jobs.some(({ endedAt }) => endedAt === null);
      if (working || useLeaveGuard.getState().unsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, []);
};
