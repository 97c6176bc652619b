/** The walk between two data folders: keys exchanged, packages sealed and carried. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { sample, withOffice } from './offices.ts';

/** A new file beside a data folder, which goes with it. */
const besides = (folder: string, ending: string): string =>
  path.join(path.dirname(folder), `${path.basename(folder)}-${randomUUID()}.${ending}`);

/** Has the office of `folder` trust the office of `sender`, its fingerprint compared as by telephone. */
export const enrol = async (folder: string, sender: string, parentFingerprint?: string): Promise<string> => {
  const keyFile = besides(sender, 'json');
  const { fingerprint } = await withOffice(sender, ({ client, grantWrite }) =>
    client.call('keys.export', { file: grantWrite(keyFile) }),
  );
  await withOffice(folder, ({ client, grantRead }) =>
    client.call('keys.trust', {
      file: grantRead(keyFile),
      fingerprint,
      ...(parentFingerprint !== undefined && { parentFingerprint }),
    }),
  );
  return fingerprint;
};

/** Seals the submission of a cycle. @returns the package file */
export const seal = async (folder: string, cycle = '2026'): Promise<string> => {
  const file = besides(folder, 'zxpkg');
  await withOffice(folder, ({ client, grantWrite }) =>
    client.call('packages.create', { cycle, file: grantWrite(file) }),
  );
  return file;
};

export const merge = (folder: string, file: string): Promise<OperationOutput<'packages.merge'>> =>
  withOffice(folder, ({ client, grantRead }) => client.call('packages.merge', { file: grantRead(file) }));

export const preview = (folder: string, file: string): Promise<OperationOutput<'packages.preview'>> =>
  withOffice(folder, ({ client, grantRead }) => client.call('packages.preview', { file: grantRead(file) }));

/** Gives a county that holds nothing the bodies of the sample and the cycle 2026 without units. */
export const prepareCycle = async ({ client, grantRead }: InProcessHost): Promise<void> => {
  const { batch } = await client.call('imports.stage', {
    layout: 'bodies',
    file: grantRead(sample('bodies.xlsx')),
  });
  await client.call('imports.commit', { batch: batch.id });
  await client.call('cycles.create', {
    code: '2026',
    name: '2026年度政务诚信考核',
    year: 2026,
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
  });
};
