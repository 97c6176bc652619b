/** The display of the windows of this test file. */
import { inject } from 'vitest';

/** Two windows on one display would take the focus from each other: every file that runs at a time has its own. */
export const ownDisplay = (): string => {
  const display = inject('displays')[Number(process.env.VITEST_POOL_ID) - 1];
  if (display === undefined) throw new Error(`no display for the worker ${process.env.VITEST_POOL_ID}`);
  return display;
};
