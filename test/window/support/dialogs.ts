/** Answers the operating system's file dialogs in place of the user. */
import type { ElectronApplication } from 'playwright-core';

/** The next files that are asked for. */
export const answerOpenDialog = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);

/** Where the next file shall be written. */
export const answerSaveDialog = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, file);
