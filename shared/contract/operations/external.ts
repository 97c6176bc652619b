/** Scoring from outside the assessed units: department data, reports of third parties, surveys and spot checks. */
import { z } from 'zod';
import { cycleContent, isoDate, sha256Hex, uuid } from '../../domain/entities.ts';
import { spotCheckPopulations, spotCheckResults } from '../../domain/spot-checks.ts';
import { surveyAudiences, surveyQuestion, surveyTarget } from '../../domain/surveys.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, job, query } from '../operation.ts';
import { entryRoleCode } from './entries.ts';

const audience = z.enum(Object.keys(surveyAudiences) as [keyof typeof surveyAudiences]);
const population = z.enum(Object.keys(spotCheckPopulations) as [keyof typeof spotCheckPopulations]);
const result = z.enum(Object.keys(spotCheckResults) as [keyof typeof spotCheckResults]);

const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => (text === '' ? null : text))
    .nullable();

/** What a person sets of a survey. */
const surveyContent = z.object({
  audience,
  title: z.string().trim().min(1).max(100),
  method: optionalText(500),
  surveyedFrom: isoDate.nullable(),
  surveyedTo: isoDate.nullable(),
  questions: z.array(surveyQuestion).min(1).max(30),
  /** Code of the question about satisfaction as a whole. */
  overall: surveyQuestion.shape.code,
  /** Answers to it from this value on count as satisfied. */
  satisfiedFrom: z.number(),
  /** Persons or enterprises that could be asked in each unit; null: unknown or very many. */
  population: z.int().min(1).max(1_000_000_000).nullable(),
  /** Aimed at, percentage points at 95 %. */
  margin: z.string().regex(/^(?:[1-9]|[1-4]\d)(?:\.\d{1,2})?$|^0\.(?:[1-9]\d?|0[1-9])$/),
  /** Which question's mean becomes which indicator's value. */
  targets: z.array(surveyTarget).max(20),
});

const surveyHead = surveyContent.omit({ questions: true, targets: true }).extend({
  id: uuid,
  cycle: z.string(),
  /** How many answers each unit needs for the margin, by Cochran's formula. */
  needed: z.int(),
  /** Units with a result, and their valid copies together. */
  units: z.int(),
  valid: z.int(),
  madeAt: z.string(),
  /** When its values were taken over last; null: never. */
  takenAt: z.string().nullable(),
});

/** The value that one unit would get for one indicator. */
const surveyValue = z.object({
  leaf: z.string(),
  leafName: z.string(),
  /** On the indicator's scale; null when nobody answered. */
  mean: z.string().nullable(),
  count: z.int(),
  /** Answers that the model asks for, below which the indicator counts as missing. */
  minimumCount: z.int(),
  /** What the cells hold now, as typed; empty: nothing. */
  present: z.object({ mean: z.string(), count: z.string() }),
  /**
   * `new`, `changed` or `same` as what stands; `tooFew`: written or not, it counts as missing; `none`: nobody answered;
   * `locked`: cannot be written, `lock` says why.
   */
  state: z.enum(['new', 'changed', 'same', 'tooFew', 'none', 'locked']),
  lock: finding.nullable(),
});

const surveyUnit = z.object({
  uscc: z.string(),
  name: z.string(),
  group: z.string().nullable(),
  /** Null: no result yet. */
  source: z.enum(['answers', 'summary']).nullable(),
  issued: z.int().nullable(),
  valid: z.int().nullable(),
  /** Percent. */
  satisfaction: z.string().nullable(),
  /** ± percentage points of the rate at 95 %, at its widest; two decimals. */
  margin: z.string().nullable(),
  /** By question, at most 15 digits. */
  means: z.record(z.string(), z.string()),
  /** ± of the overall mean at 95 %, on its own scale; only where the answers themselves are here. */
  meanMargin: z.string().nullable(),
  values: z.array(surveyValue),
});

const taking = z.object({
  leaf: z.string(),
  units: z.int(),
  takenAt: z.string(),
  /** False: a file of the report is no longer what it was when the scores were taken over. */
  sameFiles: z.boolean(),
});

const thirdPartyReport = z.object({
  id: uuid,
  title: z.string(),
  agency: z.string(),
  contractNo: z.string(),
  reportedOn: isoDate,
  files: z.array(z.object({ fileName: z.string(), sha256: sha256Hex })),
  takings: z.array(taking),
});

const column = z.object({
  leaf: z.string(),
  leafName: z.string(),
  item: z.string(),
  label: z.string(),
  /** Weight of the third party where the model averages several scorers, percent; null where it does not. */
  weight: z.string().nullable(),
});

const spotCheckHead = z.object({
  id: uuid,
  cycle: z.string(),
  population,
  title: z.string(),
  seed: z.int(),
  /** Name of the generator. */
  generator: z.string(),
  stratified: z.boolean(),
  size: z.int(),
  frameSize: z.int(),
  /** SHA-256 of what was drawn from. */
  frameDigest: sha256Hex,
  supersedes: uuid.nullable(),
  /** A later draw has taken its place. */
  superseded: z.boolean(),
  reason: z.string().nullable(),
  drawnAt: z.string(),
  drawnBy: z.string(),
  checked: z.int(),
  notConfirmed: z.int(),
});

const spotCheckItem = z.object({
  ordinal: z.int(),
  bodyUscc: z.string().nullable(),
  bodyName: z.string().nullable(),
  subject: z.string(),
  label: z.string(),
  /** What stood there when it was drawn. */
  stated: z.string(),
  result: result.nullable(),
  finding: z.string().nullable(),
  shouldBe: z.string().nullable(),
  checkedOn: isoDate.nullable(),
  checkedBy: z.string().nullable(),
  /** Of an indicator: its items, for correcting them. */
  items: z.array(z.object({ item: z.string(), label: z.string() })),
});

const written = z.object({ rows: z.int(), size: z.int(), sha256: z.string() });

export const externalOperations = {
  /**
   * 部门数据: who supplies which indicators by which role, and how far filled over all units. Indicators that nobody was
   * named for come last, without a body. `cycle.unknown`.
   */
  'external.overview': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'bodies', 'models'],
    input: z.object({ cycle: z.string(), role: entryRoleCode }),
    output: z.object({
      cycle: cycleContent.pick({ code: true, name: true, status: true }),
      /** Why the role cannot enter anything now; null when it can. */
      lock: finding.nullable(),
      suppliers: z.array(
        z.object({
          bodyUscc: z.string().nullable(),
          name: z.string().nullable(),
          model: z.object({ code: z.string(), version: z.string(), name: z.string() }),
          /** Cells over all units. */
          total: z.int(),
          filled: z.int(),
          leaves: z.array(
            z.object({
              leaf: z.string(),
              name: z.string(),
              /** Code of its first item, to enter it by, and all of them in words. */
              firstItem: z.string(),
              items: z.array(z.string()),
              total: z.int(),
              filled: z.int(),
              /** Units that lack a value: how many, and the first twenty by name. */
              lacking: z.int(),
              lackingUnits: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  }),
  /**
   * Writes the form of one supplier over all units, with what stands already; it comes back through the imports.
   * `supplier` null: all indicators that the role is asked for. `external.nothingAsked`, `external.modelNeeded`,
   * `thirdParty.reportUnknown`, `thirdParty.noFile`.
   */
  'external.writeForm': job({
    permission: 'data.export',
    input: z.object({
      cycle: z.string(),
      role: entryRoleCode,
      model: z.string().optional(),
      supplier: z.string().nullable().default(null),
      report: uuid.optional(),
      file: fileToken,
    }),
    output: written,
    changes: ['exports'],
  }),

  /** Reports of third parties for a cycle, the indicators they score, and every unit's scores. `cycle.unknown`. */
  'thirdParty.read': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'bodies', 'models', 'ledgers', 'evidence', 'surveys'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      lock: finding.nullable(),
      reports: z.array(thirdPartyReport),
      models: z.array(
        z.object({
          code: z.string(),
          version: z.string(),
          name: z.string(),
          columns: z.array(column),
          units: z.array(
            z.object({
              uscc: z.string(),
              name: z.string(),
              group: z.string().nullable(),
              /** By column: the text as typed, and the report that the value names. */
              cells: z.array(z.object({ text: z.string(), source: z.string().nullable() })),
            }),
          ),
        }),
      ),
    }),
  }),
  /**
   * Enters scores that a report gives, each naming the report and its fingerprint. Every cell is answered as by
   * `entries.putMany`. `cycle.closed`, `thirdParty.reportUnknown`, `thirdParty.noFile`, `thirdParty.otherCycle`.
   */
  'thirdParty.score': command({
    permission: 'data.import',
    input: z.object({
      cycle: z.string(),
      report: uuid,
      cells: z
        .array(
          z.object({ bodyUscc: z.string(), leaf: z.string(), item: z.string(), text: z.string().max(500) }),
        )
        .min(1)
        .max(10_000),
    }),
    output: z.object({
      stored: z.int(),
      unchanged: z.int(),
      /** Cells that were not taken, with the reason. */
      refused: z.array(z.object({ bodyUscc: z.string(), leaf: z.string(), finding })),
    }),
    changes: ['entries', 'surveys'],
  }),

  /** Surveys of a cycle, newest first. `cycle.unknown`. */
  'surveys.list': query({
    permission: 'data.read',
    reads: ['cycles', 'surveys'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      surveys: z.array(surveyHead),
      /** Indicators that surveys supply, with what the model wants of them. */
      leaves: z.array(
        z.object({
          leaf: z.string(),
          name: z.string(),
          min: z.number(),
          max: z.number(),
          minimumCount: z.int(),
        }),
      ),
    }),
  }),
  /**
   * Makes or changes a survey. Once there are answers, questions and their scales stay. `survey.unknown`, `cycle.closed`,
   * `survey.wrong`, `survey.questionsStay`.
   */
  'surveys.put': command({
    permission: 'data.edit',
    input: surveyContent.extend({ id: uuid.nullable(), cycle: z.string() }),
    output: z.object({ id: uuid }),
    changes: ['surveys'],
  }),
  /** Takes back a survey with all answers; not once its values were taken over. `survey.unknown`, `survey.taken`. */
  'surveys.remove': command({
    permission: 'data.edit',
    input: z.object({ id: uuid }),
    output: z.object({ id: uuid }),
    changes: ['surveys'],
  }),
  /** How many answers a margin needs. */
  'surveys.sampleSize': query({
    permission: 'data.read',
    reads: [],
    input: surveyContent.pick({ population: true, margin: true }),
    output: z.object({ needed: z.int() }),
  }),
  /** One survey: results of every unit of the cycle, and the values that taking over would write. `survey.unknown`. */
  'surveys.read': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'surveys', 'bodies', 'models'],
    input: z.object({ id: uuid }),
    output: z.object({
      survey: surveyContent.extend(
        surveyHead.pick({ id: true, cycle: true, needed: true, takenAt: true }).shape,
      ),
      /** Why survey values cannot be entered now; null when they can. */
      lock: finding.nullable(),
      units: z.array(surveyUnit),
    }),
  }),
  /**
   * 采用: writes the values that `surveys.read` shows as entries of the role `survey`, in one transaction, each with a note
   * naming the survey. May be done again when more answers have come. `survey.unknown`, `cycle.closed`,
   * `survey.noTargets`, `survey.nothingToTake`.
   */
  'surveys.take': command({
    permission: 'data.import',
    input: z.object({ id: uuid }),
    output: z.object({
      units: z.int(),
      stored: z.int(),
      unchanged: z.int(),
      refused: z.array(z.object({ bodyUscc: z.string(), leaf: z.string(), finding })),
    }),
    changes: ['entries', 'surveys'],
  }),
  /** Writes a workbook of a survey: W11, the same as a form, or the form for answers. `survey.unknown`. */
  'surveys.write': job({
    permission: 'data.export',
    input: z.object({ id: uuid, what: z.enum(['summary', 'summaryForm', 'answersForm']), file: fileToken }),
    output: written,
    changes: ['exports'],
  }),

  /** Draws of a cycle, newest first, and what could be drawn now. `cycle.unknown`. */
  'spotChecks.list': query({
    permission: 'data.read',
    reads: ['cycles', 'entries', 'records', 'ledgers', 'spotChecks'],
    input: z.object({ cycle: z.string() }),
    output: z.object({
      draws: z.array(spotCheckHead),
      frames: z.array(z.object({ population, size: z.int() })),
    }),
  }),
  /**
   * Draws by a seed: the same seed on the same frame draws the same. A second draw of the same population needs a reason and
   * takes the first one's place; both are kept. `spotCheck.frameEmpty`, `spotCheck.reasonNeeded`, `cycle.closed`.
   */
  'spotChecks.draw': command({
    permission: 'assessment.run',
    input: z.object({
      cycle: z.string(),
      population,
      title: z.string().trim().min(1).max(100),
      seed: z.int().min(0).max(4_294_967_295),
      /** How many to draw. */
      size: z.int().min(1).max(10_000),
      /** In proportion from every ranking group. */
      stratified: z.boolean(),
      reason: optionalText(500).default(null),
    }),
    output: spotCheckHead,
    changes: ['spotChecks'],
  }),
  /** One draw with its items; `repeats` tells whether drawing again from the kept frame gives the same. `spotCheck.unknown`. */
  'spotChecks.read': query({
    permission: 'data.read',
    reads: ['spotChecks', 'bodies', 'models', 'cycles'],
    input: z.object({ id: uuid }),
    output: z.object({ draw: spotCheckHead, repeats: z.boolean(), items: z.array(spotCheckItem) }),
  }),
  /**
   * What the check of one item found. Values of an indicator that should be others are entered by the assessor, or in the
   * final review by the reviewer, with the finding as their note; `refused` says which could not be. `spotCheck.unknown`,
   * `spotCheck.superseded`, `spotCheck.findingNeeded`, `cycle.closed`.
   */
  'spotChecks.record': command({
    permission: 'assessment.run',
    input: z.object({
      id: uuid,
      ordinal: z.int().min(1),
      result,
      finding: optionalText(1000).default(null),
      checkedOn: isoDate,
      checkedBy: z.string().trim().min(1).max(50),
      /** Of an indicator not confirmed. */
      values: z.array(z.object({ item: z.string(), text: z.string().max(500) })).default([]),
      /** What it should be, in words, where it is no indicator. */
      shouldBe: optionalText(1000).default(null),
    }),
    output: z.object({
      item: spotCheckItem,
      /** By which role values were entered; null when none were. */
      role: entryRoleCode.nullable(),
      refused: z.array(z.object({ item: z.string(), finding })),
    }),
    changes: ['spotChecks', 'entries'],
  }),
  /** Writes the sheet that goes to the field: one line for each drawn item, with room for what is found. */
  'spotChecks.write': job({
    permission: 'data.export',
    input: z.object({ id: uuid, file: fileToken }),
    output: written,
    changes: ['exports'],
  }),
};
