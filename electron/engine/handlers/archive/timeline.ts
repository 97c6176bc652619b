/** The timeline of a body or an official. */
import { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import { eventKinds, type subjectOperations } from '#shared/contract/operations/subjects.ts';
import { type FileCategory, fileCategories, fileResults } from '#shared/domain/subject-lists.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { createTimelineReader, type TimelineRow } from '../../db/repositories/timeline.ts';
import { scoreText } from '../../db/score-units.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { nextCursor, readCursor } from '../paging.ts';

type Event = OperationOutput<'subjects.timeline'>['rows'][number];

const position = z.strictObject({ on: z.string().max(10), key: z.string().max(200) });

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** With the two digits that are published, or as many more as there are. */
const shortScore = (units: string): string => scoreText(BigInt(units)).replace(/0{1,8}$/, '');

/** What is not said by the row itself but by what the program knows of ledgers, files and results. */
const wordsOf = (row: TimelineRow, subject: string): Pick<Event, 'title' | 'detail' | 'target'> => {
  const { name, title, detail, status, target, within } = row;
  switch (name) {
    case 'ledger':
    case 'step': {
      const definition = ledgerNamed(within ?? '');
      const step = name === 'step' && status !== null ? definition?.steps[status]?.title : undefined;
      return {
        title: title || detail || (definition?.noun ?? ''),
        detail: joined(definition?.title ?? within, step, title ? detail : null),
        target: { kind: 'ledger', ledger: within ?? '', id: target ?? '' },
      };
    }
    case 'evidence':
      return {
        title: title ?? '',
        detail: detail ?? '',
        target: within === 'record' ? { kind: 'record', id: target ?? '' } : null,
      };
    case 'assessment':
      return {
        title: title ?? '',
        detail: joined(
          detail === null ? null : `${shortScore(detail)} 分`,
          within === null ? null : `第 ${within} 名`,
        ),
        target: { kind: 'why', run: target ?? '', subject },
      };
    case 'file': {
      const category = fileCategories[within as FileCategory] ?? within;
      const result = status === null ? null : (fileResults[status as keyof typeof fileResults] ?? status);
      return { title: joined(category, result), detail: joined(title, detail), target: null };
    }
    case 'record':
    case 'objectionFiled':
    case 'objectionClosed':
    case 'rectified':
      return { title: title ?? '', detail: detail ?? '', target: { kind: 'record', id: target ?? '' } };
    default:
      return {
        title: title ?? '',
        detail: detail ?? '',
        target: target === null ? null : { kind: 'body', uscc: target },
      };
  }
};

const eventOf = (row: TimelineRow & { kind: Event['kind'] }, subject: string): Event => ({
  kind: row.kind,
  name: row.name as Event['name'],
  on: row.happened,
  key: row.item,
  ...wordsOf(row, subject),
  record:
    row.name === 'record'
      ? ({ polarity: row.polarity, severity: row.severity, status: row.status } as Event['record'])
      : null,
});

export const subjectHandlers: HandlersOf<typeof subjectOperations> = {
  'subjects.timeline': ({ db }, { subject, kinds = eventKinds, limit, cursor }) => {
    const timeline = createTimelineReader(db);
    const rows = timeline.page(subject, new Set(kinds), limit, readCursor(cursor, position));
    const counts = timeline.counts(subject);
    const named = subject.type === 'body' ? subject.uscc : subject.id;
    return {
      rows: rows.map((row) => eventOf(row, named)),
      next: nextCursor(rows, limit, ({ happened, item }) => JSON.stringify({ on: happened, key: item })),
      counts: eventKinds.flatMap((kind) => {
        const count = counts.get(kind) ?? 0;
        return count === 0 ? [] : [{ kind, count }];
      }),
    };
  },
};
