/**
 * Run by `evidence-kill.test.ts`: adds ever new files to one record until it is killed.
 * Arguments: data folder, record, folder for the files. Prints the SHA-256 of each file that it was told is stored.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { startInProcess } from '#engine/hosts/in-process.ts';
import { pdfOf } from '#test/support/evidence-files.ts';
import { engineOptions } from '#test/support/offices.ts';

const [folder = '', ownerId = '', files = ''] = process.argv.slice(2);
const { client, grantRead } = startInProcess(engineOptions(folder));

for (let round = 1; ; round += 1) {
  const file = path.join(files, `${round}.pdf`);
  writeFileSync(file, Buffer.concat([pdfOf(`${process.pid} ${round}`), Buffer.alloc(2_000_000, round)]));
  const { files: added } = await client.call('evidence.add', {
    ownerType: 'record',
    ownerId,
    files: [grantRead(file)],
    declaredNotSecret: true,
    classification: 'internal',
  });
  process.stdout.write(`${added[0]?.id ?? 'nothing'}\n`);
}
