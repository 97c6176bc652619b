import { z } from 'zod';

/** Failures of the engine itself: calls, permissions, lifetime. */
export const runtimeFailures = {
  'operation.unknown': z.object({ name: z.string() }),
  'operation.invalidInput': z.object({
    issues: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
  'operation.forbidden': z.object({ permission: z.string() }),
  'operation.cancelled': z.object({}),
  'engine.stopped': z.object({}),
  'engine.internal': z.object({ reference: z.string() }),
  'engine.protocolMismatch': z.object({ ours: z.number(), theirs: z.number() }),
} as const;
