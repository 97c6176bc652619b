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
  'fileItem.unknown': z.object({ item: z.string() }),
  'fileItem.withdrawn': z.object({ date: z.string() }),
  'bodyChange.unknown': z.object({ change: z.string() }),
  'bodyChange.withdrawn': z.object({ date: z.string() }),
  /** Something later builds on the change. */
  'bodyChange.laterChange': z.object({ date: z.string() }),
} as const;

const dated = z.object({ date: z.string() }).strict();
const ofBody = z.object({ name: z.string() }).strict();

/** Findings about what became of bodies, and about bodies and officials that may be there already. */
export const subjectFindings = {
  'bodyChange.inFuture': dated,
  'bodyChange.needed': z.object({ kind: z.string() }).strict(),
  'bodyChange.formerNameNeeded': ofBody,
  'bodyChange.sameName': none,
  'bodyChange.notItsName': ofBody,
  /** A later rename begins with another name. */
  'bodyChange.laterRename': z.object({ date: z.string(), name: z.string() }).strict(),
  'bodyChange.laterMove': dated,
  'bodyChange.alreadyClosed': dated,
  'bodyChange.beforeItsTime': dated,
  'bodyChange.otherUnknown': z.object({ uscc: z.string() }).strict(),
  'bodyChange.otherClosed': z.object({ name: z.string(), date: z.string() }).strict(),
  'bodyChange.itself': none,
  'bodyChange.sameSuperior': none,
  'bodyChange.shortNameStays': z.object({ shortName: z.string() }).strict(),
  'bodyChange.subordinates': z.object({ count: z.int() }).strict(),
  'fileItem.inFuture': dated,
  'fileItem.yearUnlikely': z.object({ year: z.int() }).strict(),
  'fileItem.assessedAlready': z.object({ year: z.int() }).strict(),
  /** The rule says another last day than was typed. */
  'fileItem.untilDiffers': z.object({ expected: z.string(), name: z.string(), basis: z.string() }).strict(),
  'fileItem.noRule': dated,
  /** Another body whose name may mean the same one; `former` when it is called so no more. */
  'body.similarName': z
    .object({
      name: z.string(),
      uscc: z.string(),
      how: z.enum(['same', 'core', 'oneApart']),
      former: z.boolean(),
    })
    .strict(),
  /** Another row of the same file. */
  'body.similarInFile': z
    .object({ name: z.string(), row: z.int(), how: z.enum(['same', 'core', 'oneApart']) })
    .strict(),
  /** Another official of the body who may be the same person. */
  'official.similar': z
    .object({ name: z.string(), id: z.string(), how: z.enum(['same', 'oneApart']) })
    .strict(),
  'official.similarInFile': z
    .object({ name: z.string(), row: z.int(), how: z.enum(['same', 'oneApart']) })
    .strict(),
} as const;
