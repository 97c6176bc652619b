/**
 * Run by `archive-kill.test.ts`: archives the finished year of a data folder under ever new names until it is killed.
 * Arguments: data folder, folder for the archives. Prints the number of each archive that it was told is made.
 */
import path from 'node:path';
import { startInProcess } from '#engine/hosts/in-process.ts';
import { engineOptions } from '#test/support/offices.ts';

const [dataFolder = '', target = ''] = process.argv.slice(2);
const host = startInProcess(engineOptions(dataFolder));

for (let round = 1; ; round += 1) {
  const file = host.grantWrite(path.join(target, `归档${round}`));
  await host.client.call('cycles.archive', { cycle: '2025', file });
  process.stdout.write(`${round}\n`);
}
