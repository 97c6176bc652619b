/**
 * What the stored runs say, in the portions that a page shows. A whole result document is never read into memory here: of
 * 500 units it is 7 MB, while a page wants a ranking, one unit, or one figure per cell.
 *
 * Names and groups of the units are those of the run's own data document: a run tells what was, whatever a unit is called
 * or where it belongs today.
 */
import type { DataSubject } from '#shared/model/data.ts';
import type { MissingValue, NodeStatus, SubjectResult } from '#shared/model/result.ts';
import { scoreText } from '../score-units.ts';
import type { ReadDb } from '../transaction.ts';

/** A unit as it was scored. */
export interface RunUnit {
  code: string;
  name: string;
  group: string | null;
  /** Codes of the vetoes that applied. */
  vetoes: readonly string[];
}

export interface RunCounts {
  subjects: number;
  complete: number;
}

/** What kept a unit from being scored. */
export interface UnscoredUnit {
  code: string;
  missing: readonly MissingValue[];
  errors: number;
}

/** One node of one unit; figures with ten decimals, null where the result has none. */
export interface RunCell {
  subject: string;
  node: string;
  status: NodeStatus;
  rate: string | null;
  points: string;
  published: string | null;
}

/** Sums over the scored units of one group, of one node. */
export interface NodeSum {
  group: string | null;
  node: string;
  /** Units for which the node counts, and the exact sum of their rates. */
  rates: number;
  rateSum: string;
  /** The same of published points. */
  figures: number;
  publishedSum: string;
}

type BigRow = Record<string, string | bigint | null>;

const figure = (value: string | bigint | null | undefined): string | null =>
  typeof value === 'bigint' ? scoreText(value) : null;

/**
 * Whole points and rest apart: an ordinary sum of many scores may leave the 64 bits of a column, and SQLite would then
 * refuse the query.
 */
const sumOf = (column: string): string =>
  `count(${column}) AS ${column}Count, sum(${column} / 10000000000) AS ${column}Whole, sum(${column} % 10000000000) AS ${column}Rest`;

const textOfSum = (row: BigRow, column: string): string =>
  scoreText(BigInt(row[`${column}Whole`] ?? 0n) * 10_000_000_000n + BigInt(row[`${column}Rest`] ?? 0n));

export function createRunResultReader(db: ReadDb) {
  const counts = db.prepareRead<RunCounts>(
    `SELECT count(*) AS subjects, count(*) FILTER (WHERE status = 'complete') AS complete
     FROM run_subjects WHERE run_id = ?`,
  );
  const units = db.prepareRead<{ code: string; name: string; group: string | null; vetoes: string | null }>(
    `SELECT subject.value ->> 'code' AS code, subject.value ->> 'name' AS name, subject.value ->> 'group' AS "group",
       subject.value -> 'vetoes' AS vetoes
     FROM runs, json_each(runs.data, '$.subjects') AS subject WHERE runs.id = ?`,
  );
  const unscored = db.prepareRead<{ code: string; missing: string; errors: number }>(
    `SELECT subject.value ->> 'code' AS code, subject.value -> 'missing' AS missing,
       (SELECT count(*) FROM json_each(subject.value, '$.findings') AS finding
        WHERE finding.value ->> 'severity' = 'error') AS errors
     FROM runs, json_each(runs.result, '$.subjects') AS subject
     WHERE runs.id = ? AND subject.value ->> 'status' <> 'complete'`,
  );
  const given = db.prepareRead<{ subject: string }>(
    `SELECT subject.value AS subject FROM runs, json_each(runs.data, '$.subjects') AS subject
     WHERE runs.id = ? AND subject.value ->> 'code' = ?`,
  );
  const result = db.prepareRead<{ subject: string }>(
    `SELECT json_extract(runs.result, '$.subjects[' || place.position || ']') AS subject
     FROM runs JOIN run_subjects AS place ON place.run_id = runs.id
     WHERE runs.id = ? AND place.subject = ?`,
  );
  const cells = db.prepareRead<BigRow>(
    `SELECT cell.subject, node, status, rate, points, published
     FROM json_each(@subjects) AS wanted
       CROSS JOIN run_node_results AS cell ON cell.run_id = @run AND cell.subject = wanted.value
     WHERE @nodes IS NULL OR node IN (SELECT value FROM json_each(@nodes))`,
    { bigIntegers: true },
  );
  const sums = db.prepareRead<BigRow>(
    `SELECT place.value AS place, node, ${sumOf('rate')}, ${sumOf('published')}
     FROM json_each(@places) AS place
       CROSS JOIN run_node_results AS cell ON cell.run_id = @run AND cell.subject = place.key
     GROUP BY place.value, node`,
    { bigIntegers: true },
  );

  return {
    counts: (run: string): RunCounts => counts.get(run) ?? { subjects: 0, complete: 0 },
    /** In no particular order. */
    units: (run: string): RunUnit[] =>
      units.all(run).map((unit) => ({
        ...unit,
        vetoes: unit.vetoes === null ? [] : ((JSON.parse(unit.vetoes) as string[] | null) ?? []),
      })),
    unscored: (run: string): UnscoredUnit[] =>
      unscored.all(run).map((unit) => ({ ...unit, missing: JSON.parse(unit.missing) as MissingValue[] })),
    /** A unit as the data document holds it. */
    given(run: string, subject: string): DataSubject | null {
      const found = given.get(run, subject);
      return found === undefined ? null : (JSON.parse(found.subject) as DataSubject);
    },
    /** A unit as the result document holds it. */
    subjectResult(run: string, subject: string): SubjectResult | null {
      const found = result.get(run, subject);
      return found === undefined ? null : (JSON.parse(found.subject) as SubjectResult);
    },
    /** The named nodes (null: every one) of the named units, unit by unit. */
    cells: (run: string, subjects: readonly string[], nodes: readonly string[] | null): RunCell[] =>
      cells
        .all({
          run,
          subjects: JSON.stringify(subjects),
          nodes: nodes === null ? null : JSON.stringify(nodes),
        })
        .map((row) => ({
          subject: String(row.subject),
          node: String(row.node),
          status: String(row.status) as NodeStatus,
          rate: figure(row.rate),
          points: figure(row.points) ?? '0',
          published: figure(row.published),
        })),
    /** @param groups group of each unit that takes part */
    sums(run: string, groups: ReadonlyMap<string, string | null>): NodeSum[] {
      const names = [...new Set(groups.values())];
      const places = Object.fromEntries([...groups].map(([unit, group]) => [unit, names.indexOf(group)]));
      return sums.all({ run, places: JSON.stringify(places) }).map((row) => ({
        group: names[Number(row.place)] ?? null,
        node: String(row.node),
        rates: Number(row.rateCount),
        rateSum: textOfSum(row, 'rate'),
        figures: Number(row.publishedCount),
        publishedSum: textOfSum(row, 'published'),
      }));
    },
  };
}
