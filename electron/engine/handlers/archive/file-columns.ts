/** What the program fills in itself in the ledger of officials' files (W5): counts of records, and what the file says. */
import { fileResults } from '#shared/domain/subject-lists.ts';
import { createFileItemReader } from '../../db/repositories/official-file-items.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { OfficialRow } from '../../excel/layouts/officials.ts';

/** 年度考核 as it is written: 2025 年优秀. */
export const assessmentText = (year: number, grade: keyof typeof fileResults): string =>
  `${year} 年${fileResults[grade]}`;

/** Prepares the columns of one official after another. @param today lines of later days do not count yet */
export const openFileColumns = (db: ReadDb, today: string) => {
  const records = createRecordReader(db);
  const files = createFileItemReader(db);
  return (official: string): Omit<OfficialRow, 'official' | 'bodyName'> => {
    const { year, grade, disciplineUntil } = files.summaryOf(official, today);
    return {
      commendations: records.countOfOfficialInForce(official, 'positive'),
      dishonestRecords: records.countOfOfficialInForce(official, 'negative'),
      disciplineUntil,
      annualGrade: year === null || grade === null ? null : assessmentText(year, grade),
    };
  };
};
