/** The workbooks that there are, and the way to those that have been written. */
import { ledgerCodes } from '#shared/ledgers/ledgers.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { formOrder, reportOrder } from './report-choice.ts';
import { reportName } from './report-words.ts';

export interface ReportListProps {
  /** Address of the one shown. */
  chosen: string;
}

export const ReportList = ({ chosen }: ReportListProps) => (
  <nav className="report-list" aria-label={words.list}>
    <Group title={words.groups.reports}>
      {reportOrder.map((report) => (
        <Entry key={report} place={places.report(report)} chosen={chosen} name={reportName(report)} />
      ))}
    </Group>
    <Group title={words.groups.ledgers}>
      {ledgerCodes.map((report) => (
        <Entry key={report} place={places.report(report)} chosen={chosen} name={reportName(report)} />
      ))}
    </Group>
    <Group title={words.groups.forms}>
      {formOrder.map((report) => (
        <Entry key={report} place={places.reportForm(report)} chosen={chosen} name={reportName(report)} />
      ))}
    </Group>
    <Group title={words.groups.history}>
      <Entry place={places.reportHistory} chosen={chosen} name={words.history} />
    </Group>
  </nav>
);

const Group = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
);

const Entry = ({ place, chosen, name }: { place: string; chosen: string; name: string }) => (
  <li className={place === chosen ? 'chosen' : ''} {...(place === chosen ? { 'aria-current': 'page' } : {})}>
    <PlaceLink to={place}>{name}</PlaceLink>
  </li>
);
