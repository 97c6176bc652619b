/** The Chinese sentences of an explanation outside the tree; those of single nodes are in `trace-words.ts`. */
import { scorerRoles } from '../domain/code-lists.ts';
import { type Exact, formatShort, quotient } from '../domain/exact.ts';

const shown = (value: Exact): string => formatShort(quotient(value));

const roleName = (role: string): string =>
  Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;

export const explainWords = {
  base: (points: string, roundedLeaves: boolean) =>
    roundedLeaves ? `基础分 ${points} 分：各末级指标取整后的得分之和。` : `基础分 ${points} 分。`,
  counted: (name: string, count: Exact, points: Exact, taken: Exact, capped: boolean) =>
    `${name} ${shown(count)}×${shown(points)} 分${capped ? `，以 ${shown(taken)} 分为限` : `＝${shown(taken)} 分`}`,
  adjustment: (kind: 'bonus' | 'penalty', parts: readonly string[], points: string, limit: Exact | null) =>
    `${kind === 'bonus' ? '加' : '扣'} ${points} 分：${parts.join('；')}${
      limit === null ? '' : `；合计以 ${shown(limit)} 分为限`
    }。`,
  veto: (name: string, effects: readonly string[]) =>
    `一票否决：${name}${effects.length === 0 ? '' : `，${effects.join('，')}`}。`,
  scoreAtMost: (points: number) => `总分不超过 ${points} 分`,
  gradeAtMost: (grade: string) => `等次不高于“${grade}”`,
  zeroNodes: (nodes: readonly string[]) => `指标 ${nodes.join('、')} 清零`,
  /** @param rounded true when rounding to the published digits changed the total. */
  score: (total: string, score: string, rounded: boolean, decimals: number) =>
    rounded ? `总分 ${total} 分，保留 ${decimals} 位小数为 ${score} 分。` : `总分 ${score} 分。`,
  grade: (name: string) => `等次：${name}。`,
  gradeByVeto: (before: string, after: string) => `等次：按得分为“${before}”，因一票否决降为“${after}”。`,
  gradeByQuota: (before: string, after: string) =>
    `等次：按得分可为“${before}”，因名额比例已满降为“${after}”。`,
  rank: (rank: number, among: number, groupRank: number, group: string | null) =>
    `排名：全部 ${among} 个已计分单位中第 ${rank} 名${group === null ? '' : `，“${group}”组内第 ${groupRank} 名`}。`,
  invalid: (errors: number) => `填报数据有 ${errors} 处错误，没有计分，更正后再计。`,
  incomplete: (places: readonly string[]) => `必须填报的指标缺报，没有计分：${places.join('、')}。`,
  nothingLeft: () => '没有可以计分的指标，没有计分。',
  place: (leaf: string, role: string | null) => (role === null ? leaf : `${leaf}（${roleName(role)}）`),
} as const;
