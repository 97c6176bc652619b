/** Short marks of what a record is: a sign and the word, so that colour is never alone. */
import { polarities, type RecordStatus, recordStatuses, severities } from '#shared/domain/code-lists.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';

export const PolarityMark = ({ polarity }: { polarity: CreditRecordContent['polarity'] }) => (
  <span className={`mark mark-${polarity}`}>
    {polarity === 'negative' ? '▼' : '▲'} {polarities[polarity]}
  </span>
);

/** 失信 with its severity; praise has none. */
export const RecordMark = ({ record }: { record: Pick<CreditRecordContent, 'polarity' | 'severity'> }) => (
  <span className={`mark mark-${record.polarity}`}>
    {record.polarity === 'negative'
      ? `▼ ${polarities.negative} · ${severities[record.severity]}`
      : `▲ ${polarities.positive}`}
  </span>
);

export const StatusMark = ({ status }: { status: RecordStatus }) => (
  <span className={status === 'revoked' ? 'mark mark-revoked' : 'mark'}>{recordStatuses[status]}</span>
);
