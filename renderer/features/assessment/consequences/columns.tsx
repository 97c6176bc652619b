/** The columns of the list of consequences. */
import { Checkbox } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { consequenceActions } from '#shared/domain/grade-consequences.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { consequencesWords as words } from '../../../i18n/zh-CN/consequences.ts';
import type { DataColumn } from '../../../ui/data-column.ts';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';

export type Listed = OperationOutput<'consequences.list'>;
export type Shown = Listed['rows'][number];

/** What is done, to whom: “约谈”, or the name of a measure. */
export const actionOf = ({ action, measure }: Shown): string =>
  measure === null ? consequenceActions[action] : words.measure(measure);

export const unitNameOf = ({ unit }: Shown): string => unit?.name ?? words.wholeCycle;

/** A sign beside the word, so that colour is never alone. */
const signs: Record<Shown['progress'], string> = {
  proposed: '○',
  lapsed: '—',
  dismissed: '✕',
  decided: '●',
  documented: '▤',
  closed: '✓',
  withdrawn: '↩',
};

const ProgressMark = ({ row }: { row: Shown }) => (
  <span className={`consequence-${row.toWithdraw ? 'withdraw' : row.progress}`}>
    <span aria-hidden>{row.toWithdraw ? '!' : signs[row.progress]}</span> {words.progress[row.progress]}
    {row.toWithdraw && `（${words.progress.lapsed}）`}
  </span>
);

/** The paper of a decided act; of the cycle as a whole there is none before it is decided, either. */
const DocumentCell = ({ row, cycle }: { row: Shown; cycle: string }) => {
  if (row.document === null || row.progress === 'dismissed' || row.progress === 'lapsed') {
    return <span className="quiet">{words.noDocument}</span>;
  }
  return (
    <DocumentButton
      size="small"
      type="link"
      subject={row.document.subject}
      documents={[row.document.code]}
      subjectName={`${cycle} ${unitNameOf(row)}`}
      disabledReason={row.progress === 'proposed' ? words.documentLater : null}
    >
      {words.makeDocument}
    </DocumentButton>
  );
};

interface Choosing {
  cycle: string;
  chosen: ReadonlySet<string>;
  choose: (id: string, on: boolean) => void;
}

export const columnsWith = ({ cycle, chosen, choose }: Choosing): readonly DataColumn<Shown>[] => [
  {
    key: 'choose',
    title: words.columns.choose,
    width: 2,
    action: true,
    fixed: true,
    text: () => '',
    render: (row) =>
      row.progress === 'proposed' ? (
        <Checkbox
          aria-label={words.chooseRow(unitNameOf(row), actionOf(row))}
          checked={chosen.has(row.id)}
          onChange={({ target }) => choose(row.id, target.checked)}
        />
      ) : null,
  },
  {
    key: 'unit',
    title: words.columns.unit,
    width: 12,
    fixed: true,
    text: unitNameOf,
    sort: true,
    render: (row) =>
      row.unit === null ? (
        <b>{words.wholeCycle}</b>
      ) : (
        <PlaceLink to={places.body(row.unit.uscc)}>{row.unit.name}</PlaceLink>
      ),
  },
  {
    key: 'group',
    title: words.columns.group,
    width: 5,
    text: ({ unit }) => unit?.group ?? '',
    sort: true,
    hiddenAtFirst: true,
  },
  {
    key: 'rank',
    title: words.columns.rank,
    width: 3,
    kind: 'number',
    text: ({ rank }) => (rank === null ? '' : formatCount(rank)),
    sort: ({ rank }) => rank ?? 0,
  },
  { key: 'grade', title: words.columns.grade, width: 4, text: ({ grade }) => grade ?? '', sort: true },
  { key: 'action', title: words.columns.action, width: 14, text: actionOf, sort: true },
  { key: 'grounds', title: words.columns.grounds, width: 11, text: ({ grounds }) => grounds.join('；') },
  {
    key: 'rules',
    title: words.columns.rules,
    width: 12,
    text: ({ rules }) => rules.map(({ name }) => name).join('、'),
    hiddenAtFirst: true,
  },
  {
    key: 'basis',
    title: words.columns.basis,
    width: 20,
    text: ({ rules }) => rules.map(({ basis }) => basis).join('；'),
    hiddenAtFirst: true,
  },
  {
    key: 'progress',
    title: words.columns.progress,
    width: 6.5,
    text: ({ progress }) => words.progress[progress],
    sort: true,
    render: (row) => <ProgressMark row={row} />,
  },
  {
    key: 'row',
    title: words.columns.row,
    width: 8,
    text: ({ row }) => (row === null ? '' : `${row.noun}：${row.state}`),
    render: ({ row }) =>
      row === null ? null : (
        <PlaceLink to={places.ledgerRow(row.ledger, row.id)}>{`${row.noun}：${row.state}`}</PlaceLink>
      ),
  },
  {
    key: 'due',
    title: words.columns.due,
    width: 5.5,
    kind: 'date',
    text: ({ row }) => row?.dueOn ?? '',
    sort: true,
  },
  {
    key: 'document',
    title: words.columns.document,
    width: 4.5,
    action: true,
    text: () => '',
    render: (row) => <DocumentCell row={row} cycle={cycle} />,
  },
  {
    key: 'decided',
    title: words.columns.decided,
    width: 9,
    text: ({ decided }) => (decided === null ? '' : formatInstant(decided.at)),
    hiddenAtFirst: true,
  },
  {
    key: 'note',
    title: words.columns.note,
    width: 12,
    text: ({ decided }) => decided?.note ?? '',
    hiddenAtFirst: true,
  },
];
