/** A model tried on the data of a cycle; nothing is stored. */
import type { modelTrialOperations } from '#shared/contract/operations/model-trials.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { sensitivity } from './sensitivity.ts';
import { simulate } from './simulate.ts';

export const modelTrialHandlers: HandlersOf<typeof modelTrialOperations> = {
  'models.simulate': ({ db }, asked) => simulate(db, asked),
  'models.sensitivity': (context, asked) => sensitivity(context, asked),
};
