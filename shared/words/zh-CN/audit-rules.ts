/** Audit rules in words: what they ask for, and what was found instead. */
import type { z } from 'zod';
import { formatShort, quotient } from '../../domain/exact.ts';
import type { auditRuleFindings, explanationFailures } from '../../errors/codes/audit-rules.ts';
import type { AuditRelation, AuditRule, AuditScope } from '../../model/audit-rules/definition.ts';
import type { ReadyRule } from '../../model/audit-rules/read-rules.ts';
import type { FormulaError } from '../../model/formula/evaluate.ts';
import type { ComparisonOperator, Expression, FunctionName } from '../../model/formula/expression.ts';

export const auditScopeNames: Readonly<Record<AuditScope, string>> = {
  row: '表内',
  rows: '行间',
  tables: '跨表',
  lastPeriod: '与上期',
  database: '与信用库',
};

/** What a broken rule says instead of its own sign. */
const opposites: Readonly<Record<AuditRelation, AuditRelation>> = {
  '=': '≠',
  '≠': '=',
  '<': '≥',
  '≤': '>',
  '>': '≤',
  '≥': '<',
};

const relationWords: Readonly<Record<AuditRelation, string>> = {
  '=': '应等于',
  '≠': '不应等于',
  '<': '应小于',
  '≤': '不应大于',
  '>': '应大于',
  '≥': '不应小于',
};

const isRelation = (text: string): text is AuditRelation => Object.hasOwn(opposites, text);

const comparisons: Readonly<Record<ComparisonOperator, string>> = {
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '==': '=',
  '!=': '≠',
};
const arithmetic = { '+': '+', '-': '−', '*': '×', '/': '÷' } as const;
const functions: Readonly<Record<FunctionName, string>> = {
  min: '最小值',
  max: '最大值',
  abs: '绝对值',
  round: '四舍五入',
};

/** How tightly the parts of an expression hold together; a looser part inside a tighter one takes brackets. */
const binding = (expression: Expression): number => {
  switch (expression.kind) {
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'not':
      return 3;
    case 'comparison':
      return 4;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? 5 : 6;
    case 'negative':
      return 7;
    default:
      return 8;
  }
};

/** A formula in words, its names replaced by what they are called. */
export const formulaInWords = (expression: Expression, labelOf: (name: string) => string): string => {
  const say = (part: Expression, atLeast = 0): string => {
    const text = sayPlain(part);
    return binding(part) < atLeast ? `（${text}）` : text;
  };
  const sayPlain = (part: Expression): string => {
    switch (part.kind) {
      case 'number':
        return formatShort(quotient(part.value), 15);
      case 'item':
        return labelOf(part.name);
      case 'points':
        return '分值';
      case 'negative':
        return `−${say(part.of, 8)}`;
      case 'not':
        return `不是${say(part.of, 8)}`;
      case 'arithmetic':
        return `${say(part.left, binding(part))} ${arithmetic[part.operator]} ${say(part.right, binding(part) + 1)}`;
      case 'comparison':
        return `${say(part.left, 5)} ${comparisons[part.operator]} ${say(part.right, 5)}`;
      case 'and':
        return `${say(part.left, 2)}，且${say(part.right, 3)}`;
      case 'or':
        return `${say(part.left, 1)}，或${say(part.right, 2)}`;
      case 'if':
        return `（${say(part.condition)}时取${say(part.yes)}，否则取${say(part.no)}）`;
      case 'call':
        return `${functions[part.name]}（${part.parameters.map((inner) => say(inner)).join('，')}）`;
    }
  };
  return say(expression);
};

/** Such as `5%` or `2`; empty without one. */
export const toleranceText = (tolerance: AuditRule['tolerance']): string => {
  if (tolerance === undefined) return '';
  return 'percent' in tolerance ? `${tolerance.percent}%` : String(tolerance.absolute);
};

/** What a rule asks for, without its full stop. */
export const describeAuditRule = (
  { rule, left, right, when }: ReadyRule,
  labelOf: (name: string) => string,
): string => {
  const condition = when === null ? '' : `${formulaInWords(when, labelOf)}时，`;
  const give = toleranceText(rule.tolerance);
  return `${condition}${formulaInWords(left, labelOf)} ${relationWords[rule.relation]} ${formulaInWords(right, labelOf)}${
    give === '' ? '' : `（允许相差 ${give}）`
  }`;
};

/** Why a formula of a rule has no value. */
export const notComputableWords: Readonly<Record<FormulaError, string>> = {
  divisionByZero: '除数为 0',
  truthForNumber: '公式把条件当作数字使用',
  numberForTruth: '公式把数字当作条件使用',
  roundDigits: '四舍五入的位数不对',
  tooLarge: '计算结果过大',
};

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of writing and reading explanations. */
export const explanationFailureWords = {
  'explanation.findingGone': ({ leaf }) =>
    `指标 ${leaf} 的这个问题现在已经没有了（数值改过，或别人已经处理），不用再写说明。请重新审核后再看。`,
  'explanation.errorStays': () => '这是错误，不能用说明通过，请改正填报的值。',
  'explanation.locked': ({ why }) => `现在不能写说明：${why}`,
  'explanation.otherOffice': () =>
    '这条说明是上报单位写的，本级不改动。不认可的，请在“说明审阅”中写明意见，或退回该单位。',
  'explanation.unknown': () => '这条说明已经撤回。请刷新后再看。',
  'explanation.changed': ({ unit }) => `${unit}刚刚改写了这条说明，您的意见没有记入。请看新的说明后再认可。`,
} satisfies WordsFor<typeof explanationFailures>;

/** Words for what audit rules find. */
export const auditRuleFindingWords = {
  'entry.rule.broken': ({
    rule,
    name,
    left,
    right,
    relation,
    difference,
    leftWords,
    rightWords,
    ...rest
  }) => {
    const [sign, ought] = isRelation(relation)
      ? [opposites[relation], relationWords[relation]]
      : [relation, relation];
    const gap = difference === '0' ? '' : `，差 ${difference}`;
    const give = rest.tolerance === '' ? '' : `（允许相差 ${rest.tolerance}）`;
    return `${name}（${rule}）：左边 ${left} ${sign} 右边 ${right}${gap}。“${leftWords}”${ought}“${rightWords}”${give}。${rest.message}`;
  },
  'entry.rule.missing': ({ rule, name, missing, message }) =>
    `${name}（${rule}）：缺少${missing}，无法核对。${message === '' ? '请补齐后再审核。' : message}`,
  'entry.rule.notComputable': ({ rule, name, why }) =>
    `${name}（${rule}）无法计算：${why}。请核对所填的值；仍不能计算的，请联系指标体系制定单位。`,
} satisfies WordsFor<typeof auditRuleFindings>;
