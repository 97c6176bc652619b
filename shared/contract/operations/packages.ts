import { z } from 'zod';
import { uuid } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { fileToken, job, query } from '../operation.ts';

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
    changes: ['packages', 'bodies', 'records', 'entries', 'runs'],
  }),
  /**
   * Seals a return: the answer to a received submission that must be corrected, addressed to its sender. The level
   * above never edits a unit's data; it says what is wrong and sends it back.
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
  'packages.list': query({
    permission: 'data.read',
    reads: ['packages'],
    input: z.object({}),
    output: z.object({
      packages: z.array(packageView.extend({ direction: z.enum(['sent', 'received']), at: z.string() })),
    }),
  }),
};
