/** Tables that letters hold, made out of the database. */
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import type { LetterTable } from '#shared/documents/letter-template.ts';
import { type DocumentBlock, say } from '#shared/documents/plan.ts';
import type { RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officialRuns, type RankingLine, rankingOf } from '../assessment/official-results.ts';
import { documentOf, requireModel } from '../models.ts';

type Column = Extract<DocumentBlock, { kind: 'table' }>['columns'][number] & {
  text: (line: RankingLine, index: number) => string;
};

const place = (rank: number | null): string => (rank === null ? '—' : String(rank));

/** As the summary of scores prints them: groups only where there are any. */
const columnsFor = (lines: readonly RankingLine[]): Column[] => {
  const grouped = lines.some(({ group }) => group !== null);
  return [
    { title: '序号', share: 2, align: 'centre', text: (_, index) => String(index + 1) },
    { title: '单位', share: 8, align: 'left', text: ({ name }) => name },
    ...(grouped
      ? [{ title: '组别', share: 4, align: 'left', text: ({ group }: RankingLine) => group ?? '—' } as const]
      : []),
    { title: '总分', share: 3, align: 'right', text: ({ score }) => score ?? '—' },
    { title: '等次', share: 3, align: 'centre', text: ({ gradeName }) => gradeName ?? '—' },
    { title: '名次', share: 2, align: 'centre', text: ({ rank }) => place(rank) },
    ...(grouped
      ? [
          {
            title: '组内名次',
            share: 2,
            align: 'centre',
            text: ({ groupRank }: RankingLine) => place(groupRank),
          } as const,
        ]
      : []),
  ];
};

/** The results of one model; its name above them where a cycle has several. */
const resultsOf = (db: ReadDb, run: RunHead, several: boolean): DocumentBlock[] => {
  const lines = rankingOf(db, run.id);
  const columns = columnsFor(lines);
  const { name } = documentOf(requireModel(db, run.modelCode, run.modelVersion));
  return [
    ...(several ? [say(name, 'centre')] : []),
    {
      kind: 'table',
      columns: columns.map(({ title, share, align }) => ({ title, share, align })),
      rows: lines.map((line, index) => columns.map(({ text }) => text(line, index))),
    },
  ];
};

/** The tables that a letter about this subject can hold. */
export const tablesFor = (
  db: ReadDb,
  { kind, id }: DocumentSubject,
): Partial<Record<LetterTable, readonly DocumentBlock[]>> => {
  if (kind !== 'cycle') return {};
  const runs = officialRuns(db, readCycleSubject(id).cycle);
  return { 考核结果表: runs.flatMap((run) => resultsOf(db, run, runs.length > 1)) };
};
