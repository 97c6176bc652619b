import { ClockCircleOutlined, ExclamationCircleFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

type DueList = OperationOutput<'home.overview'>['due'][number];

/** Records with a deadline that is near or over, the most urgent first. */
export const DuePanel = ({ due }: { due: readonly DueList[] }) => {
  const busy = due.filter(({ records }) => records.length > 0);
  return (
    <section className="panel" aria-labelledby="due">
      <h2 id="due">{words.due}</h2>
      <p className="quiet">{busy.length === 0 ? words.dueNone : words.dueDescription}</p>
      {busy.map((list) => (
        <DueTable key={list.kind} list={list} />
      ))}
      <p>
        <PlaceLink to={places.due}>{words.dueAll}</PlaceLink>
      </p>
    </section>
  );
};

const DueTable = ({ list: { kind, open, overdue, records } }: { list: DueList }) => {
  const counts = kind === 'publicity' ? words.publicityCounts : words.dueCounts;
  const urgent = records.length < open && records.length === 20;
  return (
    <div className="home-due">
      <h3>
        {words.dueKinds[kind]}
        <span className="quiet">
          <PlaceLink to={places.dueOf({ kind })}>{counts(formatCount(open), formatCount(overdue))}</PlaceLink>
          {urgent && ` · ${words.dueMore(formatCount(records.length))}`}
        </span>
      </h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            <th scope="col">{words.record}</th>
            <th scope="col">{words.dueOn}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <td className="nowrap">{record.bodyName}</td>
              <td>
                <PlaceLink to={places.record(record.id)}>{record.title || record.documentNo}</PlaceLink>
              </td>
              <td className="num nowrap">{record.due}</td>
              <td className="nowrap">
                <Days days={record.days} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Days = ({ days }: { days: number }) =>
  days < 0 ? (
    <span className="bad">
      <ExclamationCircleFilled aria-hidden /> {words.daysOver(formatCount(-days))}
    </span>
  ) : (
    <span>
      <ClockCircleOutlined aria-hidden /> {days === 0 ? words.dueToday : words.daysLeft(formatCount(days))}
    </span>
  );
