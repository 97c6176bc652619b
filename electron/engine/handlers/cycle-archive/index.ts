/** 归档: making the archive of a cycle, verifying one, and which were made. */
import path from 'node:path';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { cycleArchiveOperations } from '#shared/contract/operations/cycle-archives.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { signingKeyFileName } from '../../db/data-folder.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type VerifiedArchive, verifyArchive } from '../../packages/cycle-archive/verify-archive.ts';
import { readSigningKey } from '../../packages/signing-key.ts';
import type { JobContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { requireCycle } from '../cycles.ts';
import { archiveMeaning } from './archive-meaning.ts';
import { matterOf } from './cycle-matter.ts';
import { makeArchive } from './make-archive.ts';
import { pastArchives } from './past-archives.ts';

type Signer = OperationOutput<'cycles.verifyArchive'>['signer'];

/** An archive is verified where there is no database, and also where it is broken. */
const openReader = (database: JobContext['database']): ReadDb | null => {
  try {
    return database.folder === null ? null : database.requireOpen().reader;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
};

/** Whose key an archive was signed with, as far as this data folder knows. */
const signerOf = async ({ database }: JobContext, { fingerprint }: VerifiedArchive): Promise<Signer> => {
  const reader = openReader(database);
  if (reader === null || database.folder === null) return 'unknown';
  const own = await readSigningKey(path.join(database.folder, signingKeyFileName)).catch(() => null);
  if (own?.fingerprint === fingerprint) return 'own';
  const enrolled = createEnrolledOfficeReader(reader).list();
  return enrolled.some((office) => office.fingerprint === fingerprint) ? 'enrolled' : 'unknown';
};

const viewOf = (
  folder: string,
  { manifest, sha256, size, fingerprint, checks, findings }: VerifiedArchive,
  signer: Signer,
) => ({
  folder: path.basename(folder),
  cycle: manifest.cycle.code,
  cycleName: manifest.cycle.name,
  officeName: manifest.office.name,
  createdAt: manifest.createdAt,
  appVersion: manifest.appVersion,
  sha256,
  files: manifest.entries.length,
  size,
  units: manifest.units,
  runs: manifest.runs.length,
  fingerprint,
  signer,
  checks,
  findings,
});

/** What is to be said of the key: it is the one that was expected, or it is not known. */
const aboutSigner = (
  { fingerprint }: VerifiedArchive,
  signer: Signer,
  expected: string | undefined,
): Finding[] => {
  if (expected !== undefined) {
    if (expected === fingerprint) return [];
    const params = { expected, found: fingerprint };
    return [{ code: 'cycleArchive.signerDiffers', severity: 'error', params }];
  }
  return signer === 'unknown'
    ? [{ code: 'cycleArchive.signerUnknown', severity: 'warning', params: { fingerprint } }]
    : [];
};

export const cycleArchiveHandlers: HandlersOf<typeof cycleArchiveOperations> = {
  'cycles.archive': async (context, { cycle, file }) => {
    const target = context.files.resolve(file, 'write');
    const archive = await makeArchive(context, cycle, target);
    context.write((tx) =>
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.archive',
        subject: cycle,
        details: {
          fileName: path.basename(target),
          sha256: archive.sha256,
          count: archive.manifest.entries.length,
          size: archive.size,
        },
      }),
    );
    return { ...viewOf(target, archive, 'own'), findings: [...archive.findings, ...archive.lost] };
  },

  'cycles.verifyArchive': async (context, { file, fingerprint }) => {
    const folder = context.files.resolve(file, 'read');
    const archive = await verifyArchive(folder, archiveMeaning, {
      files: context.progress.phase('cycleArchive.verify'),
      runs: context.progress.phase('cycleArchive.rescore'),
    });
    const signer = await signerOf(context, archive);
    const more = aboutSigner(archive, signer, fingerprint);
    const signed = more.every(({ severity }) => severity !== 'error');
    const checks = archive.checks.map((check) =>
      check.name === 'signature' ? { ...check, passed: signed } : check,
    );
    return { ...viewOf(folder, { ...archive, checks }, signer), findings: [...more, ...archive.findings] };
  },

  'cycles.archives': ({ db }, { cycle: code }) => {
    const cycle = requireCycle(db, code);
    const { units, sealed, records, ledgerRows, evidence } = matterOf(db, cycle);
    const sizes = new Map(evidence.map(({ sha256, size }) => [sha256, size]));
    return {
      ready: isClosed(cycle.status),
      archives: pastArchives(db, code),
      contents: {
        units: units.size,
        sealedRuns: sealed.length,
        records: records.length,
        ledgerRows: ledgerRows.length,
        evidenceFiles: sizes.size,
        evidenceBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
      },
    };
  },
};
