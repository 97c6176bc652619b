import { z } from 'zod';
import {
  cycleContent,
  cycleStatusCode,
  cycleUnit,
  decisionContent,
  entryContent,
  scorerRoleCode,
  unitStateCode,
} from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, page, pageInput, query } from '../operation.ts';

/** Who can enter values. */
export const entryRoleCode = scorerRoleCode.exclude(['derived']);

/** Longest text that a cell keeps, whether it is a value or a draft. */
const typedText = z.string().max(500);
const scalar = entryContent.shape.value;

/** Names one cell of a cycle: what one role states for one item of one leaf of one unit. */
const cellPlace = z.object({
  bodyUscc: z.string(),
  leaf: z.string(),
  item: z.string(),
  role: entryRoleCode,
});

/** What one role has stated in one cell. */
const stated = z.object({
  /** Of the stored value, for its evidence; null while there is only a draft. */
  id: z.string().nullable(),
  /** The value that is scored; null when there is none. */
  value: scalar,
  /** The value as it would be typed; a draft's text as it was typed. */
  text: z.string(),
  /** True: `text` is kept as typed, but is no valid value; `findings` say why. It is neither scored nor packaged. */
  draft: z.boolean(),
  note: z.string().nullable(),
  evidence: z.string().nullable(),
  updatedAt: z.string().nullable(),
  findings: z.array(finding),
});

const score = z.object({
  /** `invalid` when a value is wrong; the others as in a result. */
  status: z.enum(['scored', 'missing', 'excluded', 'invalid']),
  /** Of the leaf's nominal points, rounded as the model publishes; null when the leaf does not count. */
  points: z.string().nullable(),
  /** The arithmetic, in words. */
  trace: z.string(),
});

/** One item of a leaf, as one line of a sheet. */
const sheetItem = z.object({
  item: z.string(),
  label: z.string(),
  /** 计量单位, where the model names one. */
  unit: z.string().nullable(),
  type: z.enum(['count', 'number', 'flag', 'level']),
  /** Of type `level`, best first. */
  levels: z.array(z.string()),
  /** Of a number with a range, as text. */
  minimum: z.string().nullable(),
  maximum: z.string().nullable(),
  /** Why the sheet's role cannot change this cell now; null when it can. */
  lock: finding.nullable(),
  /** True where the sheet's role is asked for this value, not merely allowed to state one. */
  asked: z.boolean(),
  /** By role; roles that have stated nothing are absent. */
  stated: z.partialRecord(entryRoleCode, stated),
  /** What the credit database yields, where the model draws the item from it. */
  derived: z.object({ value: z.number().nullable(), records: z.int() }).nullable(),
  /** The value that counted in the last cycle, with who had stated it. */
  previous: z.object({ value: scalar, text: z.string(), role: scorerRoleCode }).nullable(),
  /** The value that counts now, by the order of trust; null while there is none, and on leaves with weighted roles. */
  counted: z.object({ value: scalar, role: scorerRoleCode }).nullable(),
  /** The reviewers' value less the unit's own, numbers only, as text; absent where either is missing. */
  differences: z.partialRecord(entryRoleCode, z.string()),
  /** Reviewers who have to say here why the score differs from the unit's own (`entry.reasonOwed`). */
  reasonsOwed: z.partialRecord(entryRoleCode, finding),
});

/** A leaf of a unit's model with everything that has been stated for it. */
const sheetLeaf = z.object({
  code: z.string(),
  /** Roles asked for its values: role codes, or the model's own. */
  askedOf: z.array(z.string()),
  /** True where the roles' rates are averaged by weight. */
  weighted: z.boolean(),
  /** The scoring rule in words. */
  rule: z.string(),
  basis: z.string().nullable(),
  /** Where the data comes from. */
  source: z.string().nullable(),
  evidence: z.enum(['required', 'optional', 'none']),
  /** The reason why the leaf does not apply to the unit; null when it applies. */
  notApplicable: z.string().nullable(),
  items: z.array(sheetItem),
  /** What each role's own values come to. */
  scores: z.partialRecord(entryRoleCode, score),
  /** What the values that count come to. */
  counted: score,
  /** About the leaf as a whole: contradictions, missing evidence, formulas that cannot be computed. */
  findings: z.array(finding),
});

const sheetNode = z.object({
  code: z.string(),
  name: z.string(),
  parent: z.string().nullable(),
  /** 0 for the roots. */
  depth: z.int(),
  /** Nominal points. */
  points: z.string(),
  leaf: sheetLeaf.nullable(),
});

/** What one role states in one cell, and what others do; `sheetItem` without what is the same in all units. */
const matrixCell = z.object({
  text: z.string(),
  draft: z.boolean(),
  /** It has a note or names evidence. */
  noted: z.boolean(),
  /** Position of the reason why the role cannot change it now; null when it can. */
  lock: z.int().nullable(),
  /** About this cell, with the reason that a reviewer owes. */
  findings: z.array(finding),
  /** The value that counts as long as this role states none; null where there is none, and on leaves with weighted roles. */
  others: z.object({ text: z.string(), role: scorerRoleCode }).nullable(),
});

/** Cells that the role is asked for: how many there are, hold a value, hold a draft, hold nothing. */
const cellCounts = z.object({ total: z.int(), filled: z.int(), wrong: z.int(), empty: z.int() });

const cycleHead = cycleContent.pick({ code: true, name: true, year: true, status: true });

const cellChange = cellPlace.extend({
  /** As typed; empty or null clears the cell. Left out: the value stays. */
  text: typedText.nullable().optional(),
  /** Left out: stays. Null or empty: removed. */
  note: z.string().max(2000).nullable().optional(),
  evidence: z.string().max(500).nullable().optional(),
});

const cellAnswer = cellPlace.extend({
  /**
   * `stored` a valid value; `draft` kept as typed, not valid; `cleared`; `unchanged`; `refused` because the cell is
   * locked or unknown, and nothing about it has changed.
   */
  outcome: z.enum(['stored', 'draft', 'cleared', 'unchanged', 'refused']),
  /** Why it is a draft or was refused, or what is doubtful about the value. */
  findings: z.array(finding),
  value: scalar,
  text: z.string(),
  note: z.string().nullable(),
  evidence: z.string().nullable(),
  /** What the cell held before: entering `text` again restores it. */
  previous: z.object({ text: z.string(), note: z.string().nullable(), evidence: z.string().nullable() }),
});

/** 复制上期 for one unit, or for one item of all units that a model assesses. */
const copyRequest = z.object({
  cycle: z.string(),
  role: entryRoleCode,
  of: z.union([
    z.object({ bodyUscc: z.string() }),
    z.object({ modelCode: z.string(), modelVersion: z.string(), leaf: z.string(), item: z.string() }),
  ]),
});

const copyCounts = z.object({
  /** Null when there is no earlier cycle; then nothing is copied. */
  from: cycleHead.nullable(),
  copied: z.int(),
  /** Not copied: the cell was filled, there was nothing to copy, or the cell or the old value is not allowed. */
  kept: z.int(),
  nothingBefore: z.int(),
  refused: z.int(),
});

/** Most leaves that an answer carries whole; a larger change is looked at anew. */
export const mostLeavesAnswered = 50;

/** Entering and reviewing values, and what only the assessor decides. */
export const entryOperations = {
  /**
   * The sheet of one unit: its frozen model in order with everything stated, as one role works on it.
   * `cycle.unknown`, `cycle.unitUnknown`, `entry.otherUnit` for a unit beside this office's own.
   */
  'entries.sheet': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'evidence', 'records', 'officials', 'ledgers', 'bodies', 'models'],
    input: z.object({ cycle: z.string(), bodyUscc: z.string(), role: entryRoleCode }),
    output: z.object({
      cycle: cycleHead,
      unit: z.object({ uscc: z.string(), name: z.string(), group: z.string().nullable() }),
      model: z.object({ code: z.string(), version: z.string(), name: z.string(), decimals: z.int() }),
      role: entryRoleCode,
      /** Why the role cannot enter anything now; null when it can. */
      lock: finding.nullable(),
      /** How far the unit is. */
      state: unitStateCode,
      /** The cycle that last period's values come from. */
      previous: cycleHead.nullable(),
      counts: cellCounts,
      nodes: z.array(sheetNode),
    }),
  }),
  /**
   * The same turned round: one item of one leaf for every unit of a cycle that is assessed by a model, in the order of
   * unified codes, a page at a time. A unit's own office sees no column of the units beside it.
   * `cycle.unknown`, `entry.modelNotOfCycle`, `entry.itemUnknownHere`, `entry.columnNotForUnits`.
   */
  'entries.column': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'evidence', 'records', 'officials', 'ledgers', 'bodies', 'models'],
    input: z.object({
      cycle: z.string(),
      modelCode: z.string(),
      modelVersion: z.string(),
      leaf: z.string(),
      item: z.string(),
      role: entryRoleCode,
      ...pageInput,
    }),
    output: page(
      z.object({
        bodyUscc: z.string(),
        name: z.string(),
        group: z.string().nullable(),
        line: sheetItem,
        counted: score,
      }),
    ).extend({ total: z.int() }),
  }),
  /**
   * A table of units by indicators: all items of the leaves at and below one node (`branch`; null: of the whole model) for every
   * unit of a cycle that is assessed by a model, one role's values, in the order of unified codes, a page at a time. A unit's own
   * office sees no such table. `cycle.unknown`, `entry.modelNotOfCycle`, `entry.branchUnknownHere`, `entry.columnNotForUnits`.
   */
  'entries.matrix': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'evidence', 'records', 'officials', 'ledgers', 'bodies', 'models'],
    input: z.object({
      cycle: z.string(),
      modelCode: z.string(),
      modelVersion: z.string(),
      branch: z.string().nullable(),
      role: entryRoleCode,
      ...pageInput,
    }),
    output: page(
      z.object({
        bodyUscc: z.string(),
        name: z.string(),
        group: z.string().nullable(),
        /** One for each item of each leaf, in the order of `leaves`. */
        cells: z.array(matrixCell),
      }),
    ).extend({
      leaves: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          items: z.array(sheetItem.pick({ item: true, label: true, unit: true, type: true, levels: true })),
        }),
      ),
      /** Why cells of this page cannot be changed; cells name their reason by its position. */
      locks: z.array(finding),
      total: z.int(),
    }),
  }),
  /**
   * Enters one value by a role. The value is checked against the model; findings of severity error refuse it.
   * `cycle.closed` once the cycle is finalised.
   */
  'entries.put': command({
    permission: 'data.import',
    input: z.object({
      cycle: z.string(),
      bodyUscc: z.string(),
      leaf: z.string(),
      item: z.string(),
      role: entryRoleCode,
      value: scalar,
      note: z.string().max(2000).nullable().default(null),
      evidence: z.string().max(500).nullable().default(null),
    }),
    output: z.object({ stored: z.boolean(), findings: z.array(finding) }),
    changes: ['entries'],
  }),
  /**
   * Enters cells as they were typed, all in one transaction, each answered in turn: a text that is no valid value is
   * kept as a draft until a valid one comes or the cell is cleared; a locked cell is refused and the others go on.
   * `cycle.unknown`, `cycle.closed`, `cycle.unitUnknown`.
   */
  'entries.putMany': command({
    permission: 'data.import',
    input: z.object({ cycle: z.string(), cells: z.array(cellChange).min(1).max(10_000) }),
    output: z.object({
      cells: z.array(cellAnswer),
      /** The leaves touched, as they are now; empty when they are more than `mostLeavesAnswered`. */
      leaves: z.array(z.object({ bodyUscc: z.string(), leaf: sheetLeaf })),
    }),
    changes: ['entries'],
  }),
  /**
   * What 复制上期 would do now, with the cells it would fill (at most 200 of them): the same answer without a change. Cells
   * that another office holds are only told when it is done. Failures as of `entries.copyPrevious`.
   */
  'entries.previewCopy': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'models'],
    input: copyRequest,
    output: copyCounts.extend({
      cells: z.array(
        z.object({
          bodyUscc: z.string(),
          unitName: z.string(),
          leaf: z.string(),
          leafName: z.string(),
          itemLabel: z.string(),
          text: z.string(),
        }),
      ),
    }),
  }),
  /**
   * 复制上期: copies what the role stated in the last cycle into its empty cells, for one unit or for one item of all
   * units that a model assesses. A cell that holds a value or a draft stays. To take it back, enter `previous` of each.
   * `cycle.unknown`, `cycle.closed`, `cycle.unitUnknown`, `entry.modelNotOfCycle`, `entry.itemUnknownHere`.
   */
  'entries.copyPrevious': command({
    permission: 'data.import',
    input: copyRequest,
    output: copyCounts.extend({ cells: z.array(cellAnswer) }),
    changes: ['entries'],
  }),
  /**
   * 审核: everything missing, invalid, contradictory or left as a draft over the present values, of one unit or of all,
   * a page of units at a time. Each finding names unit, leaf, item and role where it has them.
   * `cycle.unknown`, `cycle.unitUnknown`.
   */
  'entries.check': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'records', 'officials', 'ledgers', 'bodies', 'models'],
    input: z.object({
      cycle: z.string(),
      bodyUscc: z.string().nullable().default(null),
      cursor: pageInput.cursor,
      limit: z.int().min(1).max(200).default(50),
    }),
    output: page(
      z.object({
        bodyUscc: z.string(),
        name: z.string(),
        errors: z.int(),
        warnings: z.int(),
        findings: z.array(
          finding.extend({
            /** Name of the leaf and label of the item concerned. */
            leafName: z.string().optional(),
            itemLabel: z.string().optional(),
            /**
             * A warning with an explanation (说明) of just these values, or a note beside its cell, that no reader has
             * refused.
             */
            explained: z.boolean(),
            /** What was written about it, and what a reader thought of that. */
            explanation: z
              .object({
                id: z.string(),
                text: z.string(),
                /** This office wrote it. */
                own: z.boolean(),
                writtenAt: z.string(),
                /** The values have changed since. */
                outdated: z.boolean(),
                reading: z
                  .object({
                    accepted: z.boolean(),
                    remark: z.string().nullable(),
                    readAt: z.string(),
                    actor: z.string(),
                  })
                  .nullable(),
              })
              .nullable(),
          }),
        ),
      }),
    ).extend({ units: z.int() }),
  }),
  /**
   * Who stated what in one cell, newest first: values, notes and names of evidence that were entered here. What an import or
   * a package brought is only known as it stands (`logged` false). `cycle.unknown`, `cycle.unitUnknown`, `entry.otherUnit`.
   */
  'entries.history': query({
    permission: 'data.read',
    reads: ['entries', 'cycles'],
    input: cellPlace.extend({ cycle: z.string() }),
    output: z.object({
      changes: z.array(
        z.object({
          at: z.string(),
          actor: z.string(),
          what: z.enum(['value', 'note', 'evidence']),
          /** As it would be typed; empty for nothing. */
          before: z.string(),
          after: z.string(),
        }),
      ),
      /** The cell as it stands; null when nothing was ever stored in it. */
      present: z
        .object({
          text: z.string(),
          updatedAt: z.string(),
          /** False: another office stated it. */
          own: z.boolean(),
          /** True when the last change above made it what it is. */
          logged: z.boolean(),
        })
        .nullable(),
    }),
  }),
  /**
   * The list behind a value that the credit database yields: the rule in words and the records or ledger rows it counts, the
   * latest first. `cycle.unknown`, `cycle.unitUnknown`, `entry.otherUnit`, `entry.itemUnknownHere` for an item that is not
   * drawn from the database.
   */
  'entries.derivation': query({
    permission: 'data.read',
    reads: ['cycles', 'records', 'ledgers', 'models'],
    input: cellPlace.omit({ role: true }).extend({ cycle: z.string() }),
    output: z.object({
      rule: z.string(),
      value: z.number().nullable(),
      /** `7` or `1/3`; null for a ratio over nothing. */
      exact: z.string().nullable(),
      /** How many rows were counted, summed or divided by; `rows` lists at most 200 of them. */
      total: z.int(),
      /** Of a ratio: how many of them are in its numerator; else null. */
      met: z.int().nullable(),
      rows: z.array(
        z.object({
          id: z.string(),
          /** The ledger whose row it is; null for a credit record. */
          ledger: z.string().nullable(),
          number: z.string(),
          title: z.string(),
          date: z.string(),
          /** Of a ratio: whether the row is in its numerator; else null. */
          met: z.boolean().nullable(),
        }),
      ),
    }),
  }),
  /**
   * How far each unit of a cycle is, in the order of unified codes, a page at a time: cells asked for, by role.
   * `cycle.unknown`.
   */
  'cycles.progress': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'bodies', 'models'],
    input: z.object({ cycle: z.string(), ...pageInput }),
    output: page(
      cycleUnit.omit({ cycleCode: true }).extend({
        name: z.string(),
        /** How far the unit is, since when, and until when a returned one may fill in. */
        state: unitStateCode,
        stateSince: z.string().nullable(),
        returnedUntil: z.string().nullable(),
        /** Over all roles. */
        counts: cellCounts,
        byRole: z.partialRecord(entryRoleCode, cellCounts),
        /** Instant of the unit's latest entry. */
        updatedAt: z.string().nullable(),
      }),
    ).extend({ units: z.int() }),
  }),
  /** Decisions of a cycle, of one unit or of all. `cycle.unknown`. */
  'decisions.list': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'models'],
    input: z.object({ cycle: z.string(), bodyUscc: z.string().nullable().default(null) }),
    output: z.object({
      decisions: z.array(
        decisionContent.extend({
          /** What the model calls the item, veto or node. */
          name: z.string(),
          updatedAt: z.string(),
          /** False: another office decided so, and only that office can change it. */
          own: z.boolean(),
        }),
      ),
      /** Why decisions cannot be taken now; null when they can. */
      lock: z
        .object({
          status: cycleStatusCode,
          openIn: cycleStatusCode.nullable(),
          /** The final review of the unit asked about is done. */
          confirmed: z.boolean(),
        })
        .nullable(),
    }),
  }),
  /**
   * A bonus or penalty count, a veto or a not-applicable node decided by the assessor; count "0" takes it back.
   * `cycle.closed`, `decision.locked` after the final review, `decision.codeUnknown`, `decision.countInvalid`.
   */
  'decisions.put': command({
    permission: 'assessment.run',
    input: decisionContent.extend({ reason: z.string().trim().min(1).max(2000) }),
    output: decisionContent,
    changes: ['entries'],
  }),
};
