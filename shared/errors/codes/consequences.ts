import { z } from 'zod';

/** Failures of what follows from grades. */
export const consequenceFailures = {
  'consequence.noRun': z.object({ cycle: z.string() }),
  'consequence.notFinal': z.object({ cycle: z.string(), status: z.string() }),
  'consequence.archived': z.object({ cycle: z.string() }),
  'consequence.unknown': z.object({}),
  'consequence.decided': z.object({ unit: z.string(), action: z.string() }),
  'consequence.lapsed': z.object({ unit: z.string(), action: z.string() }),
  'consequence.noteNeeded': z.object({}),
  'consequence.dayInvalid': z.object({ day: z.string() }),
} as const;
