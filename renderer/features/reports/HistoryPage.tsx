/** Workbooks written so far, with the digests that tell one file from another. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { reportCode } from '#shared/contract/operations/reports.ts';
import { usePages } from '../../engine/use-operation.ts';
import { formatInstant } from '../../i18n/format.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { ReportList } from './ReportList.tsx';
import { reportName } from './report-words.ts';

type Written = OperationOutput<'reports.history'>['rows'][number];

const writtenName = ({ report, name }: Written): string => {
  if (name !== null) return name;
  const known = reportCode.safeParse(report);
  return known.success ? reportName(known.data) : (report ?? '');
};

const columns: readonly DataColumn<Written>[] = [
  { key: 'at', title: words.at, width: 8.5, text: ({ at }) => formatInstant(at) },
  { key: 'kind', title: words.kind, width: 3, text: ({ kind }) => words.kinds[kind] },
  { key: 'report', title: words.report, width: 8.5, text: writtenName },
  { key: 'cycle', title: words.cycle, width: 4, text: ({ cycle }) => cycle ?? '' },
  { key: 'file', title: words.fileNameTitle, width: 17, text: ({ fileName }) => fileName ?? '' },
  {
    key: 'rows',
    title: words.rows,
    width: 4,
    kind: 'number',
    text: ({ rows }) => (rows === null ? '' : String(rows)),
  },
  {
    key: 'digest',
    title: words.digest,
    width: 12,
    text: ({ sha256 }) => sha256 ?? '',
    render: ({ sha256 }) => sha256 !== null && <code title={sha256}>{sha256}</code>,
  },
  {
    key: 'unit',
    title: words.unit,
    width: 13,
    text: ({ unitName, unit }) => unitName ?? unit ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'personal',
    title: words.personal,
    width: 5,
    text: ({ unmasked }) => (unmasked ? words.personalShown : ''),
    hiddenAtFirst: true,
  },
  {
    key: 'actor',
    title: words.actor,
    width: 6,
    text: ({ actor }) => words.actors[actor] ?? actor,
    hiddenAtFirst: true,
  },
];

export const HistoryPage = () => {
  const history = usePages('reports.history', {});
  return (
    <Page title={words.title} description={words.historyDescription} fill>
      <div className="reports">
        <ReportList chosen={places.reportHistory} />
        <section className="report" aria-label={words.history}>
          <FailureNotice failure={history.failure} onRetry={history.refresh} />
          <DataTable
            tableId="reports-history"
            label={words.history}
            columns={columns}
            {...fromPages(history)}
            rowKey={({ sequence }) => String(sequence)}
            empty={words.historyEmpty}
            exportName={words.history}
          />
        </section>
      </div>
    </Page>
  );
};
