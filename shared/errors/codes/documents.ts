import { z } from 'zod';

/** Failures of documents and of eligibility checks. */
export const documentFailures = {
  'document.unknown': z.object({ document: z.string() }),
  'document.wrongSubject': z.object({ name: z.string() }),
  'document.fieldsMissing': z.object({ names: z.array(z.string()) }),
  'document.fieldsUnknown': z.object({ names: z.array(z.string()) }),
  'document.pdfNeedsWindow': z.object({}),
  'document.notPrinted': z.object({}),
  'eligibility.unknown': z.object({}),
  'eligibility.nobody': z.object({}),
  'eligibility.tooMany': z.object({ count: z.int(), limit: z.int() }),
  'eligibility.notConfirmed': z.object({}),
  'eligibility.undecided': z.object({ count: z.int() }),
  'eligibility.confirmed': z.object({}),
} as const;
