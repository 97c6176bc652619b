/** The records about a body in the order of time, under the years, as many as asked for. */
import { Button } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type RowOf, usePages } from '../../../engine/use-operation.ts';
import { formatCount, wanText } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { RecordMark, StatusMark } from '../marks.tsx';

const words = archiveWords.body;
const recordsAtOnce = 50;

type Row = RowOf<'records.search'>;
type Years = OperationOutput<'bodies.read'>['records']['years'];

export const Timeline = ({ uscc, years }: { uscc: string; years: Years }) => {
  const records = usePages('records.search', { bodyUscc: uscc, limit: recordsAtOnce });
  const { rows, data, failure, refresh, hasMore, loadMore } = records;
  const byYear = Map.groupBy(rows, ({ decisionDate }) => decisionDate.slice(0, 4));
  return (
    <div className="timeline">
      <FailureNotice failure={failure} onRetry={refresh} />
      {data !== undefined && rows.length === 0 && <p className="quiet">{words.timelineEmpty}</p>}
      {[...byYear].map(([year, ofYear]) => (
        <section key={year} aria-label={year}>
          <div className="timeline-year">
            <h3 className="num">{year}</h3>
            <YearLine counts={years.find((line) => line.year === year)} />
          </div>
          <ul>
            {ofYear.map((record) => (
              <Line key={record.id} record={record} />
            ))}
          </ul>
        </section>
      ))}
      {hasMore && (
        <Button className="timeline-more" block onClick={loadMore}>
          {words.more}
        </Button>
      )}
    </div>
  );
};

const YearLine = ({ counts }: { counts: Years[number] | undefined }) =>
  counts === undefined ? null : (
    <span className="quiet num">
      {words.yearLine(formatCount(counts.negative), formatCount(counts.positive))}
    </span>
  );

const Line = ({ record }: { record: Row }) => {
  const { id, decisionDate, title, documentNo, issuingOrgan, amountFen, officialName, status } = record;
  const amount = amountFen === null ? null : archiveWords.record.amountWan(wanText(amountFen));
  return (
    <li>
      <span className="num">{decisionDate}</span>
      <RecordMark record={record} />
      <PlaceLink to={places.record(id)}>{title || documentNo}</PlaceLink>
      <StatusMark status={status} />
      <span className="timeline-detail quiet">
        {[officialName, documentNo, issuingOrgan, amount].filter(Boolean).join(' · ')}
      </span>
    </li>
  );
};
