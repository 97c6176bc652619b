/** 稳健性: the ranking by the tried model when its weights are shaken. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { runModel } from '#shared/model/score-model.ts';
import { type SensitivityResult, sensitivitySteps } from '#shared/model/sensitivity/sensitivity.ts';
import { standingsOf } from '#shared/model/trial/standings.ts';
import type { JobContext } from '../../runtime/context.ts';
import { namesOf } from '../run-results/open-run.ts';
import { headOf, openTrial } from './open-trial.ts';

export const sensitivity = async (
  { db, progress }: JobContext,
  { cycle, model: source, runs = 2_000, spread = 0.2, seed = 42 }: OperationInput<'models.sensitivity'>,
): Promise<OperationOutput<'models.sensitivity'>> => {
  const trial = openTrial(db, cycle, source);
  const { model, data, units } = trial;
  const checkpoint = progress.phase('model.sensitivity');
  const steps = sensitivitySteps(model.document, data, { runs, spread, seed });
  let result: SensitivityResult | null = null;
  while (result === null) {
    const step = steps.next();
    if (step.done) result = step.value;
    else await checkpoint(step.value.done, step.value.total);
  }
  const standings = standingsOf(model, runModel(model, data));
  const grades = namesOf(model.document.grades);
  const gradeName = (code: string): string => grades.get(code) ?? code;
  const unitOf = (code: string) => units.get(code) ?? { code, name: code, group: null };
  return {
    ...headOf(trial),
    ...{ runs, spread, seed, generator: result.generator },
    units: result.subjects.map(({ code, grade, gradeShares, rank, p5, median, p95, mean, rankShares }) => ({
      ...unitOf(code),
      ...{ rank, p5, median, p95, mean },
      score: standings.get(code)?.score ?? null,
      gradeName: gradeName(grade),
      gradeKept: gradeShares.find((share) => share.grade === grade)?.share ?? 0,
      rankShares: [...rankShares],
      gradeShares: gradeShares.map((of) => ({ gradeName: gradeName(of.grade), share: of.share })),
    })),
    unranked: [...units.values()].flatMap(({ code, name }) =>
      standings.get(code)?.rank == null ? [name] : [],
    ),
    leaves: result.leaves.map(({ leaf, tau }) => ({
      leaf,
      name: model.nodes[model.positionOf.get(leaf) ?? -1]?.name ?? leaf,
      tau,
    })),
  };
};
