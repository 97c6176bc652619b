/** The township model over many units, and the firmness of its ranking by Monte Carlo. */
import { loadNewestModels } from '#engine/resources.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { sensitivity } from '#shared/model/sensitivity/sensitivity.ts';
import { createDraw, inventUnits } from '../invented-units.ts';
import { type Case, measure } from '../measured.ts';

const townshipModel = (): ModelDocument => {
  const model = loadNewestModels().find(({ document }) => document.code === 'TOWNSHIP-2026');
  if (!model) throw new Error('TOWNSHIP-2026 is missing');
  return model.document;
};

const scoreUnits =
  (count: number): Case =>
  async () => {
    const model = townshipModel();
    const data = inventUnits(model, count);
    return measure(() => {
      const { subjects } = scoreModel(model, data);
      if (subjects.some(({ status }) => status !== 'complete')) throw new Error('not every unit was scored');
    });
  };

const runs = 2_000;
const spread = 0.2;
const shakenUnits = 100;

const monteCarlo: Case = async () => {
  const model = townshipModel();
  const data = inventUnits(model, shakenUnits);
  sensitivity(model, data, { runs: 100, spread, seed: 1 });
  return measure(() => sensitivity(model, data, { runs, spread, seed: 2 }));
};

/** The work of a run and nothing else: shake, share, multiply, round, sort, rank, count. */
const plainLoop = (
  parents: Int32Array,
  weights: Float64Array,
  leaves: Int32Array,
  runCount: number,
): void => {
  const nodes = weights.length;
  const draw = createDraw(7);
  const rates = Float64Array.from({ length: shakenUnits * leaves.length }, () => draw() / 2 ** 32);
  const shaken = new Float64Array(nodes);
  const sums = new Float64Array(nodes + 1);
  const points = new Float64Array(nodes);
  const scores = new Float64Array(shakenUnits);
  const order = Array.from({ length: shakenUnits }, (_, unit) => unit);
  const counts = new Uint32Array(shakenUnits * (shakenUnits + 1));
  for (let run = 0; run < runCount; run += 1) {
    sums.fill(0);
    for (let node = 0; node < nodes; node += 1) {
      const weight = (weights[node] as number) * (1 + spread * (2 * (draw() / 2 ** 32) - 1));
      const family = (parents[node] as number) + 1;
      shaken[node] = weight;
      sums[family] = (sums[family] as number) + weight;
    }
    for (let node = 0; node < nodes; node += 1) {
      const parent = parents[node] as number;
      const above = parent < 0 ? 100 : (points[parent] as number);
      points[node] = (above * (shaken[node] as number)) / (sums[parent + 1] as number);
    }
    for (let unit = 0; unit < shakenUnits; unit += 1) {
      let score = 0;
      for (let leaf = 0; leaf < leaves.length; leaf += 1) {
        const rate = rates[unit * leaves.length + leaf] as number;
        score += Math.round((points[leaves[leaf] as number] as number) * rate * 100);
      }
      scores[unit] = score;
    }
    order.sort((a, b) => (scores[b] as number) - (scores[a] as number));
    let rank = 0;
    let before = Number.NaN;
    for (let place = 0; place < shakenUnits; place += 1) {
      const unit = order[place] as number;
      const score = scores[unit] as number;
      if (score !== before) rank = place + 1;
      before = score;
      const cell = unit * (shakenUnits + 1) + rank;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
};

const plainMonteCarlo: Case = async () => {
  const { nodes } = townshipModel();
  // Parents first, as the loop goes down the tree.
  const depthOf = (code: string | null): number =>
    code === null ? 0 : 1 + depthOf(nodes.find((node) => node.code === code)?.parent ?? null);
  const sorted = [...nodes].sort((a, b) => depthOf(a.code) - depthOf(b.code));
  const parents = Int32Array.from(sorted, (node) => sorted.findIndex(({ code }) => code === node.parent));
  const weights = Float64Array.from(sorted, (node) => node.weight);
  const leaves = Int32Array.from(sorted.flatMap(({ scoring }, position) => (scoring ? [position] : [])));
  plainLoop(parents, weights, leaves, 100);
  return measure(() => plainLoop(parents, weights, leaves, runs));
};

export const assessCases = {
  'assess.500': scoreUnits(500),
  'assess.20': scoreUnits(20),
  'assess.sensitivity': monteCarlo,
  'assess.plain': plainMonteCarlo,
} satisfies Record<string, Case>;
