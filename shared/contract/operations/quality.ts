/** 数据质量: what is missing, late, double, dangling, shown too long, overdue or wrongly coded. */
import { z } from 'zod';
import { isoDate } from '../../domain/entities.ts';
import { type QualityKind, qualityKindCodes } from '../../domain/quality-kinds.ts';
import { job, page, pageInput, query } from '../operation.ts';

const kind = z.enum(qualityKindCodes as [QualityKind, ...QualityKind[]]);

/** A share: `found` of `among`. */
const share = z.object({ found: z.int(), among: z.int() });

const checked = z.object({
  /** An instant. */
  checkedAt: z.string(),
  /** What was checked has changed since, or another day has begun: the counts may be others now. */
  stale: z.boolean(),
  /** Findings in all that are errors, and that are warnings. */
  errors: z.int(),
  warnings: z.int(),
  /** One for each kind, in its order. */
  kinds: z.array(share.extend({ kind })),
  /** The rule for entering a record that is in force on the day of the check; null without one. */
  entryRule: z.object({ name: z.string(), amount: z.int(), unit: z.string(), basis: z.string() }).nullable(),
});
export type QualityChecked = z.infer<typeof checked>;

const unit = { uscc: z.string(), name: z.string() };

export const qualityOperations = {
  /**
   * The last check, null before the first. With `unit` only what is about that body, its officials, records and ledger
   * rows. `automatic`: so few rows that a page may check by itself.
   */
  'quality.read': query({
    permission: 'data.read',
    reads: [
      'quality',
      'bodies',
      'officials',
      'records',
      'evidence',
      'ledgers',
      'rules',
      'catalogue',
      'regions',
    ],
    input: z.object({ unit: z.string().length(18).optional() }),
    output: z.object({ checked: checked.nullable(), automatic: z.boolean() }),
  }),
  /** Checks everything and keeps the counts until the next check. Reads in steps, so that other calls go on. */
  'quality.check': job({
    permission: 'data.read',
    input: z.object({}),
    output: checked,
    changes: ['quality'],
  }),
  /**
   * The findings of one kind, those entered last first, as they stand now; of duplicates, similar names and wrong codes as
   * they stood at the last check. `side: 'sound'` lists the rest of the denominator (the records entered in time, say),
   * where the kind is looked up now; of the others nothing.
   */
  'quality.findings': query({
    permission: 'data.read',
    reads: [
      'quality',
      'bodies',
      'officials',
      'records',
      'evidence',
      'ledgers',
      'rules',
      'catalogue',
      'regions',
    ],
    input: z.object({
      kind,
      unit: z.string().length(18).optional(),
      side: z.enum(['found', 'sound']).default('found'),
      ...pageInput,
    }),
    output: page(
      z.object({
        /** What identifies the row: of a body its unified code. */
        id: z.string(),
        /** Name of the body or official, title of the record or the ledger row. */
        name: z.string(),
        /** Unified code, file number, document number or the row's number; null without one. */
        number: z.string().nullable(),
        /** Of a ledger row the code of its ledger; null for others. */
        ledger: z.string().nullable(),
        unit: z.object(unit).nullable(),
        /** This office may change it. */
        own: z.boolean(),
        /** Dates, codes and names that say what is wrong; which, depends on the kind. */
        says: z.array(z.string()),
      }),
    ),
  }),
  /** The last check by unit, those with most findings first: errors, warnings and the share of records entered in time. */
  'quality.units': query({
    permission: 'data.read',
    reads: ['quality', 'bodies'],
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          ...unit,
          errors: z.int(),
          warnings: z.int(),
          groups: z.record(z.string(), z.int()),
          /** Records entered in time, of those to which a rule applies. */
          entered: share,
        }),
      ),
    }),
  }),
  /**
   * What indicators about data ask for (D2.2 and D2.3 of the township model), of the records decided in the period of a
   * cycle, as they stand now; units without such records are left out. `errors`: findings that are errors; of duplicates
   * those of the last check. `cycle.unknown`.
   */
  'quality.period': job({
    permission: 'data.read',
    reads: ['quality', 'bodies', 'records', 'rules', 'catalogue', 'evidence', 'cycles'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      from: isoDate,
      to: isoDate,
      rows: z.array(z.object({ uscc: z.string(), entered: share, errors: z.int() })),
    }),
  }),
};
