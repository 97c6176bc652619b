/**
 * What the engine needs from its host to read a foreign workbook in a process of its own (design.md §1): something
 * that starts `reader-process.ts`, carries messages both ways and can end it. Node's implementation is
 * `spawn-reader.ts`; an Electron utility process satisfies the same interface.
 *
 * Messages must survive a structured clone. Their meaning is the reader's business, not the host's.
 */
export interface ReaderProcess {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not be started; never after `kill` has been asked for twice. */
  onExit(listener: () => void): void;
  /** Resident memory in bytes as the operating system counts it; `undefined` where it cannot be asked. */
  residentBytes(): number | undefined;
  /** Ends the process at once, whatever it is doing. Harmless when it has ended already. */
  kill(): void;
}

/** The host capability `spawnReader()`. */
export type SpawnReader = () => ReaderProcess;
