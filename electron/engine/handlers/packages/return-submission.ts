/**
 * 退回: the answer to a submission that must be corrected. It travels as a package of its own, addressed to the
 * sender, so that the reason is signed and the returned file is named by its digest.
 */
import path from 'node:path';
import { z } from 'zod';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { signingKeyFileName } from '../../db/data-folder.ts';
import { createPackageReader, createPackageRepository } from '../../db/repositories/packages.ts';
import type { VerifiedPackage } from '../../packages/open-package.ts';
import { checkPackageShape } from '../../packages/plan-merge.ts';
import { readTable } from '../../packages/read-package.ts';
import { type SealedPackage, sealPackage } from '../../packages/seal-package.ts';
import { readSigningKey } from '../../packages/signing-key.ts';
import type { CommandContext } from '../../runtime/context.ts';
import { senderFields } from './sender.ts';

const commentsTable = 'comments';
const comment = z.strictObject({
  /** The returned package: the id its sender gave it, and the SHA-256 of its file. */
  packageId: z.uuid(),
  sha256: z.string().length(64),
  reason: z.string().min(1).max(2000),
});

/** Seals a return of `submission` into `target`. */
export const createReturn = async (
  context: CommandContext,
  submission: VerifiedPackage,
  reason: string,
  target: string,
): Promise<SealedPackage & { fingerprint: string }> => {
  const key = await readSigningKey(path.join(context.database.folder ?? '', signingKeyFileName));
  const { manifest } = submission;
  const sealed = await sealPackage(target, {
    manifest: {
      ...senderFields(context),
      kind: 'return',
      receiver: manifest.sender,
      cycle: manifest.cycle,
      models: [],
      declared: { scores: [], resultDigest: null },
    },
    tables: { [commentsTable]: [{ packageId: manifest.id, sha256: submission.sha256, reason }] },
    evidence: [],
    key,
  });
  return { ...sealed, fingerprint: key.fingerprint };
};

/** Why a submission of ours came back, as findings. @throws AppError `package.*` */
export const readReturn = async (source: VerifiedPackage): Promise<Finding[]> => {
  checkPackageShape(source.manifest, { kind: 'return', tables: [commentsTable] }, source.file);
  const findings: Finding[] = [...source.findings];
  for await (const { packageId, reason } of readTable(source, commentsTable, comment)) {
    findings.push({
      code: 'merge.returned',
      severity: 'warning',
      params: { by: source.sender.name, package: packageId, reason },
    });
  }
  return findings;
};

/** Notes a return at the office that had submitted. Reading the same return again changes nothing. */
export const receiveReturn = async (context: CommandContext, source: VerifiedPackage) => {
  const findings = await readReturn(source);
  const reason = findings.find(({ code }) => code === 'merge.returned')?.params.reason ?? null;
  const receipt = { tables: {}, scoreDifferences: [], findings };
  if (createPackageReader(context.db).findBySha256('received', source.sha256) !== null) {
    return { ...receipt, alreadyMerged: true };
  }
  context.write((tx) => {
    createPackageRepository(tx).record({
      direction: 'received',
      kind: source.manifest.kind,
      manifestId: source.manifest.id,
      sha256: source.sha256,
      sender: source.manifest.sender.officeId,
      receiver: source.manifest.receiver?.officeId ?? null,
      cycleCode: source.manifest.cycle?.code ?? null,
      manifest: JSON.stringify(source.manifest),
      receipt: JSON.stringify({ ...receipt, reason }),
    });
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'packages.receiveReturn',
      subject: source.manifest.id,
      details: { sender: source.manifest.sender.officeId, sha256: source.sha256 },
    });
  });
  return { ...receipt, alreadyMerged: false };
};
