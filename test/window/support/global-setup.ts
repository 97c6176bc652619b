/** Before the first window test: find Electron, build the window, open a display. Each failure fails the tests. */

import type { TestProject } from 'vitest/node';
import { buildWindow } from '#scripts/build-window.ts';
import { findElectronRuntime } from '#scripts/electron-runtime.ts';
import { openDisplay } from './display.ts';

declare module 'vitest' {
  interface ProvidedContext {
    electron: { executable: string; source: string; env: Record<string, string> };
    display: string;
    /** Folder of the built program. */
    builtProgram: string;
  }
}

export const setup = async (project: TestProject): Promise<() => void> => {
  const runtime = await findElectronRuntime();
  const builtProgram = await buildWindow();
  const display = await openDisplay();
  project.provide('electron', runtime);
  project.provide('display', display.name);
  project.provide('builtProgram', builtProgram);
  return () => display.close();
};
