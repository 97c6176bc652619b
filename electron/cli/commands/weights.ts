import { ahpWeights } from '#shared/model/weights/ahp.ts';
import { criticWeights } from '#shared/model/weights/critic.ts';
import { entropyWeights } from '#shared/model/weights/entropy.ts';
import type { Weights, WeightsOutcome } from '#shared/model/weights/matrix-input.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { defineCommand, defineGroup } from './define-command.ts';
import { readJsonFile, reject } from './model-files.ts';

const matrixFile = {
  matrix: { type: 'string', demandOption: true, requiresArg: true, describe: '矩阵文件 (JSON)' },
} as const;

const sayWeights = (terminal: Terminal, weights: Readonly<Record<string, number>>): void =>
  terminal.table(
    ['指标', '权重'],
    Object.entries(weights).map(([label, weight]) => [label, weight.toFixed(6)]),
    [1],
  );

const ahp = defineCommand({
  words: 'ahp',
  describe: '层次分析法：由两两比较矩阵求权重和一致性',
  options: { ...matrixFile },
  run: async (args, terminal) => {
    const { result: answer, findings } = ahpWeights(readJsonFile(args.matrix));
    if (!answer) return reject(terminal, '判断矩阵', findings);
    terminal.answer(answer);
    sayWeights(terminal, answer.weights);
    terminal.say(
      `λmax = ${answer.lambdaMax.toFixed(4)}，CI = ${answer.ci.toFixed(4)}，CR = ${answer.cr.toFixed(4)}`,
    );
    terminal.say(
      answer.consistent ? '一致性可以接受（CR < 0.10）。' : '一致性不够（CR ≥ 0.10），请修改判断。',
    );
    return exitStatus.done;
  },
});

const objective = (
  words: string,
  describe: string,
  compute: (input: unknown) => WeightsOutcome<{ weights: Weights }>,
) =>
  defineCommand({
    words,
    describe,
    options: { ...matrixFile },
    run: async (args, terminal) => {
      const { result: answer, findings } = compute(readJsonFile(args.matrix));
      if (!answer) return reject(terminal, '决策矩阵', findings);
      terminal.answer(answer);
      sayWeights(terminal, answer.weights);
      return exitStatus.done;
    },
  });

export const weightsCommand = defineGroup('weights', '计算权重', [
  ahp,
  objective('entropy', '熵权法', entropyWeights),
  objective('critic', 'CRITIC 法', criticWeights),
]);
