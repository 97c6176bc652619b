import { z } from 'zod';

/** Failures of 信用档案: what was asked for is not there, or is closed. */
export const archiveFailures = {
  'record.unknown': z.object({ record: z.string() }),
  /** Withdrawn for good: it is only kept for the file. */
  'record.revoked': z.object({ documentNo: z.string() }),
  /** Only what is over can be put away. */
  'record.notOver': z.object({ documentNo: z.string() }),
  'official.unknown': z.object({ official: z.string() }),
  /** Somebody else (an import, a package) changed the row since the form was opened. */
  'form.changedMeanwhile': z.object({ what: z.string() }),
} as const;

/** Findings of the forms of 信用档案, beyond those that they share with the imports. */
export const archiveFindings = {
  'body.exists': z.object({ name: z.string() }).strict(),
  'body.codeFixed': z.object({ uscc: z.string() }).strict(),
  'official.alreadyHere': z.object({ body: z.string() }).strict(),
  'official.elsewhere': z.object({ body: z.string() }).strict(),
  'official.namesake': z.object({ count: z.int() }).strict(),
  'record.officialUnknown': z.object({}).strict(),
  'record.officialElsewhere': z.object({ elsewhere: z.string() }).strict(),
  /** `record` is the identifier of the record that is there already. */
  'record.duplicate': z.object({ record: z.string(), documentNo: z.string(), date: z.string() }).strict(),
  'record.duplicateRevoked': z
    .object({ record: z.string(), documentNo: z.string(), date: z.string() })
    .strict(),
  'record.showAnywayNeedsReason': z.object({}).strict(),
} as const;
