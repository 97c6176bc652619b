import type { z } from 'zod';
import type { modelTrialFailures, modelTrialFindings } from '../../errors/codes/model-trials.ts';

type Words<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (p: z.infer<Codes[C]>) => string;
};

const decisions = { notApplicable: '不适用认定', adjustment: '加减分', veto: '一票否决' } as const;

/** Words for failures of trying a model on the data of a cycle. */
export const modelTrialFailureWords = {
  'trial.noUnits': (p) =>
    `考核周期“${p.cycle}”里没有用“${p.model}”这套指标模型考核的单位，无从试算。请换一个考核周期，或者先在考核周期中列入单位。`,
  'trial.nodeUnknown': (p) => `试算的模型里没有指标 ${p.node}，权重没有采用。请重新打开这个模型再试。`,
} satisfies Words<typeof modelTrialFailures>;

/** Words for what a trial had to leave out. */
export const modelTrialFindingWords = {
  'trial.otherVersion': (p) =>
    `本周期另有 ${p.units} 个单位用版本 ${p.version} 考核，与这里的单位不一同排名，没有参加试算。`,
  'trial.leafWithoutData': (p) => `“${p.name}”在本周期没有任何单位的数据，试算时按缺项处理。`,
  'trial.leafGone': (p) =>
    `本周期使用的版本有指标“${p.name}”，试算的模型没有；${p.units} 个单位的数据没有计入。`,
  'trial.valuesUnfit': (p) =>
    `“${p.name}”的评分办法改了，${p.units} 个单位原有的数值填不进去，试算时按缺项处理。`,
  'trial.ratesHeld': (p) =>
    `“${p.name}”由人直接给分而分值改了，${p.units} 个单位所给的分按原来的得分率折算。`,
  'trial.decisionGone': (p) =>
    `${p.units} 个单位的${decisions[p.kind]}“${p.code}”在试算的模型里没有对应的项目，没有计入。`,
} satisfies Words<typeof modelTrialFindings>;
