/** What the indicators of a run really weigh, and how its scores lie. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { exactFromText, formatShort, quotient } from '#shared/domain/exact.ts';
import { binScores, type ScoreSpread, spreadOf } from '#shared/model/analysis/distribution.ts';
import { effectiveWeights } from '#shared/model/analysis/effective-weights.ts';
import { bandOf } from '#shared/model/grading.ts';
import { createRunResultReader } from '../../db/repositories/run-results.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { openRun, unitOf, unitsOf } from '../run-results/open-run.ts';

export const readWeights = (
  db: ReadDb,
  run: string,
  group: string | null | undefined,
): OperationOutput<'runs.weights'> => {
  const { head, model } = openRun(db, run);
  const units = unitsOf(db, run);
  const scored = createRunReader(db)
    .subjects(head.id)
    .filter(
      ({ status, subject }) =>
        status === 'complete' && (group === undefined || unitOf(units, subject).group === group),
    );
  if (model.hasGeometry) return { units: scored.length, pointsAddUp: false, nodes: [] };
  const codes = scored.map(({ subject }) => subject);
  const places = new Map(codes.map((code, place) => [code, place]));
  const columns = new Map(model.nodes.map(({ code }) => [code, codes.map((): number | null => null)]));
  for (const { subject, node, published } of createRunResultReader(db).cells(head.id, codes, null)) {
    const place = places.get(subject);
    const column = columns.get(node);
    if (place !== undefined && column !== undefined)
      column[place] = published === null ? null : Number(published);
  }
  const weights = effectiveWeights(
    model.nodes.map((node) => ({
      code: node.code,
      parent: model.nodes[node.parent]?.code ?? null,
      points: node.points.valueOf(),
      values: columns.get(node.code) ?? [],
    })),
    scored.map(({ base }) => Number(base)),
    model.fullScore.valueOf(),
  );
  const fixed = (value: number | null): string | null => value?.toFixed(model.decimals) ?? null;
  return {
    units: scored.length,
    pointsAddUp: true,
    nodes: model.nodes.flatMap((node, position) => {
      const weight = weights[position];
      if (weight === undefined) return [];
      const { stated, effective, contribution, mean, deviation, withTotal, withParent, warning } = weight;
      return [
        {
          ...{ code: node.code, name: node.name, depth: node.depth, leaf: node.leaf !== null },
          points: formatShort(quotient(node.points), 4),
          ...{ stated, effective, contribution, withTotal, withParent, warning },
          mean: fixed(mean),
          deviation: fixed(deviation),
        },
      ];
    }),
  };
};

/** A twentieth of the full score is one bin: five points of a hundred. */
const binsOfFullScore = 20;

export const readDistribution = (db: ReadDb, run: string): OperationOutput<'runs.distribution'> => {
  const { head, model } = openRun(db, run);
  const units = unitsOf(db, run);
  const scored = createRunReader(db)
    .subjects(head.id)
    .flatMap(({ subject, score }) =>
      score === null ? [] : [{ group: unitOf(units, subject).group, score: Number(score) }],
    );
  const shown = (value: number): string => value.toFixed(model.decimals);
  const spread = (found: ScoreSpread | null) =>
    found === null
      ? null
      : {
          units: found.units,
          lowest: shown(found.lowest),
          lowerQuartile: shown(found.lowerQuartile),
          median: shown(found.median),
          upperQuartile: shown(found.upperQuartile),
          highest: shown(found.highest),
          mean: shown(found.mean),
          deviation: found.deviation === null ? null : shown(found.deviation),
        };
  const scoresOf = (list: readonly { score: number }[]): number[] => list.map(({ score }) => score);
  const gradeAt = (score: number): string => {
    const exact = exactFromText(score.toFixed(4));
    return (exact === null ? undefined : model.document.grades[bandOf(model, exact)]?.name) ?? '';
  };
  const limit = (value: number): string => String(Number(value.toFixed(4)));
  return {
    all: spread(spreadOf(scoresOf(scored))),
    groups: [...Map.groupBy(scored, ({ group }) => group)].map(([group, members]) => ({
      group,
      spread: spread(spreadOf(scoresOf(members))),
    })),
    bins: binScores(scoresOf(scored), model.fullScore.valueOf() / binsOfFullScore).map((bin) => ({
      from: limit(bin.from),
      upTo: limit(bin.upTo),
      units: bin.units,
      gradeName: gradeAt(bin.from),
    })),
  };
};
