import { z } from 'zod';

const inFile = z.object({ file: z.string() }).strict();

/** Failures of 佐证材料. */
export const evidenceFailures = {
  'evidence.unknown': z.object({}).strict(),
  'evidence.ownerUnknown': z.object({}).strict(),
  /** The declaration that nothing is 涉密 was not given. */
  'evidence.notDeclared': z.object({}).strict(),
  /** `reason` says it whole, in Chinese. */
  'evidence.locked': z.object({ reason: z.string() }).strict(),
  'evidence.fileGone': inFile,
  'evidence.fileChanged': inFile,
  'evidence.noPreview': inFile,
} as const;

/** Findings about evidence: why a file was not taken, and what is doubtful about one that was. */
export const evidenceFindings = {
  'evidence.secretName': z.object({ file: z.string(), marker: z.string() }).strict(),
  'evidence.secretText': z.object({ file: z.string(), marker: z.string() }).strict(),
  'evidence.empty': inFile,
  'evidence.tooLarge': z.object({ file: z.string(), megabytes: z.number(), allowed: z.number() }).strict(),
  'evidence.program': inFile,
  'evidence.script': inFile,
  'evidence.macros': inFile,
  'evidence.archive': inFile,
  'evidence.kindRefused': z.object({ file: z.string(), kinds: z.string() }).strict(),
  /** The name says another kind than the content. */
  'evidence.nameDiffers': z.object({ file: z.string(), kind: z.string(), extensions: z.string() }).strict(),
  'evidence.known': z.object({ file: z.string(), as: z.string() }).strict(),
  'evidence.lost': inFile,
  'evidence.changedOnDisk': inFile,
  'evidence.early': z.object({ file: z.string(), date: z.string(), from: z.string() }).strict(),
  /** `places` names the first of them. */
  'evidence.reused': z.object({ file: z.string(), count: z.int(), places: z.string() }).strict(),
  'evidence.recordLacks': z.object({ documentNo: z.string() }).strict(),
  'evidence.entryLacks': z.object({ leaf: z.string() }).strict(),
  'evidence.recordRevoked': z.object({}).strict(),
  'evidence.rowWithdrawn': z.object({}).strict(),
} as const;
