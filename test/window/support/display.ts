/** A display for the windows under test: the one at hand, or an invisible one that ends with the tests. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Display {
  name: string;
  close(): void;
}

export const openDisplay = async (): Promise<Display> => {
  const present = process.env.DISPLAY;
  if (process.platform !== 'linux') return { name: '', close() {} };
  if (present) return { name: present, close() {} };
  // The server picks a free number itself and writes it to the descriptor. Without the last switch it starts over
  // whenever its last window closes, which the next program may run into.
  const server = spawn(
    'Xvfb',
    // Larger than any window under test: one that fills the screen gets a pixel less.
    ['-displayfd', '3', '-screen', '0', '2560x1440x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  return { name: `:${await displayNumber(server)}`, close: () => void server.kill() };
};

const displayNumber = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error('Xvfb could not be started: run npm test once', { cause })),
    );
    server.once('exit', (code) => reject(new Error(`Xvfb has ended with status ${code}`)));
    server.stdio[3]?.once('data', (number: Buffer) => resolve(number.toString().trim()));
  });
