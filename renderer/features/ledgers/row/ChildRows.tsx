/** Rows of other ledgers that belong to this one, and the way to register another. */
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import type { ShownRow } from '../../../ui/ledger/ledger-values.ts';
import { ledgersBelow } from '../../../ui/ledger/ledgers-about.ts';
import { RegisterMenu } from '../../../ui/ledger/RegisterMenu.tsx';
import { RowTable } from '../../../ui/ledger/RowTable.tsx';

const words = ledgerWords.row;

interface Props {
  definition: LedgerDefinition;
  row: ShownRow;
  rows: readonly ShownRow[];
}

export const ChildRows = ({ definition, row, rows }: Props) => {
  const ledgers = ledgersBelow(definition.code);
  if (ledgers.length === 0 && rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="children">
      <div className="related-head">
        <h2 id="children">{words.children}</h2>
        <RegisterMenu
          ledgers={ledgers}
          about={{ row: row.id, unit: row.bodyUscc, official: row.officialId, record: row.recordId }}
          label={words.addChild}
        />
      </div>
      {rows.length === 0 ? (
        <p className="quiet">{words.noChildren}</p>
      ) : (
        <RowTable label={words.children} rows={rows} />
      )}
    </section>
  );
};
