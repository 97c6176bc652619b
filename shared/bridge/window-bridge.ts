/**
 * What the window may ask of the program around it: a line to the engine, and files that the user picks. Everything
 * else goes through the engine's contract. Files are tokens here, never paths.
 */

/** Where the window's own files are served from; no other origin is ever loaded or answered. */
export const appOrigin = 'app://zhengxin';

/** Kinds of files that dialogs offer. */
export const fileKinds = [
  'workbook',
  'package',
  'key',
  'backup',
  'model',
  'codes',
  'calendar',
  'document',
  'word',
  'pdf',
  'zip',
  'evidence',
  /** A folder: picked to read, or named to be made. */
  'archive',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** A file that the user picked: the token to hand to the engine, and its name to show. */
export interface PickedFile {
  token: string;
  name: string;
}

export interface ProgramInfo {
  version: string;
  /** The engine runs on a stand-in for the SQLite that the program ships with: for development and tests only. */
  standInSqlite: boolean;
}

/** A picture as rows of pixels, four bytes each: blue, green, red, opacity. */
export interface Picture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** The largest picture that may be copied, in pixels. */
export const largestPicture = 40_000_000;

export interface WindowBridge {
  /**
   * Waits for the engine and asks for a port to it, which arrives as a window message `EnginePortMessage` that
   * carries the same nonce.
   * @returns false when the engine has been given up
   */
  connectEngine(nonce: string): Promise<boolean>;
  /** Starts an engine that has been given up, at the wish of the user. */
  restartEngine(): Promise<void>;
  /** Lets the user pick a file to read, or several; none when they cancel. */
  pickFiles(kind: FileKind, several: boolean): Promise<PickedFile[]>;
  /** Lets the user choose where a file shall be written; null when they cancel. */
  pickSaveTarget(kind: FileKind, suggestedName: string): Promise<PickedFile | null>;
  /** A token for a file that was dropped on the window; null for anything that does not lie on a disk. */
  acceptDroppedFile(file: unknown): Promise<PickedFile | null>;
  /** Opens the folder that holds a file picked before. @returns false when the token is not known */
  showInFolder(token: string): Promise<boolean>;
  /**
   * Puts a picture on the clipboard, for pasting into a document. Pixels, not a file: main decodes nothing that a page made.
   * @returns false when the picture is not one, or too large
   */
  copyPicture(picture: Picture): Promise<boolean>;
  /**
   * Pastes into the field that has the focus, as Ctrl+V does there: for a menu. The text comes as an event of that field, not
   * as an answer.
   * @returns false, and nothing happens, unless the user has just pressed a key or a mouse button
   */
  paste(): Promise<boolean>;
  programInfo(): Promise<ProgramInfo>;
}

/** Comes with one MessagePort. The window takes it only from itself and with the nonce that it asked with. */
export interface EnginePortMessage {
  type: 'engine-port';
  nonce: string;
}

/** Channels between preload and main. */
export const bridgeChannels = {
  connectEngine: 'engine.connect',
  enginePort: 'engine.port',
  restartEngine: 'engine.restart',
  pickFiles: 'files.pick',
  pickSaveTarget: 'files.pickSaveTarget',
  acceptDroppedFile: 'files.acceptDropped',
  showInFolder: 'files.showInFolder',
  copyPicture: 'clipboard.copyPicture',
  paste: 'clipboard.paste',
  programInfo: 'program.info',
} as const;
