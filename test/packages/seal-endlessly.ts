/**
 * Run by `kill-while-sealing.test.ts`: seals ever new versions of a package under one name until it is killed.
 * Arguments: target, folder for evidence. Prints the number of each package that it reported as sealed.
 */
import { sealPackage } from '#engine/packages/seal-package.ts';
import { readSigningKey } from '#engine/packages/signing-key.ts';
import { idOf, sampleContent, sha256, township } from './sample-package.ts';

const [target = '', folder = '', keyFile = ''] = process.argv.slice(2);
const key = await readSigningKey(keyFile);

for (let round = 1; ; round += 1) {
  const records = Array.from({ length: 2_000 }, (_, number) => ({
    id: idOf(number),
    ownerOffice: township.officeId,
    title: sha256(`${round} ${number}`),
    round,
  }));
  await sealPackage(target, sampleContent(folder, { key, tables: { records } }));
  process.stdout.write(`${round}\n`);
}
