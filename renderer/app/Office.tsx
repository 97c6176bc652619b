/** What the data folder holds decides what is shown: the first start, the pages, or why it cannot be opened. */
import { useOperation } from '../engine/use-operation.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { FirstStart } from './FirstStart.tsx';
import { Shell } from './Shell.tsx';

export const Office = () => {
  const { data, failure, refresh } = useOperation('office.read', {});
  if (failure?.code === 'database.missing') return <FirstStart onDone={refresh} />;
  if (data !== undefined) return <Shell office={data.office} />;
  if (failure?.code === 'engine.stopped' || failure === null) {
    return <p className="waiting">{shellWords.loading}</p>;
  }
  return (
    <main className="lonely">
      <FailureNotice failure={failure} onRetry={refresh} />
    </main>
  );
};
