/**
 * A leaf's scoring rule in words, as the column 评分标准 of an assessment form says it. One sentence for every
 * method of model-spec §3, with the points worked out for this leaf.
 */

import { scorerRoles } from '#shared/domain/code-lists.ts';
import { type Exact, exactFromNumber, formatShort, quotient } from '#shared/domain/exact.ts';
import type {
  CountedItem,
  MissingPolicy,
  Scorer,
  Scoring,
  ScoringMethod,
  ScoringOf,
  WhenZero,
} from '#shared/model/definition.ts';

export interface ScoringWordsContext {
  /** Nominal points of the leaf. */
  points: Exact;
  /** What an item is called on forms. */
  itemLabel(item: string): string;
}

type Writers = { [M in ScoringMethod]: (scoring: ScoringOf<M>, context: ScoringWordsContext) => string };

/** The decimal that was written. */
export const exact = (value: number): string => formatShort(quotient(exactFromNumber(value)), 15);
/** A rate as percent. */
export const percent = (value: number): string =>
  `${formatShort(quotient(exactFromNumber(value).mul(100)), 13)}%`;
/** Points to two decimals; what is published is rounded by the model's own rule. */
export const pointsOf = (context: ScoringWordsContext, rate: number): string =>
  `${formatShort(quotient(context.points.mul(exactFromNumber(rate))), 2)}分`;
const full = (context: ScoringWordsContext): string => pointsOf(context, 1);
const named = (context: ScoringWordsContext, item: string | undefined): string =>
  `“${context.itemLabel(item ?? '')}”`;

/** What a denominator of 0 does. */
export const zeroWords: Record<WhenZero, string> = {
  missing: '视为缺填',
  full: '得满分',
  zero: '得0分',
  exclude: '本项不计入',
};

function whenZeroClause(
  context: ScoringWordsContext,
  denominator: string,
  policy: WhenZero | undefined,
): string {
  return `；${named(context, denominator)}为0的，${zeroWords[policy ?? 'missing']}`;
}

/** The measured quantity of `linear` and `bands`, how its limits are written, and what a zero denominator does. */
function measure(
  scoring: ScoringOf<'linear'> | ScoringOf<'bands'>,
  context: ScoringWordsContext,
): { name: string; limit: (value: number) => string; zeroClause: string } {
  if (scoring.denominator === undefined) {
    return { name: named(context, scoring.value), limit: exact, zeroClause: '' };
  }
  return {
    name: `${named(context, scoring.numerator)}占${named(context, scoring.denominator)}的比率`,
    limit: percent,
    zeroClause: whenZeroClause(context, scoring.denominator, scoring.whenZero),
  };
}

function counted(items: readonly CountedItem[], context: ScoringWordsContext, verb: '扣' | '得'): string {
  const rules = items.map(({ item, points, cap }) => {
    const most = cap === undefined ? '' : `（最多${verb}${exact(cap)}分）`;
    return `${named(context, item)}每有1个${verb}${exact(points)}分${most}`;
  });
  return rules.join('；');
}

const relativeWords = {
  minmax: (best: string, worst: string) => `${best}的得满分，${worst}的得0分，其间按差距比例得分`,
  rank: (best: string, worst: string) =>
    `${best}的得满分，${worst}的得0分，其间按名次均匀递减，并列的取平均名次`,
} as const;

const writers: Writers = {
  ratio: (s, c) => {
    const target = s.target ?? 1;
    const floor = s.floor ?? 0;
    const rate = `${named(c, s.numerator)}占${named(c, s.denominator)}的比率`;
    const low = floor > 0 ? `，低于${percent(floor)}的不得分` : '';
    const rule = `按${rate}计分，达到${percent(target)}得满分${full(c)}，未达到的按比例得分${low}`;
    return rule + whenZeroClause(c, s.denominator, s.whenZero);
  },
  linear: (s, c) => {
    const { name, limit, zeroClause } = measure(s, c);
    const [good, bad] = s.best > s.worst ? ['不低于', '不高于'] : ['不高于', '不低于'];
    const ends = `${good}${limit(s.best)}得满分${full(c)}，${bad}${limit(s.worst)}得0分`;
    return `${name}${ends}，其间按比例得分${zeroClause}`;
  },
  bands: (s, c) => {
    const { name, limit, zeroClause } = measure(s, c);
    const steps = s.bands.map((band) => {
      const [word, edge] =
        band.atLeast === undefined ? ['不高于', band.atMost ?? 0] : ['不低于', band.atLeast];
      return `${word}${limit(edge)}得${pointsOf(c, band.rate)}`;
    });
    return `${name}${steps.join('，')}，其余得${pointsOf(c, s.otherwise ?? 0)}${zeroClause}`;
  },
  deduct: (s, c) => `满分${full(c)}，${counted(s.items, c, '扣')}，扣完为止`,
  award: (s, c) => `${counted(s.items, c, '得')}，累计不超过${full(c)}`,
  boolean: (s, c) =>
    `${named(c, s.item)}为“是”得${pointsOf(c, s.yes ?? 1)}，为“否”得${pointsOf(c, s.no ?? 0)}`,
  rubric: (s, c) => {
    const levels = Object.entries(s.levels).sort(([, a], [, b]) => b - a);
    return `${named(c, s.item)}评为${levels.map(([level, rate]) => `“${level}”得${pointsOf(c, rate)}`).join('、')}`;
  },
  survey: (s, c) => {
    const least = s.minimumCount ?? 1;
    const few = least > 0 ? `；${named(c, s.count)}少于${exact(least)}的视为缺填` : '';
    return `按${named(c, s.mean)}计分，${exact(s.max)}得满分${full(c)}，${exact(s.min)}得0分，其间按比例得分${few}`;
  },
  manual: (s, c) => `由评分人在0至${full(c)}之间评定（填入${named(c, s.item)}）`,
  relative: (s, c) => {
    const value = named(c, s.value);
    const [best, worst] = s.direction === 'lower' ? ['最低', '最高'] : ['最高', '最低'];
    const group = `与同组单位比较${value}`;
    if (s.by === 'best') return `${group}，以最高的单位为满分${full(c)}，其余按与最高值的比例得分`;
    if (s.by === 'rankStep') {
      return `${group}，${best}的得满分${full(c)}，名次每下降一位减满分的${percent(s.step ?? 0)}，减完为止`;
    }
    return `${group}，满分${full(c)}，${relativeWords[s.by](best, worst)}`;
  },
  formula: (s, c) => {
    const text = s.expression.replace(/[A-Za-z_][A-Za-z0-9_]*/g, (name) => {
      const label = name === 'P' ? '分值' : c.itemLabel(name);
      return label === name ? name : `“${label}”`;
    });
    return `得分率＝${text}（小于0按0、大于1按1），乘以分值${full(c)}`;
  },
};

const missingWords: Record<MissingPolicy, string> = {
  zero: '缺填的得0分',
  exclude: '缺填的不计入，分值由同级指标分担',
  block: '必须填报，缺填的单位不能计分',
};

const roleName = (role: string): string =>
  Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;

function scorerClause(scorers: readonly Scorer[]): string {
  const total = scorers.reduce((sum, scorer) => sum.add(exactFromNumber(scorer.weight)), exactFromNumber(0));
  const parts = scorers.map((scorer) => {
    const share = exactFromNumber(scorer.weight).div(total).mul(100);
    return `${roleName(scorer.role)}占${formatShort(quotient(share), 2)}%`;
  });
  return `${parts.join('、')}。`;
}

/** The whole rule of a leaf: the method, what a missing value does, and whose scores are averaged. */
export function describeScoring(
  leaf: { scoring: Scoring; missing?: MissingPolicy | undefined; scorers?: readonly Scorer[] | undefined },
  context: ScoringWordsContext,
): string {
  const write = writers[leaf.scoring.method] as (scoring: Scoring, context: ScoringWordsContext) => string;
  const scorers = leaf.scorers ? scorerClause(leaf.scorers) : '';
  return `${write(leaf.scoring, context)}；${missingWords[leaf.missing ?? 'zero']}。${scorers}`;
}
