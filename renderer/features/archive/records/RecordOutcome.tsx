/** Beside the form: what would be stored, as far as it can be told. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { PublicityPanel } from './PublicityPanel.tsx';

const words = archiveWords.form;

/** Outside the catalogue in force, or no document that establishes it: it is no record. */
const grave: ReadonlySet<string> = new Set([
  'confirm.itemUnknown',
  'record.catalogueNotInForce',
  'record.documentTypeNotAllowed',
]);

export const RecordOutcome = ({ checked }: { checked: OperationOutput<'records.check'> | undefined }) => {
  if (checked === undefined) return null;
  const { item, duplicate, publicity, staysLead } = checked;
  const onlyLead = staysLead.some(({ code }) => grave.has(code));
  return (
    <>
      {duplicate !== null && (
        <section className="panel" aria-labelledby="duplicate">
          <h2 id="duplicate">{words.duplicateTitle}</h2>
          <p>
            <PlaceLink to={places.record(duplicate.id)}>{words.openDuplicate}</PlaceLink>{' '}
            <span className="num">{duplicate.decisionDate}</span>
            {duplicate.status === 'revoked' && words.duplicateRevoked}
          </p>
        </section>
      )}
      {onlyLead && (
        <section className="panel" aria-labelledby="only-lead">
          <h2 id="only-lead">{words.onlyLeadTitle}</h2>
          <ul>
            {staysLead.map((reason) => (
              <li key={reason.code}>{describeFinding(reason)}</li>
            ))}
          </ul>
          <p className="quiet">{words.onlyLead}</p>
          <p>
            <PlaceLink to={places.newLedgerRow('leads')}>{words.registerLead}</PlaceLink>
          </p>
        </section>
      )}
      {item !== null && (
        <section className="panel" aria-labelledby="item">
          <h2 id="item">{item.name}</h2>
          <p className="quiet">
            {archiveWords.record.basis}：{item.legalBasis}
            {item.suggested && `（${archiveWords.record.suggested}）`}
          </p>
        </section>
      )}
      <PublicityPanel publicity={publicity} />
    </>
  );
};
