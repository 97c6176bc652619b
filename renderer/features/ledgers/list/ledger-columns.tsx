/** The columns of a ledger's list, by its definition. Those that sort are sorted by the engine. */
import type { LedgerDefinition, LedgerField } from '#shared/ledgers/definition.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import type { DataColumn } from '../../../ui/data-column.ts';
import { ClockMark, clockText, LedgerStateMark } from '../../../ui/ledger/LedgerMarks.tsx';
import { type ShownRow, shownField } from '../../../ui/ledger/ledger-values.ts';

const words = ledgerWords.list;

type Column = DataColumn<ShownRow>;

/** Characters that a value of its kind takes. */
const widths: Readonly<Record<LedgerField['kind'], number>> = {
  text: 13,
  code: 10,
  date: 7.5,
  count: 5,
  money: 8,
  choice: 7,
  yesNo: 5,
  personal: 8,
};

/** Room for the heading in one line, and for the arrow of a column that sorts. */
const roomFor = (title: string, sorts: boolean): number => title.length * 1.02 + (sorts ? 2 : 0.5);

const columnOf = (key: string, field: LedgerField): Column => {
  const sorts = key === 'number' || key === 'happenedOn' || key === 'amountFen';
  const long = field.kind === 'text' && field.lines !== undefined ? 18 : widths[field.kind];
  return {
    key,
    title: field.title,
    width: Math.max(field.width ?? long, roomFor(field.title, sorts)),
    text: (row) => shownField(row, key, field),
    ...(field.kind === 'date' ? { kind: 'date' } : {}),
    ...(field.kind === 'count' || field.kind === 'money' ? { kind: 'number' } : {}),
    ...(sorts ? { sort: true } : {}),
    ...(field.aside === true ? { hiddenAtFirst: true } : {}),
  };
};

const referenceColumns = ({ references }: LedgerDefinition): Column[] => {
  const columns: Column[] = [];
  const { body, official, record, row } = references;
  if (record !== undefined) {
    columns.push({
      key: 'record',
      title: record.title,
      width: 16,
      text: ({ record }) =>
        record === null ? '' : [record.title, record.documentNo].filter(Boolean).join(' '),
    });
  }
  if (body !== undefined || record !== undefined) {
    const title = body?.title ?? words.unit;
    columns.push({ key: 'body', title, width: 13, text: ({ bodyName }) => bodyName ?? '', sort: true });
  }
  if (official !== undefined || record !== undefined) {
    columns.push({
      key: 'official',
      title: official?.title ?? words.official,
      width: Math.max(6, roomFor(official?.title ?? words.official, false)),
      text: ({ officialName }) => officialName ?? '',
      ...(official === undefined ? { hiddenAtFirst: true } : {}),
    });
  }
  if (row !== undefined) {
    columns.push({
      key: 'other',
      title: row.title,
      width: 12,
      text: ({ other }) => (other === null ? '' : [other.number, other.title].filter(Boolean).join(' ')),
      ...(row.required === true ? {} : { hiddenAtFirst: true }),
    });
  }
  return columns;
};

/** Where the matter stands: its state, and the limit that runs. */
const standingColumns = (definition: LedgerDefinition): Column[] => [
  {
    key: 'state',
    title: words.state,
    width: 7,
    text: ({ state }) => stateTitle(definition, state),
    render: ({ state }) => <LedgerStateMark definition={definition} state={state} />,
    sort: true,
  },
  ...(Object.keys(definition.clocks).length === 0
    ? []
    : [
        {
          key: 'dueOn',
          title: words.clock,
          width: 9,
          text: ({ clock }) => (clock === null ? '' : clockText(clock)),
          render: ({ clock }) => (clock === null ? '' : <ClockMark clock={clock} />),
          sort: true,
        } satisfies Column,
        {
          key: 'dueDate',
          title: words.dueOn,
          width: 7.5,
          kind: 'date',
          text: ({ clock }) => clock?.dueOn ?? '',
        } satisfies Column,
      ]),
];

/** What tells a row apart comes first, then whom it is about, how it stands, and what else is known of it. */
export const ledgerColumns = (definition: LedgerDefinition): readonly Column[] => {
  const { number, title, ...others } = definition.fields;
  const head = Object.entries({ number, title }).flatMap(([key, field]) =>
    field === undefined ? [] : [columnOf(key, field)],
  );
  const rest = Object.entries(others).map(([key, field]) => columnOf(key, field));
  const day = rest.filter(({ key }) => key === 'happenedOn');
  const columns = [
    ...head,
    ...(head.length === 0 ? day : []),
    ...referenceColumns(definition),
    ...standingColumns(definition),
    ...rest.filter((column) => head.length > 0 || !day.includes(column)),
  ];
  const [first, ...more] = columns;
  return first === undefined ? [] : [{ ...first, fixed: true }, ...more];
};
