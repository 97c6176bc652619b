import { z } from 'zod';

/** Failures of taking in a review form. */
export const reviewFailures = {
  /** The stage, or the unit's state, has changed since the form was read. */
  'review.lockedSince': z.object({ unit: z.string(), leaf: z.string() }),
} as const;

/** Findings about a review form. */
export const reviewFindings = {
  /** A reviewer's value makes the points, or on compared indicators the value, another, and nothing says why. */
  'review.reasonMissing': z.object({ from: z.string(), to: z.string(), column: z.string() }),
  'review.reasonAlone': z.object({ column: z.string() }),
} as const;
