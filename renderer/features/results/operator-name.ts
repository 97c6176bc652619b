import { resultsWords as words } from '../../i18n/zh-CN/results.ts';

/** Who made a run, for reading; `local` is whoever sits at the computer while the program has no accounts. */
export const operatorName = (madeBy: string | null): string =>
  madeBy === null ? words.unknownOperator : madeBy === 'local' ? words.localOperator : madeBy;
