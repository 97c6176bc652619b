/** 相关台账事项: matters of any ledger about one body, official or record, what is still open first. */
import { Button } from 'antd';
import { useState } from 'react';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import type { LedgerSubject } from '../places.ts';
import { ledgersAbout } from './ledgers-about.ts';
import { RegisterMenu } from './RegisterMenu.tsx';
import { RowTable } from './RowTable.tsx';
import './ledger.css';

const words = ledgerWords.related;

/** So many rows before “显示更多”. */
const atFirst = 8;

/** Exactly one of them. */
type Subject = { bodyUscc: string } | { officialId: string } | { recordId: string };

interface Props {
  subject: Subject;
  /** What is filled in where a new matter is begun from here. */
  about: LedgerSubject;
}

const kindOf = (subject: Subject): 'body' | 'official' | 'record' => {
  if ('bodyUscc' in subject) return 'body';
  return 'officialId' in subject ? 'official' : 'record';
};

export const RelatedRows = ({ subject, about }: Props) => {
  const totals = useOperation('ledgers.totals', subject);
  const [withClosed, setWithClosed] = useState(false);
  const { total = 0, open = 0 } = totals.data ?? {};
  return (
    <section className="panel" aria-labelledby="related">
      <div className="related-head">
        <h2 id="related">{words.title}</h2>
        <RegisterMenu ledgers={ledgersAbout(kindOf(subject))} about={about} />
      </div>
      <FailureNotice failure={totals.failure} onRetry={totals.refresh} />
      {totals.data !== undefined && total === 0 && <p className="quiet">{words.none}</p>}
      {open > 0 && <Rows label={words.open(formatCount(open))} subject={subject} open />}
      {total > open && withClosed && (
        <Rows label={words.closed(formatCount(total - open))} subject={subject} open={false} />
      )}
      {total > open && !withClosed && (
        <p>
          <Button type="link" size="small" onClick={() => setWithClosed(true)}>
            {words.showClosed}（{formatCount(total - open)}）
          </Button>
        </p>
      )}
    </section>
  );
};

const Rows = ({ label, subject, open }: { label: string; subject: Subject; open: boolean }) => {
  const { rows, hasMore, loadMore, failure, refresh } = usePages('ledgers.list', {
    ...subject,
    open,
    limit: atFirst,
    // The most urgent first; of what is closed the newest.
    ...(open ? { sort: 'dueOn' as const, descending: false } : {}),
  });
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <h3 className="related-part">{label}</h3>
      <RowTable label={label} rows={rows} />
      {hasMore && (
        <p>
          <Button type="link" size="small" onClick={loadMore}>
            {words.more}
          </Button>
        </p>
      )}
    </>
  );
};
