import { z } from 'zod';
import { cycleStatusCode, scorerRoleCode } from '../../domain/entities.ts';

const none = z.object({});
const stage = z.object({ role: scorerRoleCode, status: cycleStatusCode, openIn: cycleStatusCode });

/** Failures of entry work and of moving a cycle through its stages. */
export const entryFailures = {
  /** A cycle goes forward by one stage, or back by one while its result is not final. */
  'cycle.stageOrder': z.object({
    cycle: z.string(),
    from: cycleStatusCode,
    to: cycleStatusCode,
    /** The stages that it can go to from where it is. */
    allowed: z.array(cycleStatusCode),
  }),
  'cycle.unitInUse': z.object({ cycle: z.string(), unit: z.string() }),
  'entry.modelNotOfCycle': z.object({ cycle: z.string(), model: z.string() }),
  'entry.itemUnknownHere': z.object({ leaf: z.string(), item: z.string() }),
  'entry.branchUnknownHere': z.object({ branch: z.string() }),
  /** A unit beside this office's own: its entry work is not shown here. */
  'entry.otherUnit': z.object({ unit: z.string() }),
  'entry.columnNotForUnits': none,
  'decision.locked': z.object({
    status: cycleStatusCode,
    openIn: cycleStatusCode.nullable(),
    /** The final review of the unit is done. */
    confirmed: z.boolean(),
  }),
} as const;

/** Findings about values being entered: why a cell cannot be changed, and what is doubtful or missing. */
export const entryFindings = {
  'entry.percent': z.object({ given: z.string() }),
  'entry.draftNotScored': none,
  /** A reviewer's value changes the score by more than the limit, and nobody has said why. Points null: not comparable. */
  'entry.reasonOwed': z.object({
    label: z.string(),
    self: z.string(),
    given: z.string(),
    selfPoints: z.string().nullable(),
    givenPoints: z.string().nullable(),
    difference: z.string().nullable(),
    limit: z.string(),
  }),

  'entry.locked.closed': z.object({ status: cycleStatusCode }),
  'entry.locked.over': stage,
  'entry.locked.notYet': stage,
  'entry.locked.otherRole': z.object({ by: z.string() }),
  'entry.locked.otherOffice': none,
  'entry.locked.notApplicable': z.object({ reason: z.string() }),
  'entry.locked.weighted': none,
  'entry.locked.modelDisabled': z.object({ model: z.string() }),

  'entry.missing.blocks': none,
  'entry.missing.zero': none,
  'entry.missing.excluded': none,
  /** Every item has a value, and together they count as missing. */
  'entry.missing.asMissing': z.object({ why: z.string() }),
  /** The unit's own figure is not what the credit records say, which stand before it. */
  'entry.differsFromRecords': z.object({
    self: z.string(),
    derived: z.string(),
    difference: z.string().nullable(),
    records: z.int(),
  }),
  /** A reviewer's value differs from the unit's own, and nothing says why. */
  'entry.differsFromSelf': z.object({
    self: z.string(),
    given: z.string(),
    difference: z.string().nullable(),
  }),
} as const;
