import { z } from 'zod';

/** Failures of trying a model on the data of a cycle. */
export const modelTrialFailures = {
  /** No unit of the cycle is assessed by a model of this code. */
  'trial.noUnits': z.object({ cycle: z.string(), model: z.string() }).strict(),
  /** A weight was given for a node that the tried model does not have. */
  'trial.nodeUnknown': z.object({ node: z.string() }).strict(),
} as const;

/** What a trial had to leave out, or could not find. */
export const modelTrialFindings = {
  /** Units of the cycle that another version assesses. */
  'trial.otherVersion': z.object({ version: z.string(), units: z.int() }).strict(),
  'trial.leafWithoutData': z.object({ name: z.string() }).strict(),
  /** Values of an indicator that the tried model does not have. */
  'trial.leafGone': z.object({ name: z.string(), units: z.int() }).strict(),
  /** Values that the tried model's rule of the indicator does not take. */
  'trial.valuesUnfit': z.object({ name: z.string(), units: z.int() }).strict(),
  /** Points given outright on an indicator that is worth something else in the tried model: the rate is held. */
  'trial.ratesHeld': z.object({ name: z.string(), units: z.int() }).strict(),
  /** Decisions that name what the tried model does not have. */
  'trial.decisionGone': z
    .object({
      kind: z.enum(['notApplicable', 'adjustment', 'veto']),
      code: z.string(),
      units: z.int(),
    })
    .strict(),
} as const;
