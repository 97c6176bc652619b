/** The plan as it stands in the form, and what of it was changed. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { cycleStages } from '#shared/domain/cycle-stages.ts';
import { isDate } from '#shared/domain/dates.ts';

export type Plan = OperationOutput<'cycles.plan'>;
export type CycleHead = OperationOutput<'cycles.read'>['cycle'];
export type Filler = NonNullable<OperationInput<'cycles.setPlan'>['fillers']>[number];

/** Stages that last from one day to another: all but the first and the last. */
export const datedStages = cycleStages.filter((stage) => stage !== 'draft' && stage !== 'archived');

export interface PlanDraft {
  name: string;
  periodFrom: string;
  periodTo: string;
  planDocumentNo: string;
  /** Points, as typed. */
  reviewLimit: string;
  dates: Partial<Record<CycleStatus, { from: string; to: string }>>;
  fillers: readonly Filler[];
}

export const draftOf = (cycle: CycleHead, plan: Plan): PlanDraft => ({
  name: cycle.name,
  periodFrom: cycle.periodFrom,
  periodTo: cycle.periodTo,
  planDocumentNo: cycle.planDocumentNo ?? '',
  reviewLimit: plan.reviewLimit.points,
  dates: Object.fromEntries(plan.stages.map(({ stage, from, to }) => [stage, { from, to }])),
  fillers: plan.fillers.map(({ modelCode, leaf, role, bodyUscc }) => ({ modelCode, leaf, role, bodyUscc })),
});

/** Stages with a date that is no date, or with one of two. */
export const faultyStages = ({ dates }: PlanDraft): CycleStatus[] =>
  datedStages.filter((stage) => {
    const { from = '', to = '' } = dates[stage] ?? {};
    return (from !== '' || to !== '') && !(isDate(from) && isDate(to) && from <= to);
  });

/** Whether the limit is points. */
export const limitIsValid = ({ reviewLimit }: PlanDraft): boolean =>
  /^\d{1,4}(\.\d{1,4})?$/.test(reviewLimit);

/** What is to be saved; null when nothing was changed. */
export const changesOf = (
  cycle: string,
  before: PlanDraft,
  after: PlanDraft,
): OperationInput<'cycles.setPlan'> | null => {
  const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
  const stages = (draft: PlanDraft) =>
    datedStages.flatMap((stage) => {
      const { from = '', to = '' } = draft.dates[stage] ?? {};
      return from === '' && to === '' ? [] : [{ stage, from, to }];
    });
  const byPlace = (fillers: readonly Filler[]) =>
    fillers.toSorted((a, b) =>
      `${a.modelCode} ${a.leaf} ${a.role}`.localeCompare(`${b.modelCode} ${b.leaf} ${b.role}`),
    );
  const documentNo = after.planDocumentNo.trim();
  const change: OperationInput<'cycles.setPlan'> = {
    cycle,
    ...(after.name === before.name ? {} : { name: after.name }),
    ...(after.periodFrom === before.periodFrom ? {} : { periodFrom: after.periodFrom }),
    ...(after.periodTo === before.periodTo ? {} : { periodTo: after.periodTo }),
    ...(documentNo === before.planDocumentNo ? {} : { planDocumentNo: documentNo || null }),
    ...(after.reviewLimit === before.reviewLimit ? {} : { reviewLimit: after.reviewLimit }),
    ...(same(stages(before), stages(after)) ? {} : { stages: stages(after) }),
    ...(same(byPlace(before.fillers), byPlace(after.fillers)) ? {} : { fillers: [...after.fillers] }),
  };
  return Object.keys(change).length === 1 ? null : change;
};
