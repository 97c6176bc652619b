import { evidenceClassifications, evidenceOwners, evidenceProblems } from '#shared/domain/evidence.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import type { RowOf } from '../../../engine/use-operation.ts';
import { formatInstant, formatSize } from '../../../i18n/format.ts';
import { evidenceWords } from '../../../i18n/zh-CN/evidence.ts';
import type { DataColumn } from '../../../ui/data-column.ts';
import { places } from '../../../ui/places.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';

export type EvidenceLine = RowOf<'evidence.search'>;
export type LackingLine = RowOf<'evidence.lacking'>;
type Owned = Pick<
  EvidenceLine,
  | 'ownerType'
  | 'ownerId'
  | 'ownerName'
  | 'bodyUscc'
  | 'bodyName'
  | 'cycleCode'
  | 'leaf'
  | 'item'
  | 'role'
  | 'ledger'
>;

const words = evidenceWords.page;
const { columns: titles } = words;

/** The page of what evidence belongs to; null when that is not here any more. */
export const placeOfOwner = (owner: Omit<Owned, 'ownerType'> & { ownerType: string }): string | null => {
  const { ownerType, ownerId, bodyUscc, cycleCode, ledger } = owner;
  switch (ownerType) {
    case 'record':
      return places.record(ownerId);
    case 'official':
      return places.official(ownerId);
    case 'body':
      return bodyUscc === null ? null : places.body(bodyUscc);
    case 'ledgerRow':
      return ledger === null ? null : places.ledgerRow(ledger, ownerId);
    default:
      return bodyUscc === null || cycleCode === null
        ? null
        : places.entryCell({
            cycle: cycleCode,
            unit: bodyUscc,
            leaf: owner.leaf ?? undefined,
            item: owner.item ?? undefined,
            role: owner.role ?? undefined,
          });
  }
};

const ownerKind = ({ ownerType, ledger }: Pick<Owned, 'ownerType' | 'ledger'>): string =>
  (ledger === null ? null : ledgerNamed(ledger)?.title) ?? evidenceOwners[ownerType];

const ownerName = ({ ownerName: name, cycleCode, leaf, item }: Owned): string =>
  cycleCode === null ? (name ?? '') : words.entryName(cycleCode, leaf ?? '', item ?? '');

/** What a finding is about, in a word; the whole of it is told beside the file. */
const problemNames: Readonly<Record<string, string>> = {
  'evidence.lost': evidenceProblems.lost,
  'evidence.changedOnDisk': evidenceProblems.changed,
  'evidence.early': evidenceProblems.early,
  'evidence.reused': evidenceProblems.reused,
};
const problemName = (finding: EvidenceLine['findings'][number]): string =>
  problemNames[finding.code] ?? describeFinding(finding);

const owned: readonly DataColumn<Owned>[] = [
  { key: 'owner', title: titles.owner, width: 7, text: ownerKind },
  { key: 'ownerName', title: titles.ownerName, width: 16, text: ownerName },
  { key: 'body', title: titles.body, width: 15, text: (row) => row.bodyName ?? '' },
];

export const evidenceColumns: readonly DataColumn<EvidenceLine>[] = [
  { key: 'fileName', title: titles.fileName, width: 18, text: (row) => row.fileName, fixed: true },
  ...owned,
  {
    key: 'problems',
    title: titles.problems,
    width: 11,
    text: (row) => row.findings.map(problemName).join('、'),
    render: (row) =>
      row.findings.map((finding) => (
        <span key={finding.code} title={describeFinding(finding)}>
          <SeverityMark severity={finding.severity} /> {problemName(finding)}{' '}
        </span>
      )),
  },
  { key: 'size', title: titles.size, width: 6, align: 'right', text: (row) => formatSize(row.size) },
  {
    key: 'addedAt',
    title: titles.addedAt,
    width: 10,
    text: (row) => formatInstant(row.addedAt ?? row.updatedAt),
  },
  {
    key: 'addedBy',
    title: titles.addedBy,
    width: 6,
    text: (row) => (row.addedBy === null ? '' : evidenceWords.panel.addedBy(row.addedBy)),
    hiddenAtFirst: true,
  },
  {
    key: 'classification',
    title: titles.classification,
    width: 4,
    text: (row) => evidenceClassifications[row.classification],
  },
  { key: 'documentNo', title: titles.documentNo, width: 12, text: (row) => row.documentNo ?? '' },
  {
    key: 'documentDate',
    title: titles.documentDate,
    width: 8,
    kind: 'date',
    text: (row) => row.documentDate ?? '',
  },
  {
    key: 'pages',
    title: titles.pages,
    width: 4,
    kind: 'number',
    text: (row) => (row.pages === null ? '' : String(row.pages)),
    hiddenAtFirst: true,
  },
  { key: 'description', title: titles.description, width: 16, text: (row) => row.description ?? '' },
  { key: 'sha256', title: titles.sha256, width: 20, text: (row) => row.sha256, hiddenAtFirst: true },
];

export const lackingColumns: readonly DataColumn<LackingLine>[] = [
  { key: 'date', title: titles.date, width: 8, kind: 'date', text: (row) => row.date, fixed: true },
  ...(owned as readonly DataColumn<LackingLine>[]),
  { key: 'what', title: titles.what, width: 32, text: (row) => describeFinding(row.finding) },
];
