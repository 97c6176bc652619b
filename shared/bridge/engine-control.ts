/**
 * What main and the engine's process say to each other. No data passes here, as windows talk to the engine over ports
 * of their own; but for a paper that is to become a PDF, which only Chromium in main can make.
 */
import type { Permission } from '../contract/operation.ts';

export type ToEngineProcess =
  /** The first message. `logFile` takes the errors that users see as a reference number. */
  | { type: 'start'; dataFolder: string; logFile: string }
  /** Comes with one port, on which a client with these powers speaks the contract; answered with `connected`. */
  | { type: 'connect'; request: number; actor: string; permissions: readonly Permission[] }
  /** A path that the user chose; answered with `granted`. */
  | { type: 'grant'; request: number; path: string; mode: 'read' | 'write' }
  /** Answers `startReader`; comes with the port to the reader process. */
  | { type: 'readerStarted'; reader: number; pid: number | null }
  | { type: 'readerEnded'; reader: number }
  /** Answers `printPaper`; null when it could not be printed. */
  | { type: 'paperPrinted'; paper: number; pdf: Uint8Array | null }
  /** Ends running calls, closes the database and then the process. */
  | { type: 'stop' };

export type FromEngineProcess =
  | { type: 'ready' }
  | { type: 'connected'; request: number }
  | { type: 'granted'; request: number; token: string }
  /** Asks for a process that parses a foreign workbook; the number is the engine's. */
  | { type: 'startReader'; reader: number }
  | { type: 'killReader'; reader: number }
  /**
   * Asks for the PDF of a page whose style sheet is known by the nonce, with its page numbers so many millimetres above
   * the lower edge; the number is the engine's.
   */
  | { type: 'printPaper'; paper: number; markup: string; nonce: string; pageNumberAt: number };
