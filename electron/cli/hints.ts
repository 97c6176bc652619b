/** What to type next after a failure: the words of failures are the window's too and name no commands. */
import type { FailureCode } from '#shared/errors/app-error.ts';

const hints: { readonly [C in FailureCode]?: string } = {
  'cycle.unknown': '用 zhengxin cycle list 查看已有周期。',
  'cycle.noUnits': '用 zhengxin cycle units 把单位列入周期。',
  'cycle.cycleNeeded': '用 --cycle 指明考核周期。',
  'cycle.unitNeeded': '用 --unit 指明单位的统一社会信用代码。',
  'run.none': '用 zhengxin assess 测算。',
};

/** Empty where there is nothing to add. */
export const hintAfter = (code: FailureCode): string => hints[code] ?? '';
