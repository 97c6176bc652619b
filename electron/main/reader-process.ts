/** Forks the process that parses one foreign workbook, for the engine, which cannot fork. */
import { type MessagePortMain, utilityProcess } from 'electron';
import { killProcess } from './kill-process.ts';

/** Bounds what JavaScript may hold; the engine watches the process as a whole. */
const heapMb = 384;

/**
 * @param port the reader's end of its channel with the engine
 * @returns something that ends the process at once
 */
export const startReaderProcess = (
  entry: string,
  port: MessagePortMain,
  on: { onStart(pid: number | null): void; onExit(): void },
): { kill(): void } => {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'zhengxin-reader',
    stdio: 'ignore',
    execArgv: [`--max-old-space-size=${heapMb}`],
    // Nothing of the environment concerns it.
    env: {},
  });
  let killed = false;
  const kill = (): void => {
    killed = true;
    killProcess(child);
  };
  child.once('spawn', () => {
    if (killed) kill();
    else on.onStart(child.pid ?? null);
  });
  child.once('exit', on.onExit);
  child.postMessage(null, [port]);
  return { kill };
};
