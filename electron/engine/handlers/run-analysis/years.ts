/** A run beside those of other years: year on year by unit, and chosen indicators over all cycles. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { decimalDifference, percentText } from '#shared/domain/decimal-text.ts';
import { comparableNodes } from '#shared/model/analysis/comparable-nodes.ts';
import type { CompiledModel } from '#shared/model/compiled-model.ts';
import { isObject } from '#shared/model/json-view.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createRunResultReader, type RunCell } from '../../db/repositories/run-results.ts';
import { createRunReader, type RunHead, type RunSubject } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  createSummaries,
  namesOf,
  type OpenRun,
  openRun,
  publishedDigits,
  scoreDigits,
  unitOf,
  unitsOf,
} from '../run-results/open-run.ts';

type Answer = OperationOutput<'runs.yearOnYear'>;
type Side = Answer['rows'][number]['now'];
type History = OperationOutput<'runs.history'>;

/** The run that counts in the nearest earlier cycle in which this model assessed anybody. */
const runBefore = (db: ReadDb, head: RunHead): RunHead | null => {
  const cycles = createCycleReader(db);
  const runs = createRunReader(db);
  let cycle = cycles.findByCode(head.cycleCode);
  while (cycle !== null) {
    cycle = cycles.findPrevious(cycle);
    const found = cycle === null ? null : runs.counting(cycle.code, head.modelCode);
    if (found !== null) return found;
  }
  return null;
};

/** Which units of the run before a unit continues: itself, and those that were merged into it up to a day. */
const createForebears = (db: ReadDb, earlier: ReadonlySet<string>, upTo: string) => {
  const changes = createBodyChangeReader(db);
  return (uscc: string): string[] => {
    const merged = changes
      .listInto(uscc)
      .filter(
        ({ kind, withdrawnOn, effectiveOn }) =>
          kind === 'merge' && withdrawnOn === null && effectiveOn <= upTo,
      )
      .map(({ bodyUscc }) => bodyUscc);
    return [...new Set([uscc, ...merged])].filter((code) => earlier.has(code));
  };
};

/** The last day that a run speaks of. */
const periodEnd = (db: ReadDb, head: RunHead): string =>
  createCycleReader(db).findByCode(head.cycleCode)?.periodTo ?? head.createdAt.slice(0, 10);

const sideOf = ({ model }: OpenRun, subject: RunSubject): Side => ({
  status: subject.status as Side['status'],
  score: scoreDigits(model)(subject.score),
  gradeName: namesOf(model.document.grades).get(subject.grade ?? '') ?? null,
  rank: subject.rank,
  groupRank: subject.groupRank,
});

const ratesOf = (db: ReadDb, run: string, units: readonly string[], nodes: readonly string[]) => {
  const rates = new Map<string, string | null>();
  for (const { subject, node, rate } of createRunResultReader(db).cells(run, units, nodes)) {
    rates.set(`${subject} ${node}`, rate);
  }
  return rates;
};

const gained = (before: number | null | undefined, after: number | null): number | null =>
  before == null || after === null ? null : before - after;

export const readYearOnYear = (
  db: ReadDb,
  request: OperationInput<'runs.yearOnYear'>,
): OperationOutput<'runs.yearOnYear'> => {
  const after = openRun(db, request.run);
  const runs = createRunReader(db);
  const head = request.before === undefined ? runBefore(db, after.head) : openRun(db, request.before).head;
  const before = head === null ? null : openRun(db, head.id);
  const comparable = before === null ? null : comparableNodes(before.model, after.model);
  const shown = after.model.nodes.filter(({ depth, leaf }) => depth === 0 || leaf !== null);
  const nodes = shown.map(({ code, name, leaf }) => ({
    code,
    name,
    leaf: leaf !== null,
    comparable: comparable?.get(code) ?? ('no' as const),
  }));
  const units = unitsOf(db, after.head.id);
  const subjects = runs.subjects(after.head.id);
  const earlierUnits = before === null ? new Map<string, never>() : unitsOf(db, before.head.id);
  const earlier = new Map(
    (before === null ? [] : runs.subjects(before.head.id)).map((subject) => [subject.subject, subject]),
  );
  const forebears = createForebears(db, new Set(earlier.keys()), periodEnd(db, after.head));
  const codes = nodes.map(({ code }) => code);
  const everyone = subjects.map(({ subject }) => subject);
  const ratesNow = ratesOf(db, after.head.id, everyone, codes);
  const ratesThen =
    before === null ? new Map<string, null>() : ratesOf(db, before.head.id, [...earlier.keys()], codes);
  const continued = new Set<string>();

  const rows = subjects.map((subject) => {
    const { name, group } = unitOf(units, subject.subject);
    const lines = before === null ? [] : forebears(subject.subject);
    for (const code of lines) continued.add(code);
    const former = lines.flatMap((code) => {
      const line = earlier.get(code);
      if (before === null || line === undefined) return [];
      return [{ code, name: unitOf(earlierUnits, code).name, ...sideOf(before, line) }];
    });
    const now = sideOf(after, subject);
    const only = former.length === 1 ? former[0] : undefined;
    const change = (node: string): string | null => {
      const [was, is] = [ratesThen.get(`${only?.code} ${node}`), ratesNow.get(`${subject.subject} ${node}`)];
      return was == null || is == null ? null : decimalDifference(percentText(was), percentText(is));
    };
    return {
      code: subject.subject,
      ...{ name, group, former, now },
      scoreChange:
        only?.score == null || now.score === null ? null : decimalDifference(only.score, now.score),
      rankChange: gained(only?.rank, now.rank),
      groupRankChange: gained(only?.groupRank, now.groupRank),
      rateChanges: nodes.map(({ code, comparable: how }) => (how === 'no' ? null : change(code))),
    };
  });
  return {
    before: before === null ? null : createSummaries(db)(before.head),
    sameModel: before !== null && before.head.modelDigest === after.head.modelDigest,
    nodes,
    rows,
    gone: [...earlier.keys()]
      .filter((code) => !continued.has(code))
      .map((code) => ({ code, name: unitOf(earlierUnits, code).name })),
  };
};

/** Leaves that the model marks as its answer to short views (`extensions.rows`, item S38 of the field's checklist). */
const markedLeaves = (model: CompiledModel): string[] => {
  const { extensions } = model.document;
  const rows = isObject(extensions) && isObject(extensions.rows) ? extensions.rows : {};
  return Object.entries(rows).flatMap(([code, row]) =>
    isObject(row) && Array.isArray(row.seeds) && row.seeds.includes('S38') ? [code] : [],
  );
};

type Cell = History['rows'][number]['cells'][number][number];

/** Full marks in one year and less in a later one. */
const hasFallen = (over: readonly Cell[]): boolean => {
  const rates = over.flatMap((cell) => (cell?.rate == null ? [] : [Number(cell.rate)]));
  const full = rates.indexOf(1);
  return full >= 0 && rates.slice(full).some((rate) => rate < 1);
};

export const readHistory = (db: ReadDb, { run, leaves }: OperationInput<'runs.history'>): History => {
  const opened = openRun(db, run);
  const { head, model } = opened;
  const runs = createRunReader(db);
  const all = model.leaves.flatMap((index) => model.nodes[index] ?? []);
  const wanted = new Set(leaves ?? markedLeaves(model));
  const chosen = all.filter(({ code }) => wanted.has(code));
  const own = createCycleReader(db).findByCode(head.cycleCode);
  const counted = createCycleReader(db)
    .list()
    .toReversed()
    .flatMap((cycle) => {
      // The year that is looked at shows the run that is looked at, later years are not known yet.
      if (cycle.code === head.cycleCode) return [{ cycle, of: head }];
      const of =
        own !== null && cycle.periodTo > own.periodTo ? null : runs.counting(cycle.code, head.modelCode);
      return of === null ? [] : [{ cycle, of }];
    });
  const units = unitsOf(db, head.id);
  const subjects = runs.subjects(head.id).map(({ subject }) => subject);
  const codes = chosen.map(({ code }) => code);
  const years = counted.map(({ cycle, of }) => {
    const year = openRun(db, of.id);
    const comparable = comparableNodes(year.model, model);
    const seen = new Set(runs.subjects(of.id).map(({ subject }) => subject));
    const forebears = createForebears(db, seen, periodEnd(db, head));
    const digits = publishedDigits(year.model);
    const cells = new Map<string, RunCell>();
    for (const cell of createRunResultReader(db).cells(of.id, [...seen], codes)) {
      cells.set(`${cell.subject} ${cell.node}`, cell);
    }
    const cellOf = (uscc: string, leaf: string): Cell => {
      const lines = forebears(uscc);
      const cell = lines.length === 1 ? cells.get(`${lines[0]} ${leaf}`) : undefined;
      if (cell === undefined || comparable.get(leaf) === 'no') return null;
      return { rate: cell.rate, published: digits(cell.published), status: cell.status };
    };
    return { cycle, of, cellOf };
  });
  return {
    choices: all.map(({ code, name }) => ({ code, name })),
    leaves: chosen.map(({ code, name }) => ({ code, name })),
    cycles: years.map(({ cycle, of }) => ({
      cycle: cycle.code,
      name: cycle.name,
      run: of.id,
      official: of.official,
    })),
    rows: subjects.map((uscc) => {
      const cells = years.map(({ cellOf }) => codes.map((leaf) => cellOf(uscc, leaf)));
      const { name, group } = unitOf(units, uscc);
      const fell = codes.map((_, leaf) => hasFallen(cells.map((year) => year[leaf] ?? null)));
      return { code: uscc, name, group, cells, fell };
    }),
  };
};
