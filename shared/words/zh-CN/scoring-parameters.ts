/** A leaf's scoring parameters as a small table: what each one is called and what it says, worked out in points. */
import type { CountedItem, Scoring, ScoringMethod, ScoringOf } from '#shared/model/definition.ts';
import { exact, percent, pointsOf, type ScoringWordsContext, zeroWords } from './scoring.ts';

export interface ParameterLine {
  name: string;
  value: string;
}

type Writers = {
  [M in ScoringMethod]: (scoring: ScoringOf<M>, context: ScoringWordsContext) => ParameterLine[];
};

const line = (name: string, value: string): ParameterLine => ({ name, value });

/** The measured quantity of `linear` and `bands`: one item, or a quotient. */
const measured = (
  scoring: ScoringOf<'linear'> | ScoringOf<'bands'>,
  context: ScoringWordsContext,
): { lines: ParameterLine[]; limit: (value: number) => string } => {
  const { value, numerator, denominator, whenZero } = scoring;
  if (numerator === undefined || denominator === undefined) {
    return { lines: [line('数值', context.itemLabel(value ?? ''))], limit: exact };
  }
  return {
    lines: [
      line('分子', context.itemLabel(numerator)),
      line('分母', context.itemLabel(denominator)),
      line('分母为0时', zeroWords[whenZero ?? 'missing']),
    ],
    limit: percent,
  };
};

const counted = (items: readonly CountedItem[], context: ScoringWordsContext, verb: '扣' | '得') =>
  items.map(({ item, points, cap }) =>
    line(
      context.itemLabel(item),
      `每个${verb}${exact(points)}分${cap === undefined ? '' : `，最多${verb}${exact(cap)}分`}`,
    ),
  );

const comparisons = {
  minmax: '按与最好、最差的差距',
  rank: '按名次均匀递减',
  rankStep: '按名次逐位递减',
  best: '与最高的单位相比',
} as const;

const writers: Writers = {
  ratio: (s, c) => [
    line('分子', c.itemLabel(s.numerator)),
    line('分母', c.itemLabel(s.denominator)),
    line('满分的比率', percent(s.target ?? 1)),
    line('不得分的比率', (s.floor ?? 0) > 0 ? `低于${percent(s.floor ?? 0)}` : '无'),
    line('分母为0时', zeroWords[s.whenZero ?? 'missing']),
  ],
  linear: (s, c) => {
    const { lines, limit } = measured(s, c);
    return [...lines, line('得满分的值', limit(s.best)), line('得0分的值', limit(s.worst))];
  },
  bands: (s, c) => {
    const { lines, limit } = measured(s, c);
    const steps = s.bands.map(({ atLeast, atMost, rate }) =>
      line(
        atLeast === undefined ? `不高于${limit(atMost ?? 0)}` : `不低于${limit(atLeast)}`,
        pointsOf(c, rate),
      ),
    );
    return [...lines, ...steps, line('其余', pointsOf(c, s.otherwise ?? 0))];
  },
  deduct: (s, c) => counted(s.items, c, '扣'),
  award: (s, c) => counted(s.items, c, '得'),
  boolean: (s, c) => [
    line('项目', c.itemLabel(s.item)),
    line('是', pointsOf(c, s.yes ?? 1)),
    line('否', pointsOf(c, s.no ?? 0)),
  ],
  rubric: (s, c) =>
    Object.entries(s.levels)
      .sort(([, a], [, b]) => b - a)
      .map(([level, rate]) => line(level, pointsOf(c, rate))),
  survey: (s, c) => [
    line('平均分', c.itemLabel(s.mean)),
    line('份数', c.itemLabel(s.count)),
    line('得满分的平均分', exact(s.max)),
    line('得0分的平均分', exact(s.min)),
    line('最少份数', exact(s.minimumCount ?? 1)),
  ],
  manual: (s, c) => [line('评分', `${c.itemLabel(s.item)}，0至${pointsOf(c, 1)}`)],
  relative: (s, c) => [
    line('数值', c.itemLabel(s.value)),
    line('比较方法', comparisons[s.by]),
    line('方向', s.direction === 'lower' ? '低者为优' : '高者为优'),
    ...(s.by === 'rankStep' ? [line('每降一位', `减${percent(s.step ?? 0)}`)] : []),
  ],
  formula: (s) => [line('得分率', s.expression)],
};

/** The parameters of a leaf's method, in the order in which a person reads them. */
export function scoringParameters(scoring: Scoring, context: ScoringWordsContext): ParameterLine[] {
  const write = writers[scoring.method] as (
    scoring: Scoring,
    context: ScoringWordsContext,
  ) => ParameterLine[];
  return write(scoring, context);
}
