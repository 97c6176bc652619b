import { z } from 'zod';
import { enrolledOffice, instant, office, officeLevelCode, uuid } from '../../domain/entities.ts';
import { command, fileToken, job, query } from '../operation.ts';

const statedOffice = z.object({
  id: uuid,
  regionCode: z.string(),
  name: z.string(),
  level: officeLevelCode,
  /** The office that it reports to; the name is null where that office is not known here. */
  parentId: uuid,
  parentName: z.string().nullable(),
  /** Whose packages say so. */
  statedBy: z.object({ id: uuid, name: z.string(), revoked: z.boolean() }),
  /** When its last package that says so was taken in. */
  statedAt: instant,
});

const publicKey = z.object({ publicKey: z.string(), fingerprint: z.string() });

/** The office that this data folder belongs to, its signing key and the offices that it trusts. */
export const officeOperations = {
  /**
   * Makes a new data folder: database, signing key, default models and catalogue; with `sample` the fictional
   * sample county too. Fails with `database.alreadyExists` and changes nothing when there is one.
   */
  'office.initialise': job({
    permission: 'office.manage',
    withoutDatabase: true,
    input: z.object({
      regionCode: z.string().length(12),
      name: z.string().trim().min(1).max(100),
      level: officeLevelCode,
      sample: z.boolean().default(false),
    }),
    output: z.object({
      office,
      key: publicKey,
      models: z.array(z.string()),
      bodies: z.int(),
      records: z.int(),
    }),
    changes: ['office', 'keys', 'bodies', 'officials', 'records', 'models', 'cycles', 'entries'],
  }),
  /** This office and how much its database holds. */
  'office.read': query({
    permission: 'data.read',
    reads: ['office', 'bodies', 'officials', 'records', 'cycles', 'runs'],
    input: z.object({}),
    output: z.object({
      office,
      key: publicKey,
      counts: z.object({
        bodies: z.int(),
        officials: z.int(),
        records: z.int(),
        cycles: z.int(),
        runs: z.int(),
      }),
    }),
  }),
  /** Writes this office's public key as a key file for the offices that shall trust it. */
  'keys.export': command({
    permission: 'key.manage',
    input: z.object({ file: fileToken }),
    output: publicKey,
  }),
  /**
   * What a key file says of itself, before it is trusted: whose it is, its fingerprint, and whether that key is
   * enrolled here already. Proves nothing. `key.notAKeyFile`, `key.damaged`, `file.*`.
   */
  'keys.inspect': query({
    permission: 'data.read',
    reads: ['keys'],
    input: z.object({ file: fileToken }),
    output: z.object({
      office: z.object({ id: uuid, regionCode: z.string(), name: z.string(), level: officeLevelCode }),
      fingerprint: z.string(),
      /** `other`: the office is enrolled with another key, which must be revoked first. */
      enrolled: z.enum(['no', 'this', 'revoked', 'other']),
    }),
  }),
  /**
   * Enrols another office by its key file. The fingerprint must have come by another way (paper, telephone) and must
   * equal the key's; `key.fingerprintDiffers` otherwise. `parentFingerprint` names the enrolled office through
   * which this one reports.
   */
  'keys.trust': command({
    permission: 'key.manage',
    input: z.object({
      file: fileToken,
      fingerprint: z.string().min(1),
      parentFingerprint: z.string().nullable().default(null),
    }),
    output: enrolledOffice,
    changes: ['keys'],
  }),
  /**
   * Ends the trust in an office's key: nothing signed with it is accepted from now on; what was merged before stays.
   * A new key of the same office can then be enrolled. `office.notEnrolled`.
   */
  'keys.revoke': command({
    permission: 'key.manage',
    input: z.object({ office: uuid }),
    output: enrolledOffice,
    changes: ['keys'],
  }),
  /**
   * Every enrolled office, revoked ones too; and apart from them those that enrolled ones state to report through them:
   * their rows come up with that office's packages, their own signatures are not accepted.
   */
  'keys.list': query({
    permission: 'data.read',
    reads: ['keys', 'packages'],
    input: z.object({}),
    output: z.object({ offices: z.array(enrolledOffice), stated: z.array(statedOffice) }),
  }),
};
