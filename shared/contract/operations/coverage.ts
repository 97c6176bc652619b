import { z } from 'zod';
import { type CoverageKind, coverageKinds } from '../../domain/coverage.ts';
import { bodyTypeCode, isoDate } from '../../domain/entities.ts';
import { page, pageInput, query } from '../operation.ts';

const kinds = Object.keys(coverageKinds) as [CoverageKind, ...CoverageKind[]];
const counts = z.object(
  Object.fromEntries(kinds.map((kind) => [kind, z.int()])) as Record<CoverageKind, z.ZodInt>,
);

/** 部门合力: which bodies have fed which kinds of data. */
export const coverageOperations = {
  /**
   * Bodies in use on the last day, with the rows of each kind about them that were entered or changed within the period
   * (both days included), and the records that they issued as 认定机关 (by name, former names too). With `without` only
   * bodies that fed nothing of that kind. Of all that fit: `sums` rows, and `feeding` bodies with at least one.
   */
  'coverage.matrix': query({
    permission: 'data.read',
    reads: ['bodies', 'officials', 'records', 'ledgers', 'entries'],
    input: z.object({
      ...pageInput,
      from: z.iso.date(),
      to: z.iso.date(),
      text: z.string().max(100).optional(),
      bodyType: bodyTypeCode.optional(),
      without: z.enum(kinds).optional(),
    }),
    output: page(
      z.object({
        uscc: z.string(),
        name: z.string(),
        bodyType: bodyTypeCode,
        counts,
        /** Kinds of which there is anything. */
        fed: z.int(),
        /** Last day within the period on which anything was entered or changed. */
        last: isoDate.nullable(),
      }),
    ).extend({ total: z.int(), sums: counts, feeding: counts }),
  }),
};
