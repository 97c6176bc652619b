/** Tables that letters hold, made out of the database. */
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import type { LetterTable } from '#shared/documents/letter-template.ts';
import { type DocumentBlock, say } from '#shared/documents/plan.ts';
import { percentText, withoutTrailingZeros } from '#shared/domain/decimal-text.ts';
import type { RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type ExplainedUnit, lostLeavesOf } from '../assessment/lost-points.ts';
import { officialRuns, type RankingLine, rankingOf, unitResult } from '../assessment/official-results.ts';
import { requireCycle } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { explainUnit } from '../run-results/explain.ts';
import { correctionTable } from './correction-table.ts';
import { planTables } from './plan-tables.ts';

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

/** The units with the best grade of each model. */
const praisedOf = (db: ReadDb, runs: readonly RunHead[]): DocumentBlock[] => {
  const lines = runs.flatMap((run) => {
    const [best] = documentOf(requireModel(db, run.modelCode, run.modelVersion)).grades;
    return rankingOf(db, run.id).filter(({ grade }) => grade === best?.code);
  });
  if (lines.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 2, align: 'centre' },
        { title: '单位', share: 9, align: 'left' },
        { title: '组别', share: 4, align: 'left' },
        { title: '总分', share: 3, align: 'right' },
        { title: '等次', share: 3, align: 'centre' },
      ],
      rows: lines.map(({ name, group, score, gradeName }, index) => [
        String(index + 1),
        name,
        group ?? '—',
        score ?? '—',
        gradeName ?? '—',
      ]),
    },
  ];
};

/** Digits after the point with which scores of this model are printed. */
const digitsOf = (score: string | null): number => score?.split('.')[1]?.length ?? 0;

/** Points of the first level, and what came on top of them or was taken off. */
const branchesOf = ({ nodes, base, bonus, penalty, subject }: ExplainedUnit): DocumentBlock => {
  const digits = digitsOf(subject.score);
  const figure = (text: string | null): string => (text === null ? '—' : withoutTrailingZeros(text, digits));
  const extra = (title: string, points: string | null): string[][] =>
    points === null || Number(points) === 0 ? [] : [[title, '—', figure(points), '—']];
  return {
    kind: 'table',
    columns: [
      { title: '指标', share: 9, align: 'left' },
      { title: '分值', share: 3, align: 'right' },
      { title: '得分', share: 3, align: 'right' },
      { title: '得分率', share: 3, align: 'right' },
    ],
    rows: [
      ...nodes
        .filter(({ depth }) => depth === 0)
        .map(({ name, worth, published, rate }) => [
          name,
          worth ?? '—',
          figure(published),
          rate === null ? '—' : `${percentText(rate, 1)}%`,
        ]),
      ['基础分', '—', figure(base), '—'],
      ...extra('加分', bonus),
      ...extra('扣分', penalty),
      ['总分', '—', subject.score ?? '—', '—'],
    ],
  };
};

/** Every leaf that cost points, the dearest first, with the values that it was worked out from. */
const lossesOf = (unit: ExplainedUnit): DocumentBlock[] => {
  const leaves = lostLeavesOf(unit);
  if (leaves.length === 0) return [];
  const digits = digitsOf(unit.subject.score);
  return [
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 2, align: 'centre' },
        { title: '指标', share: 8, align: 'left' },
        { title: '分值', share: 2, align: 'right' },
        { title: '得分', share: 2, align: 'right' },
        { title: '失分', share: 2, align: 'right' },
        { title: '填报数值', share: 9, align: 'left' },
      ],
      rows: leaves.map(({ name, worth, got, lost, values }, index) => [
        ...[String(index + 1), name, worth],
        ...[withoutTrailingZeros(got, digits), withoutTrailingZeros(lost, digits)],
        values === '' ? '未填报' : values,
      ]),
    },
  ];
};

type Tables = Partial<Record<LetterTable, readonly DocumentBlock[]>>;

const tablesOfUnit = (db: ReadDb, cycle: string, uscc: string): Tables => {
  const result = unitResult(db, cycle, uscc);
  if (result === null) return {};
  const unit = explainUnit(db, result.run.id, uscc);
  return { 分项得分: [branchesOf(unit)], 失分明细: lossesOf(unit) };
};

/**
 * The tables that a letter about this subject holds.
 * @param wanted those that its wording may hold: no other is made
 */
export const tablesFor = (
  db: ReadDb,
  { kind, id }: DocumentSubject,
  wanted: readonly LetterTable[],
): Tables => {
  if (kind !== 'cycle' || wanted.length === 0) return {};
  const { cycle, unit } = readCycleSubject(id);
  if (unit !== null) return tablesOfUnit(db, cycle, unit);
  const runs = officialRuns(db, cycle);
  const makers: Partial<Record<LetterTable, () => readonly DocumentBlock[]>> = {
    考核结果表: () => runs.flatMap((run) => resultsOf(db, run, runs.length > 1)),
    表扬名单: () => praisedOf(db, runs),
    更正对照表: () => runs.flatMap((run) => correctionTable(db, run)),
    ...planTables(db, requireCycle(db, cycle)),
  };
  return Object.fromEntries(wanted.map((name) => [name, makers[name]?.() ?? []]));
};
