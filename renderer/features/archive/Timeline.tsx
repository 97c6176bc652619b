/** Everything that happened to a body or an official, in the order of time, under the years, as much as asked for. */
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { EventKind } from '#shared/contract/operations/subjects.ts';
import { type RowOf, usePages } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { archiveWords } from '../../i18n/zh-CN/archive.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { RecordMark, StatusMark } from './marks.tsx';

const words = archiveWords.timeline;
const atOnce = 50;
const all = 'all';

type Event = RowOf<'subjects.timeline'>;
type Years = OperationOutput<'bodies.read'>['records']['years'];

interface Props {
  subject: OperationInput<'subjects.timeline'>['subject'];
  /** Records of each year, where they were counted. */
  years?: Years;
}

export const Timeline = ({ subject, years = [] }: Props) => {
  const [kind, setKind] = useState<EventKind | typeof all>(all);
  const events = usePages('subjects.timeline', {
    subject,
    limit: atOnce,
    ...(kind === all ? {} : { kinds: [kind] }),
  });
  const { rows, data, failure, refresh, hasMore, loadMore, firstPage } = events;
  const counts = firstPage?.counts ?? [];
  const byYear = Map.groupBy(rows, ({ on }) => on.slice(0, 4));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="timeline">
      <FailureNotice failure={failure} onRetry={refresh} />
      {counts.length > 1 && (
        <Segmented<EventKind | typeof all>
          aria-label={words.label}
          size="small"
          value={kind}
          onChange={setKind}
          options={[
            { value: all, label: words.all(formatCount(total)) },
            ...counts.map((one) => ({
              value: one.kind,
              label: words.count(words.kinds[one.kind], formatCount(one.count)),
            })),
          ]}
        />
      )}
      {data !== undefined && rows.length === 0 && (
        <p className="quiet">{kind === all ? words.empty : words.emptyKinds}</p>
      )}
      {[...byYear].map(([year, ofYear]) => (
        <section key={year} aria-label={year}>
          <div className="timeline-year">
            <h3 className="num">{year}</h3>
            <YearLine counts={years.find((line) => line.year === year)} />
          </div>
          <ul>
            {ofYear.map((event) => (
              <Line key={event.key} event={event} />
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
      {archiveWords.body.yearLine(formatCount(counts.negative), formatCount(counts.positive))}
    </span>
  );

const placeOf = (target: NonNullable<Event['target']>): string => {
  switch (target.kind) {
    case 'record':
      return places.record(target.id);
    case 'ledger':
      return places.ledgerRow(target.ledger, target.id);
    case 'body':
      return places.body(target.uscc);
    case 'why':
      return places.why({ run: target.run, subject: target.subject });
  }
};

const Line = ({ event }: { event: Event }) => {
  const { on, name, title, detail, record, target } = event;
  return (
    <li>
      <span className="num">{on}</span>
      {record === null ? <span className="mark">{words.names[name]}</span> : <RecordMark record={record} />}
      {target === null ? <span>{title}</span> : <PlaceLink to={placeOf(target)}>{title}</PlaceLink>}
      {record === null ? <span /> : <StatusMark status={record.status} />}
      {detail !== '' && <span className="timeline-detail quiet">{detail}</span>}
    </li>
  );
};
