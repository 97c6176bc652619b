import { useEffect } from 'react';
import { useSession } from '../../state/session.ts';

/**
 * Makes the cycle of this page the one that the window is about.
 * @param known false until the cycle is known to exist
 */
export const useShownCycle = (cycle: string, known: boolean): void => {
  const setCycle = useSession((session) => session.setCycle);
  useEffect(() => {
    if (known) setCycle(cycle);
  }, [cycle, known, setCycle]);
};
