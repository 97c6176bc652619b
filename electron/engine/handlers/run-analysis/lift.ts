/** 提高一个名次需要什么, of one unit of a run. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type LiftOption, type LiftResult, liftSteps } from '#shared/model/analysis/rank-lift.ts';
import type { ModelData } from '#shared/model/data.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import { outlineLeaves } from '../../excel/layouts/model-outline.ts';
import type { JobContext } from '../../runtime/context.ts';
import { namesOf, openRun } from '../run-results/open-run.ts';

type Answer = OperationOutput<'runs.lift'>;

export const readLift = async (
  context: JobContext,
  { run, subject, scope }: OperationInput<'runs.lift'>,
): Promise<Answer> => {
  const { head, model } = openRun(context.db, run);
  const data = JSON.parse(createRunReader(context.db).documents(head.id)?.data ?? '{}') as ModelData;
  const names = new Map(data.subjects.map(({ code, name }) => [code, name]));
  if (!names.has(subject)) throw new AppError('run.subjectUnknown', { subject });
  const nameOf = (code: string): string => names.get(code) ?? code;
  const grades = namesOf(model.document.grades);
  const leaves = new Map(outlineLeaves(model.document).map((leaf) => [leaf.node.code, leaf]));
  const described = ({ changes, score, grade, rank, groupRank, overtaken, tiedWith }: LiftOption) => ({
    changes: changes.map((change) => {
      const leaf = leaves.get(change.leaf);
      const label = leaf?.items.find(({ code }) => code === change.item)?.label ?? change.item;
      return { ...change, name: leaf?.node.name ?? change.leaf, label };
    }),
    ...{ score, rank, groupRank },
    gradeName: grades.get(grade) ?? grade,
    overtaken: overtaken.map(nameOf),
    tiedWith: tiedWith.map(nameOf),
  });

  const checkpoint = context.progress.phase('assess.lift');
  const steps = liftSteps(model, data, subject, scope);
  let result: LiftResult | null = null;
  while (result === null) {
    const step = steps.next();
    if (step.done) result = step.value;
    else await checkpoint(step.value.done, step.value.total);
  }
  const nothing = { next: [], nextScore: null, gap: null, vetoed: false, options: [], combination: null };
  if (result.kind !== 'options') return { kind: result.kind, ...nothing };
  return {
    kind: 'options',
    next: result.next.map(nameOf),
    nextScore: result.nextScore,
    gap: result.gap,
    vetoed: result.vetoed,
    options: result.options.map(described),
    combination: result.combination === null ? null : described(result.combination),
  };
};
