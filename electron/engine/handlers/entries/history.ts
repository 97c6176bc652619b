/** Who stated what in one cell, and when: its values from the audit log, its texts from the rows that were replaced. */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { Entry } from '#shared/domain/entities.ts';
import { type EntryValue, writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import type { CellKey } from '../../db/repositories/entry-drafts.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createRowHistoryReader } from '../../db/repositories/row-history.ts';
import type { ReadDb } from '../../db/transaction.ts';

type History = z.input<(typeof entryOperations)['entries.history']['output']>;
type Change = History['changes'][number];

/** More than any cell was ever changed. */
const mostChanges = 500;

const valueChanges = (db: ReadDb, key: CellKey): Change[] =>
  createAuditReader(db)
    .ofSubject('entries.put', `${key.cycleCode} ${key.bodyUscc} ${key.leaf}`, mostChanges)
    .filter(({ details }) => details.item === key.item && details.role === key.role)
    .map(({ at, actor, details }) => ({
      at,
      actor,
      what: 'value' as const,
      before: writeEntryText(details.before ?? null),
      after: writeEntryText(details.after ?? null),
    }))
    .filter(({ before, after }) => before !== after);

/** The rows that were kept when a text of theirs was replaced, each against the one after it. */
const textChanges = (db: ReadDb, present: Entry): Change[] => {
  const changes: Change[] = [];
  let later: { note: string | null; evidence: string | null } = present;
  for (const { replacedAt, actor, content } of createRowHistoryReader(db).list('entries', present.id)) {
    const past = content as unknown as Entry;
    for (const what of ['note', 'evidence'] as const) {
      if (past[what] === later[what]) continue;
      changes.push({ at: replacedAt, actor, what, before: past[what] ?? '', after: later[what] ?? '' });
    }
    later = past;
  }
  return changes;
};

const newestFirst = (a: Change, b: Change): number => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

/** Answers `entries.history`. */
export const readHistory = (db: ReadDb, key: CellKey): History => {
  const present = createEntryReader(db).findCell(key);
  const values = valueChanges(db, key);
  if (present === null) return { changes: values, present: null };
  const text = (value: EntryValue): string => writeEntryText(value);
  const changes = [...values, ...textChanges(db, present)].sort(newestFirst);
  return {
    changes,
    present: {
      text: text(present.value),
      updatedAt: present.updatedAt,
      own: present.ownerOffice === createOfficeReader(db).get().id,
      logged: values[0] === undefined ? present.value === null : values[0].after === text(present.value),
    },
  };
};
