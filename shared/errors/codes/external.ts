import { z } from 'zod';
import { scorerRoleCode } from '../../domain/entities.ts';
import { spotCheckPopulations } from '../../domain/spot-checks.ts';

const none = z.object({});
const population = z.enum(Object.keys(spotCheckPopulations) as [keyof typeof spotCheckPopulations]);

/** Failures of scoring from outside the assessed units. */
export const externalFailures = {
  /** More than one model of the cycle asks the role. */
  'external.modelNeeded': none,
  'external.nothingAsked': z.object({ role: scorerRoleCode }),
  'survey.unknown': none,
  /** Which survey a workbook is for was not said, and the cycle does not have exactly one. */
  'survey.needed': z.object({ what: z.string() }),
  'survey.wrong': z.object({
    what: z.enum(['overall', 'questionTwice', 'satisfiedFrom', 'dates', 'target', 'targetTwice']),
  }),
  'survey.questionsStay': none,
  'survey.taken': z.object({ survey: z.string() }),
  'survey.noTargets': none,
  'survey.nothingToTake': none,
  'thirdParty.reportUnknown': none,
  'thirdParty.noFile': z.object({ report: z.string() }),
  'thirdParty.otherCycle': z.object({ report: z.string(), cycle: z.string() }),
  'spotCheck.unknown': none,
  'spotCheck.frameEmpty': z.object({ population }),
  'spotCheck.reasonNeeded': z.object({ title: z.string() }),
  'spotCheck.superseded': z.object({ title: z.string() }),
  'spotCheck.findingNeeded': none,
} as const;

/** Findings about rows of their workbooks. */
export const externalFindings = {
  'external.unitUnknown': z.object({ unit: z.string(), cycle: z.string() }),
  'external.unitAmbiguous': z.object({ unit: z.string() }),
  'external.otherAudience': z.object({ found: z.string(), audience: z.string() }),
  'external.validAboveIssued': z.object({ issued: z.int(), valid: z.int() }),
  /** A reported figure about a unit whose answers are here. */
  'external.hasAnswers': z.object({ unit: z.string(), answers: z.int() }),
  /** A third party's score that names no report. */
  'entry.thirdPartyWithoutReport': none,
  /** Why an import into a survey cannot be undone. */
  'import.undoSurveyGone': none,
  'import.undoSurveyLater': z.object({ survey: z.string(), unit: z.string() }),
  'import.undoSurveyTaken': z.object({ survey: z.string(), unit: z.string() }),
} as const;
