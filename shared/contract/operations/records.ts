import { z } from 'zod';
import {
  bodyContent,
  catalogueItem,
  creditRecordContent,
  domainCode,
  isoDate,
  polarityCode,
  recordStatusCode,
  severityCode,
  syncFields,
} from '../../domain/entities.ts';
import { page, pageInput, query } from '../operation.ts';

const storedBody = bodyContent.extend(syncFields.shape);
const storedRecord = creditRecordContent.extend(syncFields.shape);

/** Subjects and records of the credit database. */
export const recordOperations = {
  /** Bodies by unified social credit code. Telephone numbers come masked. */
  'bodies.list': query({
    permission: 'data.read',
    reads: ['bodies'],
    input: z.object({ ...pageInput }),
    output: page(storedBody),
  }),
  /** Credit records in the order of decision date (newest first), filtered; every filter is optional. */
  'records.search': query({
    permission: 'data.read',
    reads: ['records'],
    input: z.object({
      ...pageInput,
      bodyUscc: z.string().optional(),
      domain: domainCode.optional(),
      polarity: polarityCode.optional(),
      severity: severityCode.optional(),
      status: recordStatusCode.optional(),
      decidedFrom: isoDate.optional(),
      decidedTo: isoDate.optional(),
      /** Part of the title, facts, document number or issuing organ. */
      text: z.string().max(100).optional(),
    }),
    output: page(storedRecord),
  }),
  /** Catalogue items in force on a date (default: today). */
  'catalogue.list': query({
    permission: 'data.read',
    reads: [],
    input: z.object({ on: isoDate.optional() }),
    output: z.object({ items: z.array(catalogueItem) }),
  }),
};
