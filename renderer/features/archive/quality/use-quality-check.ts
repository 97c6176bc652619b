import { useEffect, useRef } from 'react';
import { useJob } from '../../../engine/jobs.ts';
import { formatCount } from '../../../i18n/format.ts';
import { qualityWords as words } from '../../../i18n/zh-CN/quality.ts';

/**
 * Starts the check; by itself once when the page is opened, where that takes a moment only.
 * @param wanted the check is missing or stale, and small enough
 */
export const useQualityCheck = (wanted: boolean) => {
  const { start, running, failure, clearFailure } = useJob('quality.check');
  const check = (): void =>
    void start(
      {},
      {
        title: words.running,
        closing: ({ errors, warnings }) => words.closing(formatCount(errors), formatCount(warnings)),
      },
    );
  const begun = useRef(false);
  const begin = useRef(check);
  begin.current = check;
  useEffect(() => {
    if (!wanted || begun.current) return;
    begun.current = true;
    begin.current();
  }, [wanted]);
  return { check, running, failure, clearFailure };
};
