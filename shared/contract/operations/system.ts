import { z } from 'zod';
import { finding } from '../../errors/finding.ts';
import { fileToken, job, query } from '../operation.ts';

const backupView = z.object({
  name: z.string(),
  createdAt: z.string(),
  size: z.int(),
  sha256: z.string(),
  rows: z.int(),
});

/** Safety of the data folder. */
export const systemOperations = {
  /** A verified copy of the database into the backups folder; old ones are thinned out. */
  'backups.create': job({
    permission: 'system.maintain',
    input: z.object({}),
    output: backupView,
    changes: ['backups'],
  }),
  'backups.list': query({
    permission: 'data.read',
    reads: ['backups'],
    input: z.object({}),
    output: z.object({ backups: z.array(backupView.omit({ sha256: true, rows: true })) }),
  }),
  /** Opens and checks a backup without touching the live database. */
  'backups.verify': job({
    permission: 'system.maintain',
    input: z.object({ file: fileToken }),
    output: backupView,
  }),
  /** Puts a verified backup in place; the replaced database stays beside it and a new lineage begins. */
  'backups.restore': job({
    permission: 'system.maintain',
    withoutDatabase: true,
    input: z.object({ file: fileToken }),
    output: z.object({ restored: backupView, replacedKeptAs: z.string().nullable() }),
    changes: [
      'office',
      'keys',
      'bodies',
      'officials',
      'records',
      'models',
      'cycles',
      'entries',
      'runs',
      'backups',
    ],
  }),
  /** Integrity of everything: SQLite, foreign keys, content hashes, audit chain, evidence files, runs recomputed. */
  'system.check': job({
    permission: 'system.maintain',
    input: z.object({}),
    output: z.object({
      checks: z.array(z.object({ name: z.string(), passed: z.boolean(), examined: z.int() })),
      findings: z.array(finding),
    }),
  }),
};
