/** 使用记录: what was written about a subject, when, by whom and for which purpose. */
import { Button } from 'antd';
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { usePages } from '../../engine/use-operation.ts';
import { formatInstant } from '../../i18n/format.ts';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';
import { FailureNotice } from '../FailureNotice.tsx';

export const UseLog = ({ subject }: { subject: DocumentSubject }) => {
  const uses = usePages('documents.uses', { subject, limit: 5 });
  return (
    <section className="panel" aria-labelledby="document-uses">
      <h2 id="document-uses">{words.uses}</h2>
      <FailureNotice failure={uses.failure} onRetry={uses.refresh} />
      {uses.rows.length === 0 && !uses.loading && <p className="quiet">{words.usesEmpty}</p>}
      <ul className="document-uses">
        {uses.rows.map((use) => (
          <li key={use.sequence}>
            <span className="num quiet">{formatInstant(use.at)}</span> {words.by(use.actor)}
            <br />
            <span title={use.sha256 ?? ''}>{words.lineOf(use)}</span>
          </li>
        ))}
      </ul>
      {uses.hasMore && (
        <Button type="link" size="small" onClick={uses.loadMore}>
          {words.more}
        </Button>
      )}
    </section>
  );
};
