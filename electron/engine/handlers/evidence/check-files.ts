/** Reads every evidence file again and compares it with its SHA-256. */
import type { Finding } from '#shared/errors/finding.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import {
  createEvidenceReader,
  createEvidenceRepository,
  type FileOutcome,
} from '../../db/repositories/evidence.ts';
import { digestOf, placeOf } from '../../evidence/store.ts';
import type { JobContext } from '../../runtime/context.ts';

export interface CheckedFiles {
  files: number;
  bytes: number;
  outcomes: { sha256: string; outcome: FileOutcome }[];
}

/** Reads them one after the other, yielding in between. Writes nothing. */
export const checkFiles = async (context: JobContext): Promise<CheckedFiles> => {
  const folder = evidenceFolder(context.database.folder ?? '');
  const files = createEvidenceReader(context.db).files();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const checkpoint = context.progress.phase('check.evidence');
  const outcomes: CheckedFiles['outcomes'] = [];
  let before = 0;
  for (const { sha256, size } of files) {
    const start = before;
    await checkpoint(start, total + 1);
    const found = await digestOf(placeOf(folder, sha256), (bytes) =>
      checkpoint(Math.min(start + bytes, total), total + 1),
    );
    const outcome = found === null ? 'lost' : found.sha256 === sha256 ? 'good' : 'changed';
    outcomes.push({ sha256, outcome });
    before += size;
  }
  await checkpoint(total + 1, total + 1);
  return { files: files.length, bytes: total, outcomes };
};

/** What the check of the data folder says of its evidence files. */
export const fileFindings = ({ outcomes }: CheckedFiles): Finding[] =>
  outcomes.flatMap(({ sha256, outcome }): Finding[] => {
    if (outcome === 'good') return [];
    const code = outcome === 'lost' ? 'check.evidenceMissing' : 'check.evidenceChanged';
    return [{ code, severity: 'error', params: { file: sha256 } }];
  });

/** Remembers what was found, for the lists of evidence. */
export const noteOutcomes = (context: JobContext, { outcomes }: CheckedFiles): void =>
  context.write((tx) => {
    const evidence = createEvidenceRepository(tx);
    for (const { sha256, outcome } of outcomes) evidence.noteOutcome(sha256, outcome);
  });
