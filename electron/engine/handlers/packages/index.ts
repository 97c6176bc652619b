/** Packages out, in and looked at. */
import { basename } from 'node:path';
import type { packageOperations } from '#shared/contract/operations/packages.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import {
  createPackageReader,
  createPackageRepository,
  type PackageHead,
} from '../../db/repositories/packages.ts';
import type { PackageManifest } from '../../packages/manifest.ts';
import { inspectPackage, type VerifiedPackage, verifyPackage } from '../../packages/open-package.ts';
import type { CommandContext, QueryContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { conflictHandlers } from './conflicts.ts';
import { createSubmission } from './create-submission.ts';
import { checkDelivery } from './delivery.ts';
import { mergeSubmission } from './merge-submission.ts';
import { networkHandlers } from './network.ts';
import { previewPackage } from './preview-submission.ts';
import { readReadiness } from './readiness.ts';
import { createReturn, receiveReturn } from './return-submission.ts';

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

/** Remembers a package that left this office. */
const noteSent = (
  context: CommandContext,
  { manifest, sha256 }: Sealed,
  { file, receipt }: { file: string; receipt: object | null },
): void =>
  context.write((tx) => {
    createPackageRepository(tx).record({
      direction: 'sent',
      kind: manifest.kind,
      manifestId: manifest.id,
      sha256,
      sender: manifest.sender.officeId,
      receiver: manifest.receiver?.officeId ?? null,
      cycleCode: manifest.cycle?.code ?? null,
      manifest: JSON.stringify(manifest),
      receipt: receipt === null ? null : JSON.stringify(receipt),
    });
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'packages.create',
      subject: manifest.id,
      details: {
        kind: manifest.kind,
        cycle: manifest.cycle?.code ?? null,
        fileName: basename(file),
        sha256,
      },
    });
  });

/** What the merge did, all tables together. */
const sumOf = (tables: NonNullable<PackageHead['tables']>) => {
  const sum = { inserted: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0 };
  for (const counts of Object.values(tables)) {
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key] ?? 0;
  }
  return sum;
};

const passageOf = (head: PackageHead) => ({
  id: head.manifestId,
  kind: head.kind,
  createdAt: head.createdAt,
  sender: {
    id: head.sender,
    regionCode: head.senderRegionCode,
    name: head.senderName,
    level: head.senderLevel,
  },
  receiver: head.receiverName,
  cycle: head.cycleCode,
  counts: head.counts,
  files: head.files,
  sha256: head.sha256,
  direction: head.direction,
  at: head.recordedAt,
  merged: head.kind === 'submission' && head.tables !== null ? sumOf(head.tables) : null,
  scoreDifferences: head.scoreDifferences,
  reason: head.reason,
});

const cursorOf = (last: PackageHead | undefined): string | null =>
  last === undefined ? null : `${last.recordedAt}|${last.id}`;

/** A cursor that is none of ours begins the list anew. */
const afterOf = (cursor: string | null): { after?: Pick<PackageHead, 'recordedAt' | 'id'> } => {
  const [recordedAt, id] = cursor?.split('|') ?? [];
  return recordedAt === undefined || id === undefined ? {} : { after: { recordedAt, id } };
};

export const packageHandlers: HandlersOf<typeof packageOperations> = {
  'packages.create': async (context, { cycle, file }) => {
    const target = context.files.resolve(file, 'write');
    const sealed = await createSubmission(context, cycle, target);
    noteSent(context, sealed, { file: target, receipt: null });
    return viewOf(sealed);
  },

  'packages.inspect': async ({ files }, { file }) =>
    viewOf(await inspectPackage(files.resolve(file, 'read'))),

  'packages.verify': (context, { file }) =>
    withVerified(context, file, (source) => ({ ...viewOf(source), enrolledAs: source.sender.name })),

  'packages.merge': (context, { file }) =>
    withVerified(context, file, async (source) => {
      const receive = source.manifest.kind === 'return' ? receiveReturn : mergeSubmission;
      return { package: viewOf(source), ...(await receive(context, source)) };
    }),

  'packages.return': (context, { submission, reason, file }) =>
    withVerified(context, submission, async (source) => {
      const target = context.files.resolve(file, 'write');
      const sealed = await createReturn(context, source, reason, target);
      noteSent(context, sealed, { file: target, receipt: { reason, returned: source.sha256 } });
      return viewOf(sealed);
    }),

  'packages.preview': (context, { file }) =>
    withVerified(context, file, async (source) => ({
      package: viewOf(source),
      ...(await previewPackage(context, source)),
    })),

  'packages.readiness': (context, { cycle }) => readReadiness(context, cycle),

  'packages.checkDelivery': checkDelivery,

  'packages.list': ({ db }, { direction, cycle, cursor, limit }) => {
    const heads = createPackageReader(db).page({
      limit,
      ...(direction !== undefined && { direction }),
      ...(cycle !== undefined && { cycleCode: cycle }),
      ...afterOf(cursor),
    });
    return { rows: heads.map(passageOf), next: heads.length === limit ? cursorOf(heads.at(-1)) : null };
  },

  ...conflictHandlers,
  ...networkHandlers,
};
