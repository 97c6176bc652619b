/** The little of Electron's ports that engine and reader need, spelled out so that neither imports Electron. */
export interface ProcessPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ProcessPort[] }) => void): void;
  /** The other end is gone, after its last message. */
  on(event: 'close', listener: () => void): void;
  /** Messages wait until this is called. The port to the parent needs no start. */
  start(): void;
  close(): void;
}

/** The line to the process that forked this one as a utility process; undefined under plain Node. */
export const parentPort = (): ProcessPort | undefined =>
  (process as unknown as { parentPort?: ProcessPort }).parentPort;
