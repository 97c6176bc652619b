/** Rows of any ledgers in a small table: what each is, how it stands, what its limit says. */
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { PlaceLink } from '../PlaceLink.tsx';
import { places } from '../places.ts';
import { ClockMark, LedgerStateMark } from './LedgerMarks.tsx';
import { nameOfRow, type ShownRow, shortNameOfRow } from './ledger-values.ts';

const { columns: words } = ledgerWords.related;

/** So that most matters take one line. */
const longestName = 16;

export const RowTable = ({ label, rows }: { label: string; rows: readonly ShownRow[] }) => (
  <table className="plain-table related-table" aria-label={label}>
    <thead>
      <tr>
        <th scope="col">{words.on}</th>
        <th scope="col">{words.matter}</th>
        <th scope="col">{words.state}</th>
        <th scope="col">{words.clock}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <RowLine key={row.id} row={row} />
      ))}
    </tbody>
  </table>
);

const RowLine = ({ row }: { row: ShownRow }) => {
  const definition = ledgerNamed(row.ledger);
  return (
    <tr>
      <td className="num nowrap">{row.happenedOn}</td>
      <td>
        {definition === null ? (
          nameOfRow(null, row)
        ) : (
          <PlaceLink to={places.ledgerRow(row.ledger, row.id)}>
            {definition.noun} {row.number}
          </PlaceLink>
        )}{' '}
        <span className="quiet">{shortNameOfRow(definition, row, longestName)}</span>
      </td>
      <td>
        <LedgerStateMark definition={definition} state={row.state} />
      </td>
      <td>{row.clock !== null && <ClockMark clock={row.clock} />}</td>
    </tr>
  );
};
