import type { z } from 'zod';
import type { reviewFailures, reviewFindings } from '../../errors/codes/review.ts';

type WordsFor<Codes extends Record<string, z.ZodType>> = {
  [C in keyof Codes]: (params: z.infer<Codes[C]>) => string;
};

/** Words for failures of taking in a review form. */
export const reviewFailureWords = {
  'review.lockedSince': ({ unit, leaf }) =>
    `读入这张复核表以后，${unit}的考核阶段或状态已经改变，指标 ${leaf} 现在不能改动。请放弃这次导入，重新导出复核表再填。`,
} satisfies WordsFor<typeof reviewFailures>;

/** Words for findings about a review form. */
export const reviewFindingWords = {
  'review.reasonMissing': ({ from, to, column }) =>
    `这里使本指标由 ${from} 变为 ${to}，“${column}”一栏却是空的。请写明原因后再导入。`,
  'review.reasonAlone': ({ column }) =>
    `写了“${column}”，却没有填核定的数，这段文字没有读入。请填上数，或改写在程序的填报页。`,
} satisfies WordsFor<typeof reviewFindings>;
