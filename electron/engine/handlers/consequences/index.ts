/** 结果运用: grades step by step, what follows from them, and what a person decides. */
import type { consequenceOperations } from '#shared/contract/operations/consequences.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { requireCycle } from '../cycles.ts';
import { rulesOfCycle } from './called-for.ts';
import { decideConsequences } from './decide.ts';
import { readGrades } from './graded-units.ts';
import { proposeConsequences } from './propose.ts';
import { listConsequences } from './shown.ts';
import { writeLetters } from './write-letters.ts';

export const consequenceHandlers: HandlersOf<typeof consequenceOperations> = {
  'consequences.grades': ({ db }, { cycle }) => readGrades(db, requireCycle(db, cycle)),

  'consequences.list': ({ db }, { cycle }) => listConsequences(db, requireCycle(db, cycle)),

  'consequences.rules': ({ db }, { cycle }) => ({
    rules: rulesOfCycle(requireCycle(db, cycle)).map(({ code, name, action, basis, standing }) => ({
      ...{ code, name, action, basis, standing },
    })),
  }),

  'consequences.propose': (context, { cycle }) =>
    context.write((tx) => proposeConsequences(tx, requireCycle(tx, cycle), context.actor)),

  'consequences.decide': (context, { cycle, ...input }) =>
    context.write((tx) =>
      decideConsequences(tx, requireCycle(tx, cycle), input, { actor: context.actor, now: context.now() }),
    ),

  'consequences.writeLetters': writeLetters,
};
