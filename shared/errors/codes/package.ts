import { z } from 'zod';

/** The package's file name, never its path. */
const file = z.string();
const inFile = z.object({ file }).strict();
const fingerprint = z.string();

/** Failures of sealing, opening and merging packages between offices, and of the keys that sign them. */
export const packageFailures = {
  /** Nothing was sealed for the cycle yet, so there is nothing to list. */
  'delivery.none': z.object({ cycle: z.string() }).strict(),
  'package.notAPackage': inFile,
  /**
   * What does not agree: `incomplete` the file ends too early or was lengthened; `content` its bytes are not those
   * that were sealed; `structure` the container; `manifest` the manifest; `entry` the content named `entry`.
   */
  'package.damaged': z
    .object({
      file,
      what: z.enum(['incomplete', 'content', 'structure', 'manifest', 'entry']),
      entry: z.string().nullable(),
    })
    .strict(),
  'package.newerFormat': z.object({ file, format: z.string() }).strict(),
  'package.tooLarge': z
    .object({ file, limit: z.enum(['bytes', 'entries', 'line', 'manifest']), allowed: z.int() })
    .strict(),
  /** Signed with a key that is not enrolled. */
  'package.untrusted': z.object({ file, fingerprint }).strict(),
  'package.keyRevoked': z.object({ file, office: z.string(), fingerprint }).strict(),
  'package.signatureInvalid': inFile,
  /** Signed with the key of one enrolled office, but says that it comes from another one. */
  'package.wrongSender': z.object({ file, claimed: z.string(), signedBy: z.string() }).strict(),
  'package.wrongReceiver': z.object({ file, receiver: z.string() }).strict(),
  'package.wrongKind': z.object({ file, kind: z.string() }).strict(),
  'package.tableMissing': z.object({ file, table: z.string() }).strict(),
  /** The package holds a table that this version would silently ignore. */
  'package.unknownTable': z.object({ file, table: z.string() }).strict(),
  'package.badRow': z
    .object({ file, table: z.string(), line: z.int().positive(), field: z.string().nullable() })
    .strict(),
  'package.evidenceMissing': z.object({ file, sha256: z.string() }).strict(),
  'package.foreignOwner': z
    .object({ file, table: z.string(), line: z.int().positive(), owner: z.string() })
    .strict(),
  /** An evidence file to be sealed is not the one that was registered. */
  'package.evidenceChanged': z.object({ sha256: z.string() }).strict(),

  'key.notAKeyFile': inFile,
  'key.newerFormat': z.object({ file, format: z.string() }).strict(),
  /** The fingerprint written in the key file is not that of the key in it. */
  'key.damaged': inFile,
  /** The fingerprint that the clerk entered is not that of the key. */
  'key.fingerprintDiffers': z.object({ file, expected: z.string(), found: z.string() }).strict(),
  'key.exists': inFile,
  'key.privateKeyUnusable': inFile,
} as const;

/** Findings about a package that was verified: worth knowing, no reason to refuse. */
export const packageFindings = {
  'package.receiverUnnamed': z.object({}).strict(),
  'package.createdInFuture': z.object({ createdAt: z.string(), now: z.string() }).strict(),
  'package.senderRenamed': z
    .object({ field: z.enum(['name', 'regionCode', 'level']), enrolled: z.string(), claimed: z.string() })
    .strict(),

  // What a submission that is about to be sealed would lack.
  'package.noUnits': z.object({ cycle: z.string() }).strict(),
  'package.noValues': z.object({ cycle: z.string() }).strict(),
  'package.unitWithoutValues': z.object({ unit: z.string() }).strict(),
  'package.itemsMissing': z.object({ unit: z.string(), missing: z.int(), required: z.int() }).strict(),
  'package.draftsOpen': z.object({ unit: z.string(), count: z.int() }).strict(),
  'package.runMissing': z.object({ model: z.string() }).strict(),
  /** The newest run was made from other values, or by another version of the model. */
  'package.runOutdated': z.object({ model: z.string(), at: z.string() }).strict(),
  'package.evidenceAbsent': inFile,
  /** Rows of ours about bodies that another office keeps: they stay behind. */
  'package.rowsLeftOut': z.object({ count: z.int() }).strict(),
  'package.conflictsOpen': z.object({ count: z.int() }).strict(),
  'package.lastReturned': z.object({ by: z.string(), reason: z.string() }).strict(),
} as const;
