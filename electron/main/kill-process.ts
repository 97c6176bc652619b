import type { UtilityProcess } from 'electron';

/** Ends a process whatever it is doing; `UtilityProcess.kill` only asks. Harmless when it has ended or not begun. */
export const killProcess = (child: UtilityProcess): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
};
