import { z } from 'zod';

/** The archive's folder, its own name only. */
const named = z.object({ name: z.string() }).strict();

/** Failures of making and opening the archive of a cycle. */
export const cycleArchiveFailures = {
  'cycleArchive.notAnArchive': named,
  'cycleArchive.newerFormat': z.object({ name: z.string(), format: z.string() }).strict(),
  'cycleArchive.manifestDamaged': named,
  'cycleArchive.signatureInvalid': named,
  /** The results are not final yet. */
  'cycleArchive.tooEarly': z.object({ cycle: z.string(), status: z.string() }).strict(),
  /** Something was done to the cycle while its archive was written. */
  'cycleArchive.changedMeanwhile': z.object({ cycle: z.string() }).strict(),
  /** What was written did not pass its own verification. */
  'cycleArchive.notGood': z.object({ name: z.string(), problems: z.int() }).strict(),
  /** The audit log of the database is broken: an archive of it would vouch for nothing. */
  'cycleArchive.logBroken': z.object({ sequence: z.int() }).strict(),
  /** The stage wants an archive made after the last change of results. */
  'cycleArchive.needed': z.object({ cycle: z.string() }).strict(),
} as const;

/** What a verification found. */
export const cycleArchiveFindings = {
  'cycleArchive.fileAdded': z.object({ file: z.string() }).strict(),
  'cycleArchive.fileMissing': z.object({ file: z.string() }).strict(),
  'cycleArchive.fileChanged': z.object({ file: z.string() }).strict(),
  'cycleArchive.rowsDiffer': z.object({ file: z.string(), said: z.int(), found: z.int() }).strict(),
  'cycleArchive.modelDiffers': z.object({ model: z.string(), version: z.string() }).strict(),
  'cycleArchive.runDiffers': z.object({ run: z.string() }).strict(),
  'cycleArchive.auditBroken': z.object({ sequence: z.int() }).strict(),
  /** Signed with a key that is neither this office's nor enrolled. */
  'cycleArchive.signerUnknown': z.object({ fingerprint: z.string() }).strict(),
  /** Signed with another key than the one whose fingerprint was given. */
  'cycleArchive.signerDiffers': z.object({ expected: z.string(), found: z.string() }).strict(),

  // While it is made.
  'cycleArchive.evidenceLost': z.object({ file: z.string() }).strict(),
} as const;
