/** Files that the user chooses. The window sees a token and a name, never a path. */
import type { FileKind, PickedFile } from '#shared/bridge/window-bridge.ts';

/** @returns null when the user cancels */
export const pickFile = async (kind: FileKind): Promise<PickedFile | null> =>
  (await window.bridge.pickFiles(kind, false))[0] ?? null;

/** @returns none when the user cancels */
export const pickFiles = (kind: FileKind): Promise<PickedFile[]> => window.bridge.pickFiles(kind, true);

/** Asks where a file shall be written. @returns null when the user cancels */
export const pickSaveTarget = (kind: FileKind, suggestedName: string): Promise<PickedFile | null> =>
  window.bridge.pickSaveTarget(kind, safeFileName(suggestedName));

export const showInFolder = (file: PickedFile): void => void window.bridge.showInFolder(file.token);

/** Characters that Windows does not allow in names become a dash. */
const safeFileName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-');
