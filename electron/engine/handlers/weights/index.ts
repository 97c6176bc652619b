/** 确定权重. Everything here only reads. */
import type { weightOperations } from '#shared/contract/operations/weights.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { cyclesToTry } from '../model-trials/open-trial.ts';
import { weighByData } from './from-data.ts';
import { weighByPairs } from './pairwise.ts';

export const weightHandlers: HandlersOf<typeof weightOperations> = {
  'weights.pairwise': (_, asked) => weighByPairs(asked),

  'weights.cycles': ({ db }, { model }) => ({
    cycles: cyclesToTry(db, model).map(({ cycle: { code, name }, units }) => ({ code, name, units })),
  }),

  'weights.fromData': ({ db }, asked) => weighByData(db, asked),
};
