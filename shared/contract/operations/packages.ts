import { z } from 'zod';
import { officeLevelCode, uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, job, page, pageInput, query } from '../operation.ts';

const partyOffice = z.object({ id: uuid, regionCode: z.string(), name: z.string(), level: z.string() });

const packageView = z.object({
  id: uuid,
  kind: z.string(),
  createdAt: z.string(),
  sender: partyOffice,
  cycle: z.string().nullable(),
  counts: z.record(z.string(), z.int()),
  files: z.int(),
  size: z.int(),
  sha256: z.string(),
  fingerprint: z.string(),
});

const counted = z.object({
  inserted: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  conflicts: z.int(),
});

const scoreDifference = z.object({
  bodyUscc: z.string(),
  declared: z.string().nullable(),
  recomputed: z.string().nullable(),
});

/** A package that left or came, as the history keeps it. */
const packagePassage = packageView.omit({ size: true, fingerprint: true }).extend({
  direction: z.enum(['sent', 'received']),
  /** When it was sealed or merged here. */
  at: z.string(),
  receiver: z.string().nullable(),
  /** What the merge did, all tables together; null where nothing was merged. */
  merged: counted.nullable(),
  scoreDifferences: z.int(),
  /** Why it was returned; null for other kinds. */
  reason: z.string().nullable(),
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * How far an office's reporting of a cycle has come: `notReported` 未报 nothing came from it (or left us); `reported`
 * 已报 its package was merged but conflicts wait for a decision, or ours was sealed; `returned` 退回 the last that
 * happened was a return; `accepted` 已接收 merged, nothing open.
 */
const reportingState = z.enum(['notReported', 'reported', 'returned', 'accepted']);

/** A row in words that a person recognises it by. */
const rowName = z.object({
  /** The body that the row is about. */
  body: z.object({ uscc: z.string(), name: z.string() }).nullable(),
  /** Document number and title, indicator and item, person, file. */
  title: z.string(),
});

/** Two rows that speak of the same thing, and every field in which they differ. */
const rowDifference = z.object({
  table: z.string(),
  id: uuid,
  row: rowName,
  fields: z.array(z.object({ field: z.string(), ours: scalar, theirs: scalar })),
});

/**
 * Why the rule cannot decide: `twin` both offices entered the same thing, each as a row of its own; `diverged` the
 * same row was changed on both sides; `owner` the row is said to belong to another office than before.
 */
const conflictReason = z.enum(['twin', 'diverged', 'owner']);

/**
 * What became of a file of a delivery: `matches` it is the listed one; `differs` the file of that name has other bytes,
 * tables or rows; `missing` it did not come; `damaged` it cannot be read as a package; `unlisted` it came without a line.
 */
const deliveryState = z.enum(['matches', 'differs', 'missing', 'damaged', 'unlisted']);

const declaredScore = z.object({ score: z.string().nullable(), grade: z.string().nullable() });

/** Signed packages between offices. */
export const packageOperations = {
  /** Seals this office's records, values, decisions and evidence of a cycle for the level above. */
  'packages.create': job({
    permission: 'package.seal',
    input: z.object({ cycle: z.string(), file: fileToken }),
    output: packageView,
    changes: ['packages'],
  }),
  /** What a package says of itself; proves nothing about the sender. */
  'packages.inspect': query({
    permission: 'data.read',
    reads: [],
    withoutDatabase: true,
    input: z.object({ file: fileToken }),
    output: packageView,
  }),
  /** Verifies a package against the enrolled keys. `package.untrusted`, `package.damaged`, … */
  'packages.verify': query({
    permission: 'data.read',
    reads: ['keys'],
    input: z.object({ file: fileToken }),
    output: packageView.extend({ enrolledAs: z.string() }),
  }),
  /**
   * Reads a delivery list (W14) against the packages that arrived with it: whether each file of the list is there, byte
   * for byte, with as many tables and rows, and which files the list does not name. Proves nothing about the sender.
   * `layout.*`, `workbook.*` when the list cannot be read.
   */
  'packages.checkDelivery': job({
    permission: 'data.read',
    input: z.object({ list: fileToken, packages: z.array(fileToken).max(500) }),
    output: z.object({
      files: z.array(
        z.object({
          fileName: z.string(),
          state: deliveryState,
          /** Null where the list has no such line, or no such file came. */
          listed: z.object({ tables: z.int(), rows: z.int(), sha256: z.string() }).nullable(),
          found: z
            .object({ fileName: z.string(), tables: z.int(), rows: z.int(), sha256: z.string() })
            .nullable(),
        }),
      ),
      /** Faults of the list's own rows. */
      findings: z.array(finding),
    }),
    reads: [],
  }),
  /**
   * Says what merging a package would do, and does none of it: the merge itself is run and taken back, no evidence
   * file is written, no backup made. Fails exactly as `packages.merge` would; `package.untrusted` carries the
   * fingerprint of the unknown key, so that the page can lead to its enrolment.
   */
  'packages.preview': job({
    permission: 'package.receive',
    input: z.object({ file: fileToken }),
    output: z.object({
      package: packageView,
      /** When the same file was merged before, as an instant; then there is nothing to merge and nothing compared. */
      mergedAt: z.string().nullable(),
      tables: z.record(z.string(), counted),
      /** Rows that would be replaced, or that clash; conflicts first, at most 200 of `differing`. */
      differences: z.array(rowDifference.extend({ conflict: conflictReason.nullable() })),
      differing: z.int(),
      /** Every unit of the package: what its sender declares, and what follows from the raw values. */
      scores: z.array(
        z.object({
          bodyUscc: z.string(),
          name: z.string(),
          declared: declaredScore.nullable(),
          recomputed: declaredScore.nullable(),
          differs: z.boolean(),
        }),
      ),
      /** Evidence files in the package, how many of them are not here yet, and the bytes of those. */
      evidence: z.object({ files: z.int(), missing: z.int(), missingBytes: z.int() }),
      findings: z.array(finding),
    }),
  }),
  /**
   * Merges a verified package in one transaction: ownership and lineage rules, evidence, then the scores recomputed
   * from the raw values and compared with the declared ones. Merging again changes nothing. A return is noted and
   * its reason answered as a finding.
   */
  'packages.merge': job({
    permission: 'package.receive',
    input: z.object({ file: fileToken }),
    output: z.object({
      package: packageView,
      /** The package had been merged before; nothing was done. */
      alreadyMerged: z.boolean(),
      tables: z.record(z.string(), counted),
      scoreDifferences: z.array(scoreDifference),
      findings: z.array(finding),
    }),
    changes: [
      'packages',
      'bodies',
      'officials',
      'records',
      'ledgers',
      'cycles',
      'entries',
      'runs',
      'backups',
    ],
  }),
  /**
   * Seals a return: the answer to a received submission that must be corrected, addressed to its sender. The level
   * above never edits a unit's data; it says what is wrong and sends it back, with the explanations (说明) it did not accept.
   */
  'packages.return': job({
    permission: 'package.seal',
    input: z.object({
      /** The submission that is returned; verified again. */
      submission: fileToken,
      reason: z.string().trim().min(1).max(2000),
      file: fileToken,
    }),
    output: packageView,
    changes: ['packages'],
  }),
  /** Packages that left and came, newest first. */
  'packages.list': query({
    permission: 'data.read',
    reads: ['packages'],
    input: z.object({
      direction: z.enum(['sent', 'received']).optional(),
      cycle: z.string().optional(),
      ...pageInput,
    }),
    output: page(packagePassage),
  }),
  /**
   * What would be missing or doubtful in a submission of this cycle: units without values, items not given, runs that
   * do not fit the data, evidence files that are not where they should be. Findings of severity error keep a
   * submission from being sealed or make it pointless; warnings may pass. `cycle.unknown`.
   */
  'packages.readiness': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'records', 'bodies', 'models', 'runs', 'packages'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      /** Rows that the package would hold, by table. */
      counts: z.record(z.string(), z.int()),
      units: z.array(
        z.object({
          uscc: z.string(),
          name: z.string(),
          /** Items that the unit itself must give, and how many of them it has given. */
          required: z.int(),
          given: z.int(),
        }),
      ),
      findings: z.array(finding),
      /** The last submission of this cycle that was sealed here. */
      lastSealed: z.object({ at: z.string(), sha256: z.string() }).nullable(),
    }),
  }),
  /** Rows of received packages that no rule could decide, each with what it would replace. */
  'conflicts.list': query({
    permission: 'data.read',
    reads: ['packages', 'bodies', 'officials', 'records', 'entries'],
    input: z.object({ decided: z.boolean().default(false), ...pageInput }),
    output: page(
      rowDifference.extend({
        conflict: uuid,
        reason: conflictReason,
        sender: z.string(),
        at: z.string(),
        /** Hash of our row as shown, to be handed back with the decision; null when we no longer have one. */
        seen: z.string().nullable(),
        resolution: z.enum(['keptOurs', 'tookTheirs']).nullable(),
        resolvedAt: z.string().nullable(),
      }),
    ).extend({ open: z.int() }),
  }),
  /**
   * A person's decision about conflicts, all of them or none: ours stays, or the row that came takes its place.
   * `conflict.unknown`, `conflict.decided`, `conflict.oursChanged` when our row is no longer the one that was shown.
   */
  'conflicts.decide': command({
    permission: 'package.receive',
    input: z.object({
      decisions: z
        .array(z.object({ conflict: uuid, keep: z.enum(['ours', 'theirs']), seen: z.string().nullable() }))
        .min(1)
        .max(1000),
    }),
    output: z.object({ keptOurs: z.int(), tookTheirs: z.int() }),
    changes: ['packages', 'bodies', 'officials', 'records', 'ledgers', 'cycles', 'entries'],
  }),
  /**
   * This office and the offices enrolled below it, parents before children, each with the state of its reporting for a
   * cycle. `cycle.unknown`.
   */
  'offices.network': query({
    permission: 'data.read',
    reads: ['office', 'keys', 'packages', 'entries', 'cycles'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      offices: z.array(
        z.object({
          id: uuid,
          /** The enrolled office that it reports through; null for this office itself and those that report to it. */
          parentId: uuid.nullable(),
          /** 0 for this office. */
          depth: z.int(),
          own: z.boolean(),
          name: z.string(),
          regionCode: z.string(),
          level: officeLevelCode,
          revoked: z.boolean(),
          state: reportingState,
          /** The package that the state rests on. */
          package: z.object({ sha256: z.string(), at: z.string() }).nullable(),
          /** Name of the office whose package brought its values, where it sent none of its own. */
          through: z.string().nullable(),
          /** Conflicts from its packages that wait for a person. */
          conflicts: z.int(),
          /** Packages of this cycle that it has sent. */
          packages: z.int(),
        }),
      ),
      /** Enrolled offices of a higher level: they return what we send, and report nothing to us. */
      above: z.array(z.object({ id: uuid, name: z.string(), revoked: z.boolean() })),
      /** How many of the offices below are in each state. */
      totals: z.record(reportingState, z.int()),
    }),
  }),
};
