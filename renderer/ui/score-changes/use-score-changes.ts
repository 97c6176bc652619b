/** What was changed in a sealed run since the first official one, by unit: marked wherever a score of it is shown. */
import { useMemo } from 'react';
import type { ScoreChange } from '#shared/contract/operations/cycle-notice.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../i18n/zh-CN/cycle-notice.ts';

const words = cycleNoticeWords.mark;

export type ChangesByUnit = ReadonlyMap<string, readonly ScoreChange[]>;

export const useScoreChanges = (run: string): ChangesByUnit => {
  const { data } = useOperation('scoreChanges.list', { run });
  return useMemo(() => Map.groupBy(data?.changes ?? [], ({ bodyUscc }) => bodyUscc), [data]);
};

/** One change in a line: by what procedure, which indicator, both scores, why, by whose leave. */
export const changeText = ({
  kind,
  leafName,
  before,
  after,
  reason,
  approvedBy,
  documentNo,
}: ScoreChange): string => {
  const side = (score: ScoreChange['before']): string =>
    (leafName === null ? score?.total : score?.leaf) ?? cycleNoticeWords.none;
  return [
    words.line(words[kind], leafName ?? cycleNoticeWords.rechecks.decisions, side(before), side(after)),
    words.reason(reason),
    ...(approvedBy === null ? [] : [words.approved(approvedBy, documentNo)]),
  ].join('；');
};
