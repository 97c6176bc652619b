/** Two runs side by side: as a whole, by unit, and one unit down to the values. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Operations } from '#shared/contract/registry.ts';
import { formatShort, quotient } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  type ComparedNode,
  type ComparedSubject,
  compareNodes,
  compareSubjects,
  nodeChanged,
  type SubjectChange,
} from '#shared/model/compare-results.ts';
import type { CompiledNode } from '#shared/model/compiled-model.ts';
import type { DataSubject } from '#shared/model/data.ts';
import { createRunResultReader, type RunCell } from '../../db/repositories/run-results.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { outlineLeaves } from '../../excel/layouts/model-outline.ts';
import { decisionsOf, type ScoredValue, valuesOf } from './explain.ts';
import {
  createSummaries,
  namesOf,
  type OpenRun,
  openRun,
  publishedDigits,
  scoreDigits,
  unitsOf,
} from './open-run.ts';
import { pageByOffset } from './page-by-offset.ts';

type Compared = OperationOutput<'runs.compare'>;
type Side = OperationOutput<'runs.compareUnits'>['rows'][number]['before'];
type UnitDetail = OperationOutput<'runs.compareSubject'>;

interface Pair {
  before: OpenRun;
  after: OpenRun;
}

const openPair = (db: ReadDb, { before, after }: { before: string; after: string }): Pair => ({
  before: openRun(db, before),
  after: openRun(db, after),
});

const subjectsOf = (db: ReadDb, { head, model }: OpenRun): ComparedSubject[] => {
  const shown = scoreDigits(model);
  return createRunReader(db)
    .subjects(head.id)
    .map(({ subject, status, score, grade, rank, groupRank }) => ({
      code: subject,
      status: status as ComparedSubject['status'],
      score: shown(score),
      grade,
      rank,
      groupRank,
    }));
};

const changesOf = (db: ReadDb, { before, after }: Pair): SubjectChange[] =>
  compareSubjects(subjectsOf(db, before), subjectsOf(db, after));

const nodesOf = ({ model }: OpenRun): Map<string, CompiledNode> =>
  new Map(model.nodes.map((node) => [node.code, node]));

/** First-level nodes of the later model, then those of the earlier one alone. */
const branchesOf = ({ before, after }: Pair): { code: string; name: string }[] => {
  const later = nodesOf(after);
  const roots = ({ model }: OpenRun) => model.nodes.filter(({ depth }) => depth === 0);
  return [...roots(after), ...roots(before).filter(({ code }) => !later.has(code))].map(({ code, name }) => ({
    code,
    name,
  }));
};

export const compareRuns = (db: ReadDb, request: { before: string; after: string }): Compared => {
  const pair = openPair(db, request);
  const { before, after } = pair;
  const summaryOf = createSummaries(db);
  const changes = changesOf(db, pair);
  const count = (what: (change: SubjectChange) => boolean): number => changes.filter(what).length;
  const inBoth = (change: SubjectChange): boolean => change.before !== null && change.after !== null;
  return {
    before: summaryOf(before.head),
    after: summaryOf(after.head),
    same: {
      model: before.head.modelDigest === after.head.modelDigest,
      data: before.head.dataDigest === after.head.dataDigest,
      engine: before.head.engineVersion === after.head.engineVersion,
      result: before.head.resultSha256 === after.head.resultSha256,
    },
    branches: branchesOf(pair),
    units: {
      both: count(inBoth),
      changed: count((change) => inBoth(change) && change.changed),
      up: count(({ rankChange }) => (rankChange ?? 0) > 0),
      down: count(({ rankChange }) => (rankChange ?? 0) < 0),
      gradeChanged: count((change) => inBoth(change) && change.before?.grade !== change.after?.grade),
      onlyBefore: count((change) => change.after === null),
      onlyAfter: count((change) => change.before === null),
    },
  };
};

const sideOf = (subject: ComparedSubject | null, grades: ReadonlyMap<string, string>): Side => {
  if (subject === null) return null;
  const { status, score, grade, rank, groupRank } = subject;
  return { status, score, grade, gradeName: grades.get(grade ?? '') ?? null, rank, groupRank };
};

const comparedNode = (
  cell: Pick<RunCell, 'node' | 'status' | 'rate' | 'points' | 'published'>,
  run: OpenRun,
): ComparedNode => ({
  code: cell.node,
  status: cell.status,
  rate: cell.rate,
  points: cell.points,
  published: publishedDigits(run.model)(cell.published),
});

const cellsOf = (db: ReadDb, run: OpenRun, units: readonly string[], nodes: readonly string[] | null) => {
  const cells = createRunResultReader(db).cells(run.head.id, units, nodes);
  return Map.groupBy(cells, ({ subject }) => subject);
};

export const compareUnits = (
  db: ReadDb,
  request: z.output<Operations['runs.compareUnits']['input']>,
): OperationOutput<'runs.compareUnits'> => {
  const pair = openPair(db, request);
  const { before, after } = pair;
  const changes = changesOf(db, pair).filter(({ changed }) => changed || !request.changedOnly);
  const { rows, next } = pageByOffset(changes, request);
  const names = [unitsOf(db, after.head.id), unitsOf(db, before.head.id)] as const;
  const grades = {
    before: namesOf(before.model.document.grades),
    after: namesOf(after.model.document.grades),
  };
  const units = rows.map(({ code }) => code);
  const branches = branchesOf(pair).map(({ code }) => code);
  const [earlier, later] = [cellsOf(db, before, units, branches), cellsOf(db, after, units, branches)];
  return {
    rows: rows.map((change) => {
      const { code, scoreChange, rankChange, groupRankChange, changed } = change;
      const unit = names[0].get(code) ?? names[1].get(code);
      const nodes = compareNodes(
        (earlier.get(code) ?? []).map((cell) => comparedNode(cell, before)),
        (later.get(code) ?? []).map((cell) => comparedNode(cell, after)),
      );
      return {
        code,
        name: unit?.name ?? code,
        group: unit?.group ?? null,
        before: sideOf(change.before, grades.before),
        after: sideOf(change.after, grades.after),
        scoreChange,
        rankChange,
        groupRankChange,
        changed,
        branchChanges: branches.map(
          (branch) => nodes.find((node) => node.code === branch)?.pointsChange ?? null,
        ),
      };
    }),
    next,
    total: changes.length,
  };
};

const nodeSide = (node: ComparedNode | null, place: CompiledNode | undefined) =>
  node === null || place === undefined
    ? null
    : {
        status: node.status,
        rate: node.rate,
        points: formatShort(quotient(place.points), 4),
        published: node.published,
      };

/** Later first, then what only the earlier has; `read` gives nothing for a run without the unit. */
const byKey = <T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (one: T) => string,
): { before: T | null; after: T | null; either: T }[] => {
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  const later = new Set(after.map(keyOf));
  return [
    ...after.map((one) => ({ before: earlier.get(keyOf(one)) ?? null, after: one, either: one })),
    ...before
      .filter((one) => !later.has(keyOf(one)))
      .map((one) => ({ before: one, after: null, either: one })),
  ];
};

type LeafValue = ScoredValue & { leaf: string; label: string };

const leafValues = ({ model }: OpenRun, given: DataSubject | null): LeafValue[] =>
  given === null
    ? []
    : outlineLeaves(model.document).flatMap((leaf) =>
        valuesOf(given, leaf).map((value) => ({
          ...value,
          leaf: leaf.node.code,
          label: leaf.items.find(({ code }) => code === value.item)?.label ?? value.item,
        })),
      );

export const compareUnit = (
  db: ReadDb,
  request: { before: string; after: string; subject: string },
): UnitDetail => {
  const { before, after } = openPair(db, request);
  const results = createRunResultReader(db);
  const given = {
    before: results.given(before.head.id, request.subject),
    after: results.given(after.head.id, request.subject),
  };
  if (given.before === null && given.after === null) {
    throw new AppError('run.subjectUnknown', { subject: request.subject });
  }
  const places = { before: nodesOf(before), after: nodesOf(after) };
  const cells = (run: OpenRun, nodes: ReadonlyMap<string, CompiledNode>): ComparedNode[] =>
    (cellsOf(db, run, [request.subject], null).get(request.subject) ?? [])
      .toSorted((a, b) => (nodes.get(a.node)?.index ?? 0) - (nodes.get(b.node)?.index ?? 0))
      .map((cell) => comparedNode(cell, run));
  const decisions = byKey(
    given.before === null ? [] : decisionsOf(before.model, given.before),
    given.after === null ? [] : decisionsOf(after.model, given.after),
    ({ kind, code }) => `${kind} ${code}`,
  );
  const values = byKey(
    leafValues(before, given.before),
    leafValues(after, given.after),
    ({ leaf, role, item }) => `${leaf} ${role ?? ''} ${item}`,
  );
  return {
    nodes: compareNodes(cells(before, places.before), cells(after, places.after)).map((change) => {
      const [was, is] = [places.before.get(change.code), places.after.get(change.code)];
      const place = is ?? was;
      return {
        code: change.code,
        name: place?.name ?? change.code,
        depth: place?.depth ?? 0,
        leaf: place !== undefined && place.leaf !== null,
        before: nodeSide(change.before, was),
        after: nodeSide(change.after, is),
        pointsChange: change.pointsChange,
        changed: nodeChanged(change),
      };
    }),
    values: values
      .filter((pair) => pair.before?.value !== pair.after?.value)
      .map(({ before: was, after: is, either: { leaf, item, label, role } }) => ({
        ...{ leaf, item, label, role },
        before: was?.value ?? null,
        after: is?.value ?? null,
      })),
    decisions: decisions
      .filter((pair) => Number(pair.before?.count ?? 0) !== Number(pair.after?.count ?? 0))
      .map(({ before: was, after: is, either: { kind, code, name } }) => ({
        ...{ kind, code, name },
        before: was?.count ?? null,
        after: is?.count ?? null,
      })),
  };
};
