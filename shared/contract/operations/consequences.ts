import { z } from 'zod';
import { consequenceAction } from '../../domain/grade-consequences.ts';
import { command, fileToken, job, query } from '../operation.ts';

/** Longest list of consequences decided, or units written to, in one call. */
export const consequenceLimit = 2000;

const gradeName = z.object({ code: z.string(), name: z.string() });

/** How a unit came by its grade: score → band → limits of vetoes → quotas (model-spec §4.5). */
const gradedUnit = z.object({
  code: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  run: z.string(),
  modelName: z.string(),
  score: z.string(),
  byScore: gradeName,
  /** Those that applied; `gradeAtMost` null: it limits something else. */
  vetoes: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      gradeAtMost: z.string().nullable(),
      /** Why, as the decision says now. */
      reason: z.string().nullable(),
    }),
  ),
  /** After the vetoes. */
  byVeto: gradeName,
  /** Grades lost because too many of the group held them: `allowed` of `members` may, `holders` would have. */
  falls: z.array(
    z.object({
      grade: z.string(),
      to: z.string(),
      allowed: z.int(),
      holders: z.int(),
      members: z.int(),
      tied: z.boolean(),
    }),
  ),
  grade: gradeName,
  rank: z.int(),
  groupRank: z.int(),
  /** Grade in the cycle before, by the same model. */
  before: z.object({ cycleName: z.string(), grade: z.string() }).nullable(),
});

/** A rule that calls for something. */
const rule = z.object({
  code: z.string(),
  name: z.string(),
  action: consequenceAction,
  basis: z.string(),
  standing: z.enum(['verified', 'local', 'unverified', 'suggested']),
});

/**
 * How far a consequence is: `lapsed` no rule calls for it any more; `documented` its paper is made; `closed` and
 * `withdrawn` as the ledger's row says.
 */
export const consequenceProgress = z.enum([
  'proposed',
  'lapsed',
  'dismissed',
  'decided',
  'documented',
  'closed',
  'withdrawn',
]);
export type ConsequenceProgress = z.infer<typeof consequenceProgress>;

const shownConsequence = z.object({
  id: z.string(),
  /** Null: the cycle as a whole. */
  unit: z.object({ uscc: z.string(), name: z.string(), group: z.string().nullable() }).nullable(),
  rank: z.int().nullable(),
  grade: z.string().nullable(),
  action: consequenceAction,
  /** Of a measure: which one of the library. */
  measure: z.string().nullable(),
  rules: z.array(z.object({ code: z.string(), name: z.string(), basis: z.string() })),
  grounds: z.array(z.string()),
  progress: consequenceProgress,
  proposedAt: z.string(),
  decided: z.object({ at: z.string(), by: z.string(), note: z.string().nullable() }).nullable(),
  /** No rule calls for it since the result was corrected. */
  lapsedAt: z.string().nullable(),
  /** It was decided, lapsed, and still stands in the ledger: somebody has to take it back there. */
  toWithdraw: z.boolean(),
  row: z
    .object({
      id: z.string(),
      ledger: z.string(),
      /** What one row of that ledger is called. */
      noun: z.string(),
      state: z.string(),
      closed: z.boolean(),
      dueOn: z.string().nullable(),
    })
    .nullable(),
  /** The paper that goes with it, and what it would be made about; null where none does. */
  document: z
    .object({ code: z.string(), subject: z.object({ kind: z.enum(['cycle', 'ledger']), id: z.string() }) })
    .nullable(),
});

/**
 * Why nothing can be proposed or decided now: `noRun` no official run, `notFinal` the cycle is not finalised,
 * `archived` it is put away.
 */
const obstacle = z.enum(['noRun', 'notFinal', 'archived']);

/** 结果运用: from grades to what follows from them. Everything is a proposal until a person decides it. */
export const consequenceOperations = {
  /**
   * The grade of every scored unit, step by step: by the official run of each model, or the newest where none is official
   * yet. `cycle.unknown`.
   */
  'consequences.grades': query({
    permission: 'data.read',
    reads: ['runs', 'cycles', 'entries'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      runs: z.array(
        z.object({
          id: z.string(),
          modelName: z.string(),
          modelVersion: z.string(),
          official: z.boolean(),
          createdAt: z.string(),
          /** The model's grades, best first, with how many units hold each. */
          grades: z.array(
            gradeName.extend({ min: z.number(), maxShare: z.number().nullable(), units: z.int() }),
          ),
          /** Units that were not scored, and so have no grade. */
          ungraded: z.int(),
        }),
      ),
      /** By model and rank. */
      units: z.array(gradedUnit),
    }),
  }),
  /** Everything that was proposed in a cycle, with what became of it; for the cycle as a whole first. `cycle.unknown`. */
  'consequences.list': query({
    permission: 'data.read',
    reads: ['consequences', 'ledgers', 'runs', 'cycles', 'exports'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      obstacle: obstacle.nullable(),
      /** What the rules call for now is not what was proposed: the result, a rule or the library of measures has changed. */
      outdated: z.boolean(),
      rows: z.array(shownConsequence),
    }),
  }),
  /** The rules in force on the last day of a cycle. `cycle.unknown`. */
  'consequences.rules': query({
    permission: 'data.read',
    reads: ['cycles'],
    input: z.object({ cycle: z.string() }),
    output: z.object({ rules: z.array(rule) }),
  }),
  /**
   * Proposes what the rules call for by the official runs, each once. What they no longer call for is marked, decided or
   * not; nothing is taken back by itself. `cycle.unknown`, `consequence.noRun`, `consequence.notFinal`,
   * `consequence.archived`.
   */
  'consequences.propose': command({
    permission: 'cycle.manage',
    input: z.object({ cycle: z.string() }),
    output: z.object({
      proposed: z.int(),
      /** Called for by another run or for other reasons than before. */
      renewed: z.int(),
      lapsed: z.int(),
      /** Decided ones among the lapsed: somebody has to look at them. */
      toWithdraw: z.int(),
    }),
    changes: ['consequences'],
  }),
  /**
   * Decides proposals: each adopted one becomes a row of its ledger. `on` is the day it is registered with; a dismissal
   * needs a note. All or nothing. `consequence.unknown`, `consequence.decided`, `consequence.lapsed`,
   * `consequence.noteNeeded`, `consequence.dayInvalid`, and as the proposing.
   */
  'consequences.decide': command({
    permission: 'cycle.manage',
    input: z.object({
      cycle: z.string(),
      ids: z.array(z.string()).min(1).max(consequenceLimit),
      decision: z.enum(['adopt', 'dismiss']),
      on: z.iso.date(),
      /** 经办人; of an interview, who holds it. */
      handler: z.string().trim().min(1).max(50),
      note: z.string().trim().max(500).default(''),
    }),
    output: z.object({ decided: z.int(), rows: z.int() }),
    changes: ['consequences', 'ledgers'],
  }),
  /**
   * Writes the same letter to several units of a cycle, one file each in one zip. `number` may hold `#` where the running
   * number stands, counted from `firstNumber`. `document.unknown`, `document.wrongSubject`, `document.fieldsMissing`
   * (nothing was written), `cycle.unitUnknown`, `document.pdfNeedsWindow`, `file.*`.
   */
  'consequences.writeLetters': job({
    permission: 'data.export',
    input: z.object({
      cycle: z.string(),
      document: z.string().min(1).max(40),
      usccs: z.array(z.string()).min(1).max(consequenceLimit),
      fields: z.record(z.string().max(30), z.string().max(20_000)).default({}),
      number: z.string().trim().max(60).default(''),
      firstNumber: z.int().positive().max(99_999).default(1),
      format: z.enum(['docx', 'pdf']),
      file: fileToken,
    }),
    output: z.object({ letters: z.int(), size: z.int(), sha256: z.string() }),
    changes: ['exports'],
  }),
};
