import { z } from 'zod';
import { isoDate, polarityCode, recordStatusCode, severityCode, uuid } from '../../domain/entities.ts';
import { pageInput, query } from '../operation.ts';

/** Kinds of what happens to a body or an official, in the order in which they can be chosen. */
export const eventKinds = ['record', 'case', 'evidence', 'change', 'assessment', 'file'] as const;
export type EventKind = (typeof eventKinds)[number];

/** What happened; the words for it belong to the window. */
export const eventNames = [
  'record',
  'objectionFiled',
  'objectionClosed',
  'rectified',
  'ledger',
  'step',
  'evidence',
  'rename',
  'merge',
  'split',
  'moved',
  'closed',
  'joined',
  'assessment',
  'file',
] as const;

const event = z.object({
  kind: z.enum(eventKinds),
  name: z.enum(eventNames),
  /** The day it happened. */
  on: isoDate,
  /** Tells it from every other one of the subject. */
  key: z.string(),
  title: z.string(),
  detail: z.string(),
  /** Of a record, what it is and how it stands now. */
  record: z.object({ polarity: polarityCode, severity: severityCode, status: recordStatusCode }).nullable(),
  target: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('record'), id: z.string() }),
      z.object({ kind: z.literal('ledger'), ledger: z.string(), id: z.string() }),
      z.object({ kind: z.literal('body'), uscc: z.string() }),
      z.object({ kind: z.literal('why'), run: z.string(), subject: z.string() }),
    ])
    .nullable(),
});

/** Bodies and officials alike. */
export const subjectOperations = {
  /**
   * Everything that happened to a body (its officials included) or to one official, the latest first: records, their
   * objections and rectifications, steps of cases in every ledger, evidence that was added, renames and mergers,
   * results of assessments, lines of an official's file. `kinds`: only these; `counts`: how many there are of each.
   */
  'subjects.timeline': query({
    permission: 'data.read',
    reads: ['records', 'ledgers', 'evidence', 'bodies', 'officials', 'runs'],
    input: z.object({
      ...pageInput,
      subject: z.discriminatedUnion('type', [
        z.object({ type: z.literal('body'), uscc: z.string().max(40) }),
        z.object({ type: z.literal('official'), id: uuid }),
      ]),
      kinds: z.array(z.enum(eventKinds)).min(1).max(eventKinds.length).optional(),
    }),
    output: z.object({
      rows: z.array(event),
      next: z.string().max(500).nullable(),
      counts: z.array(z.object({ kind: z.enum(eventKinds), count: z.int() })),
    }),
  }),
};
