/** Lines of the officials' files: checks, assessments, posts, disciplinary actions, pledges. */
import type { OfficialFileItem } from '#shared/domain/entities.ts';
import type { FileResult, OfficialStatus } from '#shared/domain/subject-lists.ts';
import { officialFileItems } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

/** What the list of officials shows of a file. */
export interface FileSummary {
  officialId: string;
  /** 年度考核: the newest year and its grade. */
  year: number | null;
  grade: FileResult | null;
  /** The last day on which a disciplinary action has effect; null without one. */
  disciplineUntil: string | null;
  /** Null: nothing was said of it, so the person is in service. */
  status: OfficialStatus | null;
  entryCheck: FileResult | null;
}

const newest = (column: string, category: string): string => `(SELECT ${column} FROM official_file_items
    WHERE official_id = @official AND category = '${category}' AND withdrawn_on IS NULL AND happened_on <= @today
    ORDER BY ${category === 'assessment' ? 'year DESC, ' : ''}happened_on DESC, id DESC LIMIT 1)`;

export function createFileItemReader(db: ReadDb) {
  const reader = createSyncedReader(db, officialFileItems);
  const ofOfficial = reader.select('WHERE official_id = ? ORDER BY happened_on DESC, id DESC');
  const summary = db.prepareRead<FileSummary>(
    `SELECT @official AS officialId, ${newest('year', 'assessment')} AS year, ${newest('result', 'assessment')} AS grade,
       (SELECT max(until_on) FROM official_file_items
         WHERE official_id = @official AND category = 'violation' AND withdrawn_on IS NULL) AS disciplineUntil,
       ${newest('result', 'status')} AS status, ${newest('result', 'entryCheck')} AS entryCheck`,
  );
  const count = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM official_file_items WHERE official_id = ?',
  );
  return {
    find: reader.find,
    /** The file of one official, the latest first; withdrawn lines too. */
    listOf: (official: string): OfficialFileItem[] => ofOfficial.all(official),
    countOf: (official: string): number => count.get(official)?.total ?? 0,
    /** @param today lines of later days do not count yet */
    summaryOf: (official: string, today: string): FileSummary =>
      summary.get({ official, today }) ?? {
        officialId: official,
        year: null,
        grade: null,
        disciplineUntil: null,
        status: null,
        entryCheck: null,
      },
  };
}

export function createFileItemRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, officialFileItems);
  return { ...createFileItemReader(tx), insert, update };
}
