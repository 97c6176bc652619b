/** Before the first window test: find Electron, build the window, open the displays. Each failure fails the tests. */

import type { TestProject } from 'vitest/node';
import { buildWindow } from '#scripts/build-window.ts';
import { findElectronRuntime } from '#scripts/electron-runtime.ts';
import { openDisplay } from './display.ts';

declare module 'vitest' {
  interface ProvidedContext {
    electron: { executable: string; source: string; env: Record<string, string> };
    /** Names of the displays, one for each file that runs at a time. */
    displays: readonly string[];
    /** Folder of the built program. */
    builtProgram: string;
  }
}

export const setup = async (project: TestProject): Promise<() => void> => {
  const runtime = await findElectronRuntime();
  const builtProgram = await buildWindow();
  const displays = await Promise.all(Array.from({ length: project.config.maxWorkers }, openDisplay));
  project.provide('electron', runtime);
  project.provide(
    'displays',
    displays.map(({ name }) => name),
  );
  project.provide('builtProgram', builtProgram);
  return () => {
    for (const display of displays) display.close();
  };
};
