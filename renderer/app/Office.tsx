/** What the data folder holds decides what is shown: the first start, the pages, or why it cannot be opened. */
import { lazy, Suspense } from 'react';
import type { FailureCode } from '#shared/errors/app-error.ts';
import { useOperation } from '../engine/use-operation.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { FirstStart } from './FirstStart.tsx';
import { Shell } from './Shell.tsx';

const Recovery = lazy(async () => ({
  default: (await import('../features/system/Recovery.tsx')).Recovery,
}));

/** Failures that a backup may be the way out of. */
const recoverable: ReadonlySet<FailureCode> = new Set([
  'database.damaged',
  'database.foreign',
  'database.notAFile',
  'database.keyWrong',
  'database.inputOutput',
]);

export const Office = () => {
  const { data, failure, refresh } = useOperation('office.read', {});
  if (failure?.code === 'database.missing') return <FirstStart onDone={refresh} />;
  if (data !== undefined) return <Shell office={data.office} />;
  if (failure?.code === 'engine.stopped' || failure === null) {
    return <p className="waiting">{shellWords.loading}</p>;
  }
  if (recoverable.has(failure.code)) {
    return (
      <Suspense fallback={<p className="waiting">{shellWords.loading}</p>}>
        <Recovery failure={failure} onDone={refresh} />
      </Suspense>
    );
  }
  return (
    <main className="lonely">
      <FailureNotice failure={failure} onRetry={refresh} />
    </main>
  );
};
