/** The program for a test, ended with it. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../support/temp-folder.ts';
import { ownDisplay } from './own-display.ts';
import { type ProgramOptions, startProgram } from './start-program.ts';

export type LaunchOptions = Partial<Omit<ProgramOptions, 'electron' | 'display'>>;

export interface Launched {
  app: ElectronApplication;
  page: Page;
  dataFolder: string;
  userData: string;
}

export const launchElectron = async (options: LaunchOptions = {}): Promise<Omit<Launched, 'page'>> => {
  const userData = options.userData ?? temporaryFolder();
  const dataFolder = options.dataFolder ?? path.join(userData, 'data');
  const [electron, display] = [inject('electron'), ownDisplay()];
  const appFolder = options.appFolder ?? inject('builtProgram');
  const app = await startProgram({ ...options, electron, display, appFolder, dataFolder, userData });
  return { app, dataFolder, userData };
};

/** Starts the program and ends it with the test. */
export const launch = async (options: LaunchOptions = {}): Promise<Launched> => {
  const launched = await launchElectron(options);
  onTestFinished(() => launched.app.close());
  return { ...launched, page: await launched.app.firstWindow() };
};
