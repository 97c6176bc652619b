/**
 * 退回: the answer to a submission that must be corrected. It travels as a package of its own, addressed to the
 * sender, so that the reason is signed and the returned file is named by its digest. Explanations that were not accepted
 * go with it, each with why: the unit is asked for better ones by its own office.
 */
import path from 'node:path';
import { z } from 'zod';
import { instant, sha256Hex } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { signingKeyFileName } from '../../db/data-folder.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import {
  createExplanationReader,
  createExplanationRepository,
} from '../../db/repositories/check-explanations.ts';
import { createPackageReader, createPackageRepository } from '../../db/repositories/packages.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { VerifiedPackage } from '../../packages/open-package.ts';
import { checkPackageShape } from '../../packages/plan-merge.ts';
import { readTable } from '../../packages/read-package.ts';
import { type SealedPackage, sealPackage } from '../../packages/seal-package.ts';
import { readSigningKey } from '../../packages/signing-key.ts';
import type { CommandContext } from '../../runtime/context.ts';
import { senderFields } from './sender.ts';
import { submissionRows } from './tables.ts';

const commentsTable = 'comments';
const comment = z.strictObject({
  /** The returned package: the id its sender gave it, and the SHA-256 of its file. */
  packageId: z.uuid(),
  sha256: z.string().length(64),
  reason: z.string().min(1).max(2000),
});

/** 说明 that the submission brought and that we did not accept. Not in the package when there are none. */
const readingsTable = 'explanationReadings';
const refusedReading = z.strictObject({
  /** The explanation, and the wording that was read. */
  explanationId: z.uuid(),
  contentHash: sha256Hex,
  /** Where it stands, for people. */
  unit: z.string().max(200),
  leaf: z.string().min(1).max(100),
  remark: z.string().min(1).max(2000),
  readAt: instant,
});
type RefusedReading = z.infer<typeof refusedReading>;

/** What was not accepted of the explanations in a submission, as they stand here now. */
const refusedIn = async (db: ReadDb, submission: VerifiedPackage): Promise<RefusedReading[]> => {
  const { counts, cycle } = submission.manifest;
  if (!Object.hasOwn(counts, 'checkExplanations') || cycle === null) return [];
  const explanations = createExplanationReader(db);
  const readings = explanations.readings(cycle.code);
  const bodies = createBodyReader(db);
  const refused: RefusedReading[] = [];
  for await (const { id } of readTable(submission, 'checkExplanations', submissionRows.checkExplanations)) {
    const present = explanations.find(id);
    const reading = readings.get(id);
    if (present === null || reading === undefined || reading.accepted) continue;
    refused.push({
      explanationId: id,
      contentHash: present.contentHash,
      unit: bodies.nameOf(present.bodyUscc) ?? present.bodyUscc,
      leaf: present.leaf,
      remark: reading.remark ?? '',
      readAt: reading.readAt,
    });
  }
  return refused;
};

/** Seals a return of `submission` into `target`; what was not accepted of its explanations goes with it. */
export const createReturn = async (
  context: CommandContext,
  submission: VerifiedPackage,
  reason: string,
  target: string,
): Promise<SealedPackage & { fingerprint: string }> => {
  const key = await readSigningKey(path.join(context.database.folder ?? '', signingKeyFileName));
  const { manifest } = submission;
  const refused = await refusedIn(context.db, submission);
  const sealed = await sealPackage(target, {
    manifest: {
      ...senderFields(context),
      kind: 'return',
      receiver: manifest.sender,
      cycle: manifest.cycle,
      models: [],
      declared: { scores: [], resultDigest: null },
    },
    tables: {
      [commentsTable]: [{ packageId: manifest.id, sha256: submission.sha256, reason }],
      ...(refused.length === 0 ? {} : { [readingsTable]: refused }),
    },
    evidence: [],
    key,
  });
  return { ...sealed, fingerprint: key.fingerprint };
};

/** Why a submission of ours came back, and which of our explanations were not accepted. @throws AppError `package.*` */
export const readReturn = async (
  source: VerifiedPackage,
): Promise<{ findings: Finding[]; refused: RefusedReading[] }> => {
  const withReadings = Object.hasOwn(source.manifest.counts, readingsTable);
  const tables = [commentsTable, ...(withReadings ? [readingsTable] : [])];
  checkPackageShape(source.manifest, { kind: 'return', tables }, source.file);
  const by = source.sender.name;
  const refused: RefusedReading[] = [];
  const findings: Finding[] = [...source.findings];
  for await (const { packageId, reason } of readTable(source, commentsTable, comment)) {
    findings.push({
      code: 'merge.returned',
      severity: 'warning',
      params: { by, package: packageId, reason },
    });
  }
  if (withReadings) {
    for await (const reading of readTable(source, readingsTable, refusedReading)) {
      refused.push(reading);
      const { unit, leaf, remark } = reading;
      findings.push({
        code: 'merge.explanationRefused',
        severity: 'warning',
        params: { by, unit, leaf, remark },
      });
    }
  }
  return { findings, refused };
};

/** Notes a return at the office that had submitted. Reading the same return again changes nothing. */
export const receiveReturn = async (context: CommandContext, source: VerifiedPackage) => {
  const { findings, refused } = await readReturn(source);
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
    const explanations = createExplanationRepository(tx);
    for (const { explanationId, contentHash, remark, readAt } of refused) {
      // One that was written anew since has not been read: the answer is to what it said before.
      if (explanations.find(explanationId)?.contentHash !== contentHash) continue;
      const reading = { accepted: false, remark, readAt, actor: source.sender.name };
      explanations.takeReading({ id: explanationId, contentHash }, reading);
    }
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'packages.receiveReturn',
      subject: source.manifest.id,
      details: {
        ...{ sender: source.manifest.sender.officeId, sha256: source.sha256 },
        ...(refused.length === 0 ? {} : { explanationsRefused: refused.length }),
      },
    });
  });
  return { ...receipt, alreadyMerged: false };
};
