/** Beside the form: the limits that it would start, and the row that says the same already. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ClockList } from '../row/ClockPanel.tsx';

const words = ledgerWords.form;

interface Props {
  definition: LedgerDefinition;
  checked: OperationOutput<'ledgers.check'> | undefined;
}

export const FormOutcome = ({ definition, checked }: Props) => {
  const duplicate = checked?.duplicate ?? null;
  const clocks = checked?.clocks ?? [];
  return (
    <>
      {duplicate !== null && (
        <section className="panel" aria-labelledby="duplicate">
          <h2 id="duplicate">{words.duplicateTitle}</h2>
          <p>
            <PlaceLink to={places.ledgerRow(definition.code, duplicate)}>{words.openDuplicate}</PlaceLink>
          </p>
        </section>
      )}
      {Object.keys(definition.clocks).length > 0 && (
        <section className="panel" aria-labelledby="clocks">
          <h2 id="clocks">{words.clocks}</h2>
          {clocks.length === 0 ? (
            <p className="quiet">{words.clocksNone}</p>
          ) : (
            <ClockList clocks={clocks} stopped={false} />
          )}
        </section>
      )}
      <section className="panel" aria-labelledby="purpose">
        <h2 id="purpose">{definition.title}</h2>
        <p>{definition.purpose}</p>
        <p className="quiet">
          {words.basis}：{definition.basis}
        </p>
      </section>
    </>
  );
};
