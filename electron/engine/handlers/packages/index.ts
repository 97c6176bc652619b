/** Packages out, in and looked at. */
import type { packageOperations } from '#shared/contract/operations/packages.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createPackageReader, createPackageRepository } from '../../db/repositories/packages.ts';
import type { PackageManifest } from '../../packages/manifest.ts';
import { inspectPackage, type VerifiedPackage, verifyPackage } from '../../packages/open-package.ts';
import type { QueryContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { createSubmission } from './create-submission.ts';
import { mergeSubmission } from './merge-submission.ts';

interface Sealed {
  manifest: PackageManifest;
  size: number;
  sha256: string;
  fingerprint: string;
}

const viewOf = ({ manifest, size, sha256, fingerprint }: Sealed) => ({
  id: manifest.id,
  kind: manifest.kind,
  createdAt: manifest.createdAt,
  sender: {
    id: manifest.sender.officeId,
    regionCode: manifest.sender.regionCode,
    name: manifest.sender.name,
    level: manifest.sender.level,
  },
  cycle: manifest.cycle?.code ?? null,
  counts: manifest.counts,
  files: manifest.entries.length,
  size,
  sha256,
  fingerprint,
});

/** Opens a package that an enrolled office has signed; closed after use. */
const withVerified = async <Answer>(
  context: QueryContext,
  file: string,
  use: (source: VerifiedPackage) => Answer | Promise<Answer>,
): Promise<Answer> => {
  const source = await verifyPackage(context.files.resolve(file, 'read'), {
    trusted: createEnrolledOfficeReader(context.db).list(),
    receiver: createOfficeReader(context.db).get().id,
    now: context.now(),
  });
  try {
    return await use(source);
  } finally {
    await source.close();
  }
};

export const packageHandlers: HandlersOf<typeof packageOperations> = {
  'packages.create': async (context, { cycle, file }) => {
    const sealed = await createSubmission(context, cycle, context.files.resolve(file, 'write'));
    context.write((tx) => {
      createPackageRepository(tx).record({
        direction: 'sent',
        kind: sealed.manifest.kind,
        manifestId: sealed.manifest.id,
        sha256: sealed.sha256,
        sender: sealed.manifest.sender.officeId,
        receiver: null,
        cycleCode: cycle,
        manifest: JSON.stringify(sealed.manifest),
        receipt: null,
      });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'packages.create',
        subject: sealed.manifest.id,
        details: { cycle, sha256: sealed.sha256 },
      });
    });
    return viewOf(sealed);
  },

  'packages.inspect': async ({ files }, { file }) =>
    viewOf(await inspectPackage(files.resolve(file, 'read'))),

  'packages.verify': (context, { file }) =>
    withVerified(context, file, (source) => ({ ...viewOf(source), enrolledAs: source.sender.name })),

  'packages.merge': (context, { file }) =>
    withVerified(context, file, async (source) => {
      const { alreadyMerged, ...receipt } = await mergeSubmission(context, source);
      return { package: viewOf(source), alreadyMerged, ...receipt };
    }),

  'packages.list': ({ db }) => ({
    packages: createPackageReader(db)
      .list()
      .map((record) => {
        const manifest = JSON.parse(record.manifest) as PackageManifest;
        return {
          ...viewOf({ manifest, size: 0, sha256: record.sha256, fingerprint: '' }),
          direction: record.direction,
          at: record.recordedAt,
        };
      }),
  }),
};
