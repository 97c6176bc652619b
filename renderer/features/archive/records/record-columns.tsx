import {
  documentTypes,
  domains,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  severities,
} from '#shared/domain/code-lists.ts';
import type { RowOf } from '../../../engine/use-operation.ts';
import { wanText } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import type { DataColumn } from '../../../ui/data-column.ts';
import { PolarityMark, StatusMark } from '../marks.tsx';

export type RecordRow = RowOf<'records.search'>;

const { columns: words } = archiveWords.records;

/** The columns of a ledger; those that sort are sorted by the engine. */
export const recordColumns: readonly DataColumn<RecordRow>[] = [
  {
    key: 'decisionDate',
    title: words.decisionDate,
    width: 8,
    kind: 'date',
    text: (row) => row.decisionDate,
    sort: true,
    fixed: true,
  },
  { key: 'body', title: words.body, width: 15, text: (row) => row.bodyName, sort: true },
  { key: 'title', title: words.title, width: 14, text: (row) => row.title },
  { key: 'documentNo', title: words.documentNo, width: 15, text: (row) => row.documentNo },
  {
    key: 'polarity',
    title: words.polarity,
    width: 5,
    text: (row) => polarities[row.polarity],
    render: (row) => <PolarityMark polarity={row.polarity} />,
  },
  {
    key: 'severity',
    title: words.severity,
    width: 4.5,
    text: (row) => (row.polarity === 'negative' ? severities[row.severity] : ''),
    sort: true,
  },
  {
    key: 'amount',
    title: words.amount,
    width: 8,
    kind: 'number',
    text: (row) => (row.amountFen === null ? '' : wanText(row.amountFen)),
    sort: true,
  },
  {
    key: 'status',
    title: words.status,
    width: 5.5,
    text: (row) => recordStatuses[row.status],
    render: (row) => <StatusMark status={row.status} />,
    sort: true,
  },
  { key: 'domain', title: words.domain, width: 8, text: (row) => domains[row.domain] },
  { key: 'issuingOrgan', title: words.issuingOrgan, width: 12, text: (row) => row.issuingOrgan },
  {
    key: 'official',
    title: words.official,
    width: 6,
    text: (row) => row.officialName ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'documentType',
    title: words.documentType,
    width: 8,
    text: (row) => documentTypes[row.documentType],
    hiddenAtFirst: true,
  },
  { key: 'fact', title: words.fact, width: 24, text: (row) => row.factSummary, hiddenAtFirst: true },
  {
    key: 'persons',
    title: words.persons,
    width: 8,
    text: (row) => row.responsiblePersons ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'rectification',
    title: words.rectification,
    width: 6,
    text: (row) => rectificationStatuses[row.rectificationStatus],
    hiddenAtFirst: true,
  },
  {
    key: 'repair',
    title: words.repair,
    width: 6,
    text: (row) => repairStatuses[row.repairStatus],
    hiddenAtFirst: true,
  },
  ...(['publicFrom', 'publicMinUntil', 'publicMaxUntil'] as const).map(
    (key): DataColumn<RecordRow> => ({
      key,
      title: words[key],
      width: 8,
      kind: 'date',
      text: (row) => row[key] ?? '',
      hiddenAtFirst: true,
    }),
  ),
  { key: 'remarks', title: words.remarks, width: 12, text: (row) => row.remarks ?? '', hiddenAtFirst: true },
];
