/**
 * The Chinese wording of traces: the inputs of a node and the arithmetic that made its points, for the person who asks
 * 为什么是这个分 (model-spec §5 `trace`). Traces are part of the result document, so a change of wording changes its
 * bytes: raise `engineVersion` with it. Numbers are shown with at most 10 decimals; `≈` marks a shortened one.
 */

import { scorerRoles } from '../domain/code-lists.ts';
import { type Exact, formatShort, type Quotient, quotient, roundToUnits } from '../domain/exact.ts';
import type { WhenZero } from './definition.ts';

const shownDecimals = 10;

const isShortened = (value: Quotient): boolean =>
  roundToUnits(value, shownDecimals, 'half-up') * value.d !== value.n * 10n ** BigInt(shownDecimals);

/** A number as text. */
const shown = (value: Exact): string => formatShort(quotient(value), shownDecimals);

const equalsQuotient = (value: Quotient): string =>
  `${isShortened(value) ? '≈' : '＝'}${formatShort(value, shownDecimals)}`;

/** `＝0.95`, or `≈0.3333333333` when digits were cut. */
const equals = (value: Exact): string => equalsQuotient(quotient(value));

/** A number followed by the rate it gives. */
const rate = (value: Exact): string => `得分率${equals(value)}`;

const whenZeroWords: { readonly [W in Exclude<WhenZero, 'missing'>]: string } = {
  full: '按满分计',
  zero: '按零分计',
  exclude: '本项不计',
};

/** The Chinese name of a role of ours; a model's own roles are shown as they are. */
const roleName = (role: string): string =>
  Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;

export const traceWords = {
  missingItems: (items: readonly string[]) => `${items.join('、')} 未填`,

  quotient: (numerator: string, n: Exact, denominator: string, d: Exact, value: Exact) =>
    `${numerator}÷${denominator}：${shown(n)}÷${shown(d)}${equals(value)}`,
  zeroDenominator: (denominator: string, result: WhenZero) =>
    result === 'missing' ? `${denominator} 为 0，视为未填` : `${denominator} 为 0，${whenZeroWords[result]}`,
  value: (item: string, value: Exact) => `${item}＝${shown(value)}`,

  ratio: (x: string, target: Exact, result: Exact) => `${x}，目标值 ${shown(target)}，${rate(result)}`,
  belowFloor: (x: string, floor: Exact) => `${x}，低于下限 ${shown(floor)}，得分率＝0`,
  linear: (x: string, worst: Exact, best: Exact, result: Exact) =>
    `${x}，零分值 ${shown(worst)}、满分值 ${shown(best)}，${rate(result)}`,
  band: (x: string, bound: 'atLeast' | 'atMost', limit: Exact, result: Exact) =>
    `${x}，达到${bound === 'atLeast' ? '不低于' : '不高于'} ${shown(limit)} 的一档，${rate(result)}`,
  noBand: (x: string, result: Exact) => `${x}，未达到任何一档，${rate(result)}`,

  counted: (item: string, count: Exact, points: Exact, sum: Exact, capped: boolean) =>
    `${item} ${shown(count)}×${shown(points)} 分${capped ? `，以 ${shown(sum)} 分为限` : `${equals(sum)}`}`,
  deducted: (parts: readonly string[], sum: Exact, points: Exact, result: Exact) =>
    `扣分：${parts.join('；')}；合计扣 ${shown(sum)} 分，本项名义分值 ${shown(points)} 分，${rate(result)}`,
  awarded: (parts: readonly string[], sum: Exact, points: Exact, result: Exact) =>
    `得分：${parts.join('；')}；合计 ${shown(sum)} 分，本项名义分值 ${shown(points)} 分，${rate(result)}`,

  flag: (item: string, value: boolean, result: Exact) => `${item}＝${value ? '是' : '否'}，${rate(result)}`,
  level: (item: string, level: string, result: Exact) => `${item}＝${level} 档，${rate(result)}`,
  tooFewAnswers: (count: string, given: Exact, minimum: Exact) =>
    `${count}＝${shown(given)}，少于最低份数 ${shown(minimum)}，视为未填`,
  survey: (mean: string, given: Exact, count: Exact, min: Exact, max: Exact, result: Exact) =>
    `${mean}＝${shown(given)}（${shown(count)} 份），评分范围 ${shown(min)} 至 ${shown(max)}，${rate(result)}`,
  manual: (item: string, given: Exact, points: Exact, result: Exact) =>
    `${item}＝${shown(given)} 分，名义分值 ${shown(points)} 分，${rate(result)}`,

  minmax: (item: string, x: Exact, lowest: Exact, highest: Exact, higher: boolean, result: Exact) =>
    `${item}＝${shown(x)}，同组最低 ${shown(lowest)}、最高 ${shown(highest)}，${higher ? '高者为优' : '低者为优'}，${rate(result)}`,
  best: (item: string, x: Exact, highest: Exact, result: Exact) =>
    `${item}＝${shown(x)}，同组最高 ${shown(highest)}，${rate(result)}`,
  ranked: (
    item: string,
    x: Exact,
    among: number,
    rank: Exact,
    tied: number,
    higher: boolean,
    result: Exact,
  ) =>
    `${item}＝${shown(x)}，同组 ${among} 个单位中${higher ? '由高到低' : '由低到高'}第 ${shown(rank)} 名${
      tied > 1 ? `（${tied} 个并列）` : ''
    }，${rate(result)}`,
  formula: (items: readonly string[], expression: string, value: Exact, result: Exact) =>
    `${items.length === 0 ? '' : `${items.join('，')}；`}公式 ${expression} ${equals(value)}，${rate(result)}`,

  roleCountsZero: () => '按 0 计',
  roleDropped: () => '不参加加权',
  roleBlocks: () => '须补报后才能计分',
  weighted: (parts: readonly string[], result: Exact) => `${parts.join('；')}；加权平均${equals(result)}`,
  weightedTerm: (role: string, text: string, weight: Exact, after: string | null) =>
    `【${roleName(role)}，权重 ${shown(weight)}】${text}${after === null ? '' : `，${after}`}`,

  notApplicable: () => '经认定本项不适用，不计入，同级其他指标按权重分摊',
  missingZero: (why: string) => `${why}，按缺报计 0 分`,
  missingExcluded: (why: string) => `${why}，本项不计入，同级其他指标按权重分摊`,
  missingBlocks: (why: string) => `${why}，本项必须填报，补报后才能计分`,
  notCounted: (why: string) => `${why}，同级其他指标按权重分摊`,
  zeroed: (vetoes: readonly string[]) => `因一票否决事项（${vetoes.join('、')}）清零`,

  /** @param published null when leaves are not rounded one by one. */
  earned: (points: Exact, nominal: Exact, result: Exact, earned: Quotient, published: string | null) =>
    `${points.equals(nominal) ? '' : `分值由 ${shown(nominal)} 分调整为 ${shown(points)} 分；`}得分 ${shown(points)}×${shown(
      result,
    )}${equalsQuotient(earned)} 分${published === null ? '' : `，计 ${published} 分`}`,
  excludedInner: () => '下级指标均不计入',
  sum: (parts: readonly string[], total: string) => `下级得分合计：${parts.join('＋')}＝${total} 分`,
  part: (code: string, points: string) => `${code} ${points}`,
  arithmetic: (parts: readonly string[], result: Quotient) =>
    `下级得分率加权平均：${parts.join('＋')}${equalsQuotient(result)}`,
  arithmeticTerm: (code: string, value: Quotient, share: Exact) =>
    `${code} ${formatShort(value, shownDecimals)}×${share.toFraction()}`,
  geometric: (parts: readonly string[], result: Quotient) =>
    `下级得分率加权几何平均：${parts.join('×')}${equalsQuotient(result)}`,
  geometricTerm: (code: string, value: Quotient, share: Exact) =>
    `${code} ${formatShort(value, shownDecimals)}^(${share.toFraction()})`,
} as const;
