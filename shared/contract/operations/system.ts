import { z } from 'zod';
import { isoDate } from '../../domain/entities.ts';
import { finding, findingParams } from '../../errors/finding.ts';
import { fileToken, job, page, pageInput, query, topics } from '../operation.ts';

const backupView = z.object({
  name: z.string(),
  createdAt: z.string(),
  size: z.int(),
  sha256: z.string(),
  rows: z.int(),
});

/** A backup out of the list by its name, or a file that the user picked (from a USB stick, say). */
const backupChoice = z.union([
  z.object({ name: z.string().regex(/^[A-Za-z0-9.-]{1,100}$/) }),
  z.object({ file: fileToken }),
]);

/** What a database holds, for two of them to be compared: rows by kind, and when it was last changed. */
const databaseContents = z.object({
  rows: z.object({
    bodies: z.int(),
    officials: z.int(),
    creditRecords: z.int(),
    cycles: z.int(),
    entries: z.int(),
    runs: z.int(),
    packages: z.int(),
  }),
  /** An instant. */
  changedAt: z.string(),
});

const auditHead = z.object({ sequence: z.int(), hash: z.string() });

/** Safety of the data folder. */
export const systemOperations = {
  /** A verified copy of the database into the backups folder; old ones are thinned out. */
  'backups.create': job({
    permission: 'system.maintain',
    input: z.object({}),
    output: backupView,
    changes: ['backups'],
  }),
  /**
   * Backups and, after a restore, the databases that were replaced; newest first. Works without a database: it is
   * wanted most when that one is broken.
   */
  'backups.list': query({
    permission: 'data.read',
    reads: ['backups'],
    withoutDatabase: true,
    input: z.object({}),
    output: z.object({
      backups: z.array(
        backupView.omit({ sha256: true, rows: true }).extend({
          /** Why it was made (`manual`, `merge`, `upgrade`, …); `replaced` for a database that a restore set aside. */
          reason: z.string(),
        }),
      ),
    }),
  }),
  /** Opens and checks a backup without touching the live database. `database.backupBad`, `database.backupMissing`. */
  'backups.verify': job({
    permission: 'system.maintain',
    withoutDatabase: true,
    input: backupChoice,
    output: backupView,
  }),
  /** What a restore would put in place of what: a checked backup beside the present database. */
  'backups.compare': job({
    permission: 'system.maintain',
    withoutDatabase: true,
    input: backupChoice,
    output: z.object({
      backup: backupView.extend(databaseContents.shape),
      /** Null when there is no database, or it cannot be opened. */
      present: databaseContents.nullable(),
    }),
  }),
  /** Puts a verified backup in place; the replaced database stays beside it and a new lineage begins. */
  'backups.restore': job({
    permission: 'system.maintain',
    withoutDatabase: true,
    input: backupChoice,
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
      'imports',
      'packages',
      'backups',
      'exports',
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
  /** The program and the data folder at a glance: what is asked for first when something has to be looked into. */
  'system.about': query({
    permission: 'data.read',
    reads: topics,
    input: z.object({}),
    output: z.object({
      version: z.string(),
      /** Version of the rules that scores are computed by. */
      modelEngine: z.string(),
      node: z.string(),
      /** Null outside of Electron. */
      electron: z.string().nullable(),
      sqlite: z.string(),
      schema: z.int(),
      /** The data folder, for a person to find it; nothing takes it back as a path. */
      folder: z.string(),
      /** Bytes on the disk. */
      sizes: z.object({ database: z.int(), evidence: z.int(), backups: z.int() }),
      evidenceFiles: z.int(),
      backups: z.int(),
      newestBackup: z.string().nullable(),
      contents: databaseContents,
      /** The end of the audit chain: written down elsewhere, it proves later that nothing before it was altered. */
      audit: auditHead,
    }),
  }),
  /** The audit log, newest first. Entries name rows by identifiers and hold no personal data. */
  'audit.list': query({
    permission: 'data.read',
    reads: topics,
    input: z.object({
      action: z.string().max(100).optional(),
      actor: z.string().max(100).optional(),
      /** First and last day, by the clock of this computer. */
      from: isoDate.optional(),
      to: isoDate.optional(),
      ...pageInput,
    }),
    output: page(
      auditHead.extend({
        at: z.string(),
        actor: z.string(),
        action: z.string(),
        subject: z.string().nullable(),
        details: findingParams,
      }),
    ),
  }),
  /** Which actions and actors occur in the audit log, for its filters. */
  'audit.filters': query({
    permission: 'data.read',
    reads: topics,
    input: z.object({}),
    output: z.object({ actions: z.array(z.string()), actors: z.array(z.string()) }),
  }),
};
