/** The ranking of a run as a page shows it: filtered, sorted, with ties counted and reasons given. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Operations } from '#shared/contract/registry.ts';
import { compareDecimalTexts } from '#shared/domain/decimal-text.ts';
import { createRunResultReader, type UnscoredUnit } from '../../db/repositories/run-results.ts';
import { createRunReader, type RunSubject } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { namesOf, type OpenRun, openRun, publishedDigits, scoreDigits, unitOf, unitsOf } from './open-run.ts';
import { pageByOffset } from './page-by-offset.ts';

type Request = z.output<Operations['runs.ranking']['input']>;
type Row = OperationOutput<'runs.ranking'>['rows'][number];
type Line = Omit<Row, 'branches' | 'reason'>;

/** Missing values of a unit that are named one by one. */
const namedMissing = 10;

const reasonOf = ({ model }: OpenRun, unit: UnscoredUnit | undefined): Row['reason'] => {
  const blocking = (unit?.missing ?? []).filter((value) => value.blocking);
  return {
    missing: blocking.slice(0, namedMissing).map(({ leaf, role }) => ({
      leaf,
      name: model.nodes[model.positionOf.get(leaf) ?? -1]?.name ?? leaf,
      role: role ?? null,
    })),
    missingCount: blocking.length,
    errors: unit?.errors ?? 0,
  };
};

const countBy = <T>(list: readonly T[], keyOf: (one: T) => string | null): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const linesOf = (db: ReadDb, run: OpenRun): Line[] => {
  const { head, model } = run;
  const units = unitsOf(db, head.id);
  const shown = scoreDigits(model);
  const grades = namesOf(model.document.grades);
  const vetoes = namesOf(model.document.vetoes);
  const subjects = createRunReader(db).subjects(head.id);
  const rankKey = ({ rank }: RunSubject) => (rank === null ? null : String(rank));
  const groupKey = ({ subject, groupRank }: RunSubject) =>
    groupRank === null ? null : `${groupRank} ${unitOf(units, subject).group ?? ''}`;
  const sharing = countBy(subjects, rankKey);
  const groupSharing = countBy(subjects, groupKey);
  return subjects.map((subject) => {
    const unit = unitOf(units, subject.subject);
    return {
      code: unit.code,
      name: unit.name,
      group: unit.group,
      status: subject.status as Line['status'],
      score: shown(subject.score),
      grade: subject.grade,
      gradeName: grades.get(subject.grade ?? '') ?? null,
      rank: subject.rank,
      groupRank: subject.groupRank,
      base: shown(subject.base),
      bonus: shown(subject.bonus),
      penalty: shown(subject.penalty),
      sharedBy: sharing.get(rankKey(subject) ?? '') ?? 0,
      groupSharedBy: groupSharing.get(groupKey(subject) ?? '') ?? 0,
      vetoes: unit.vetoes.map((code) => ({ code, name: vetoes.get(code) ?? code })),
    };
  });
};

const keeps = (request: Request) => (line: Line) =>
  (request.group === undefined || line.group === request.group) &&
  (request.status === undefined || line.status === request.status) &&
  (request.grade === undefined || line.grade === request.grade) &&
  (request.text === undefined || line.name.includes(request.text) || line.code.startsWith(request.text));

/** Orders by a key; those without one last in either direction, equal ones as they stood. */
const sortBy = <Key>(
  lines: readonly Line[],
  keyOf: (line: Line) => Key | null,
  compare: (a: Key, b: Key) => number,
  descending: boolean,
): Line[] => {
  const keyed = lines.map((line) => ({ line, key: keyOf(line) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    return descending ? compare(b.key, a.key) : compare(a.key, b.key);
  });
  return keyed.map(({ line }) => line);
};

const byText = new Intl.Collator('zh-CN').compare;

const sorted = (
  lines: readonly Line[],
  { by, branch, descending }: Request['sort'],
  branchPoints: (code: string) => ReadonlyMap<string, string | null>,
): Line[] => {
  switch (by) {
    case 'rank':
      return sortBy(
        lines,
        ({ rank }) => rank,
        (a, b) => a - b,
        descending,
      );
    case 'group': {
      const inGroups = sortBy(
        lines,
        ({ groupRank }) => groupRank,
        (a, b) => a - b,
        false,
      );
      return sortBy(inGroups, ({ group }) => group, byText, descending);
    }
    case 'name':
      return sortBy(lines, ({ name }) => name, byText, descending);
    case 'branch': {
      const points = branchPoints(branch ?? '');
      return sortBy(lines, ({ code }) => points.get(code) ?? null, compareDecimalTexts, descending);
    }
    default:
      return sortBy(lines, (line) => line[by], compareDecimalTexts, descending);
  }
};

export const readRanking = (db: ReadDb, request: Request): OperationOutput<'runs.ranking'> => {
  const run = openRun(db, request.run);
  const { head, model } = run;
  const results = createRunResultReader(db);
  const shown = publishedDigits(model);
  const roots = model.roots.flatMap((index) => model.nodes[index]?.code ?? []);

  const branchPoints = (code: string): Map<string, string | null> => {
    const everyone = lines.map((line) => line.code);
    const cells = roots.includes(code) ? results.cells(head.id, everyone, [code]) : [];
    return new Map(cells.map((cell) => [cell.subject, cell.published]));
  };
  const lines = linesOf(db, run);
  const chosen = sorted(lines.filter(keeps(request)), request.sort, branchPoints);
  const { rows, next } = pageByOffset(chosen, request);

  const unscored = new Map(
    rows.some(({ status }) => status !== 'complete')
      ? results.unscored(head.id).map((unit) => [unit.code, unit])
      : [],
  );
  const cells = results.cells(
    head.id,
    rows.map(({ code }) => code),
    roots,
  );
  const points = new Map(cells.map((cell) => [`${cell.subject} ${cell.node}`, shown(cell.published)]));
  return {
    rows: rows.map((line) => ({
      ...line,
      reason: line.status === 'complete' ? null : reasonOf(run, unscored.get(line.code)),
      branches: roots.map((root) =>
        line.status === 'complete' ? (points.get(`${line.code} ${root}`) ?? null) : null,
      ),
    })),
    next,
    total: chosen.length,
  };
};
