import { z } from 'zod';

const none = z.object({}).strict();

/** Failures of region codes, of what became of bodies, and of officials' files. */
export const subjectFailures = {
  'regions.notATable': z.object({ name: z.string() }),
  'regions.tooLarge': z.object({ name: z.string(), limitMb: z.int() }),
  'regions.codeInvalid': z.object({ row: z.int(), code: z.string() }),
  /** A unit without the one that it lies in. */
  'regions.parentMissing': z.object({ row: z.int(), code: z.string(), name: z.string() }),
  'regions.bundledInUse': none,
} as const;
