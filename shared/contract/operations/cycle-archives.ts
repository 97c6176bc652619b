import { z } from 'zod';
import { finding } from '../../errors/finding.ts';
import { fileToken, job, query } from '../operation.ts';

/** One archive that was made of a cycle, as the audit log tells it. */
const madeArchive = z.object({
  at: z.string(),
  actor: z.string(),
  /** Name of the folder; it may have been moved since. */
  folder: z.string(),
  /** SHA-256 of its `manifest.json`. */
  sha256: z.string(),
  files: z.int(),
  /** Bytes. */
  size: z.int(),
  /** Nothing about the results of the cycle was changed since. */
  current: z.boolean(),
});

const verifiedArchive = z.object({
  folder: z.string(),
  cycle: z.string(),
  cycleName: z.string(),
  officeName: z.string(),
  createdAt: z.string(),
  /** Version of the program that made it. */
  appVersion: z.string(),
  /** SHA-256 of `manifest.json`. */
  sha256: z.string(),
  files: z.int(),
  size: z.int(),
  units: z.int(),
  /** Sealed runs in it. */
  runs: z.int(),
  /** Of the key that signed it. */
  fingerprint: z.string(),
  /** This office; an office that is enrolled here; or somebody whose key is not known here. */
  signer: z.enum(['own', 'enrolled', 'unknown']),
  checks: z.array(
    z.object({
      name: z.enum(['signature', 'files', 'models', 'runs', 'audit']),
      passed: z.boolean(),
      examined: z.int(),
    }),
  ),
  findings: z.array(finding),
});

/** 归档: a finished cycle as one folder that verifies without the database. */
export const cycleArchiveOperations = {
  /**
   * Writes the archive of a cycle as a new folder under the name that was chosen: workbooks, papers, data, models, sealed
   * runs, evidence and the audit log, listed in a signed manifest. It is read back and verified before it has its name.
   * Evidence that is not in the data folder is told in `findings`. `cycle.unknown`, `cycleArchive.tooEarly`,
   * `cycleArchive.changedMeanwhile`, `cycleArchive.logBroken`, `cycleArchive.notGood`, `file.nameTaken`, `file.*`.
   */
  'cycles.archive': job({
    permission: 'cycle.manage',
    input: z.object({ cycle: z.string(), file: fileToken }),
    output: verifiedArchive,
    changes: ['exports', 'cycles'],
  }),
  /**
   * Verifies an archive with nothing but its folder; `file` is the folder. What is wrong with its contents is a finding.
   * `fingerprint`: the key that it must be signed with. `cycleArchive.notAnArchive`, `cycleArchive.newerFormat`,
   * `cycleArchive.manifestDamaged`, `cycleArchive.signatureInvalid`, `file.*`.
   */
  'cycles.verifyArchive': job({
    permission: 'data.read',
    withoutDatabase: true,
    input: z.object({
      file: fileToken,
      fingerprint: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    output: verifiedArchive,
  }),
  /** Archives made of a cycle, newest first, and what one made now would hold. `cycle.unknown`. */
  'cycles.archives': query({
    permission: 'data.read',
    reads: ['exports', 'cycles', 'runs', 'entries', 'evidence'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      /** The result is final: an archive can be made. */
      ready: z.boolean(),
      archives: z.array(madeArchive),
      contents: z.object({
        units: z.int(),
        sealedRuns: z.int(),
        records: z.int(),
        ledgerRows: z.int(),
        /** Different files, and their bytes. */
        evidenceFiles: z.int(),
        evidenceBytes: z.int(),
      }),
    }),
  }),
};
