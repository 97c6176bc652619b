import { z } from 'zod';

/** Failures of the files that come with the program. They mean a damaged installation, never a user's mistake. */
export const resourceFailures = {
  'resource.missing': z.object({ file: z.string() }),
  'resource.invalid': z.object({ file: z.string(), path: z.string() }),
} as const;
