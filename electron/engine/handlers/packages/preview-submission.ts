/** What merging a package would do, found out by doing it in a transaction that is taken back. */
import { existsSync } from 'node:fs';
import type { OperationOutput } from '#shared/contract/client.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createPackageReader } from '../../db/repositories/packages.ts';
import { placeOf } from '../../evidence/store.ts';
import type { VerifiedPackage } from '../../packages/open-package.ts';
import { evidenceIn } from '../../packages/read-package.ts';
import type { JobContext } from '../../runtime/context.ts';
import { compareScores, type ReadSubmission, readSubmission, takeSubmission } from './merge-submission.ts';
import { readReturn } from './return-submission.ts';
import { conflictReasonOf, createRowNaming, differingFields } from './row-differences.ts';

type Preview = Omit<OperationOutput<'packages.preview'>, 'package'>;
type Difference = Preview['differences'][number];

/** So many differing rows are shown; the rest is counted. */
const shownDifferences = 200;

const nothingToMerge = {
  mergedAt: null,
  tables: {},
  differences: [],
  differing: 0,
  scores: [],
  evidence: { files: 0, missing: 0, missingBytes: 0 },
  findings: [],
} satisfies Preview;

const evidenceOf = (source: VerifiedPackage, folder: string): Preview['evidence'] => {
  const files = evidenceIn(source);
  const missing = new Set(files.filter((sha256) => !existsSync(placeOf(folder, sha256))));
  const entries = source.manifest.entries.filter(
    ({ name, sha256 }) => missing.has(sha256) && name.endsWith(sha256),
  );
  return {
    files: files.length,
    missing: missing.size,
    missingBytes: entries.reduce((sum, { size }) => sum + size, 0),
  };
};

const scoresOf = (
  { declared, recomputed, rows }: ReadSubmission,
  nameOf: (uscc: string) => string | undefined,
) => {
  const differing = new Set(compareScores(declared, recomputed).map(({ bodyUscc }) => bodyUscc));
  const coming = new Map(rows.bodies.map(({ uscc, name }) => [uscc, name]));
  const shown = (scores: ReadSubmission['declared']) =>
    new Map(scores.map(({ bodyUscc, score, grade }) => [bodyUscc, { score, grade }]));
  const theirs = shown(declared);
  const ours = shown(recomputed);
  return [...new Set([...theirs.keys(), ...ours.keys()])].sort().map((bodyUscc) => ({
    bodyUscc,
    name: nameOf(bodyUscc) ?? coming.get(bodyUscc) ?? bodyUscc,
    declared: theirs.get(bodyUscc) ?? null,
    recomputed: ours.get(bodyUscc) ?? null,
    differs: differing.has(bodyUscc),
  }));
};

/** Looks at a return, or rehearses the merge of a submission. @throws as `mergeSubmission` */
export const previewPackage = async (context: JobContext, source: VerifiedPackage): Promise<Preview> => {
  const earlier = createPackageReader(context.db).findBySha256('received', source.sha256);
  if (source.manifest.kind === 'return') {
    const { findings } = await readReturn(source);
    return { ...nothingToMerge, mergedAt: earlier?.recordedAt ?? null, findings };
  }
  if (earlier !== null) return { ...nothingToMerge, mergedAt: earlier.recordedAt };

  const checkpoint = context.progress.phase('package.preview');
  const read = await readSubmission(context.db, source, checkpoint);
  await checkpoint(2, 3);
  const nameRow = createRowNaming(context.db, read.rows.bodies);
  const conflicts: Difference[] = [];
  const updates: Difference[] = [];
  let differing = 0;
  const receipt = context.rehearse((tx) =>
    takeSubmission(tx, read, ({ table, row, ours, outcome }) => {
      if (outcome !== 'conflict' && outcome !== 'updated') return;
      differing += 1;
      const shown = outcome === 'conflict' ? conflicts : updates;
      if (shown.length >= shownDifferences) return;
      const conflict = outcome === 'conflict' ? conflictReasonOf(ours, row) : null;
      shown.push({
        table,
        id: row.id,
        row: nameRow(table, row),
        fields: differingFields(ours, row),
        conflict,
      });
    }),
  );
  await checkpoint(3, 3);
  return {
    mergedAt: null,
    tables: receipt.tables,
    differences: [...conflicts, ...updates].slice(0, shownDifferences),
    differing,
    scores: scoresOf(read, (uscc) => createBodyReader(context.db).findByUscc(uscc)?.name),
    evidence: evidenceOf(source, evidenceFolder(context.database.folder ?? '')),
    findings: receipt.findings,
  };
};
