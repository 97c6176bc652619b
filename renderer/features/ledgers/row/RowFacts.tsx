/** What was registered: whom and what the matter is about, and its fields. */
import { Button } from 'antd';
import { useState } from 'react';
import { type RecordStatus, recordStatuses } from '#shared/domain/code-lists.ts';
import type { LedgerDefinition, LedgerField } from '#shared/ledgers/definition.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { type ShownRow, shownField } from '../../../ui/ledger/ledger-values.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { RevealDialog } from '../../../ui/RevealDialog.tsx';

const words = ledgerWords.row;

interface Props {
  definition: LedgerDefinition;
  row: ShownRow;
}

export const RowFacts = ({ definition, row }: Props) => {
  const fields = Object.entries(definition.fields)
    .map(([key, field]) => ({ key, field, text: shownField(row, key, field) }))
    // What a step has not filled yet is no gap of the form.
    .filter(({ field, text }) => text !== '' || field.byStep !== true);
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl className="facts">
        <References definition={definition} row={row} />
        {fields.map(({ key, field, text }) => (
          <Fact key={key} row={row} name={key} field={field} text={text} />
        ))}
        <dt>{words.saved}</dt>
        <dd className="num quiet">
          {formatInstant(row.updatedAt)}（{words.revision(row.revision)}）
        </dd>
      </dl>
    </section>
  );
};

const numeric: ReadonlySet<LedgerField['kind']> = new Set(['date', 'count', 'money']);

const Fact = ({
  row,
  name,
  field,
  text,
}: {
  row: ShownRow;
  name: string;
  field: LedgerField;
  text: string;
}) => {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <dt>{field.title}</dt>
      <dd className={numeric.has(field.kind) ? 'num' : 'prose'}>
        {text === '' ? <span className="quiet">{words.none}</span> : text}
        {field.kind === 'personal' && text !== '' && (
          <Button type="link" size="small" onClick={() => setAsking(true)}>
            {words.reveal}
            <span className="visually-hidden">{field.title}</span>
          </Button>
        )}
        {asking && (
          <RevealValue id={row.id} field={name} title={field.title} onClose={() => setAsking(false)} />
        )}
      </dd>
    </>
  );
};

interface RevealProps {
  id: string;
  field: string;
  title: string;
  onClose: () => void;
}

const RevealValue = ({ id, field, title, onClose }: RevealProps) => {
  const { run, busy, failure, clearFailure } = useCommand('ledgers.reveal');
  return (
    <RevealDialog
      what={title}
      busy={busy}
      failure={failure}
      onCloseFailure={clearFailure}
      onReveal={(reason) => run({ id, field, reason })}
      onClose={onClose}
    />
  );
};

const References = ({ definition: { references }, row }: Props) => {
  const { bodyUscc, bodyName, officialId, officialName, recordId, record, rowId, other } = row;
  return (
    <>
      {recordId !== null && (
        <>
          <dt>{references.record?.title ?? ledgerWords.list.record}</dt>
          <dd>
            <PlaceLink to={places.record(recordId)}>
              {record?.title || record?.documentNo || recordId}
            </PlaceLink>
            {record !== null && (
              <span className="quiet">
                {' '}
                {record.documentNo} · {recordStatuses[record.status as RecordStatus] ?? record.status}
              </span>
            )}
          </dd>
        </>
      )}
      {rowId !== null && other !== null && (
        <>
          <dt>{references.row?.title ?? ledgerWords.list.other}</dt>
          <dd>
            <PlaceLink to={places.ledgerRow(other.ledger, rowId)}>
              {[ledgerNamed(other.ledger)?.noun, other.number, other.title].filter(Boolean).join(' ')}
            </PlaceLink>
          </dd>
        </>
      )}
      {bodyUscc !== null && (
        <>
          <dt>{references.body?.title ?? words.body}</dt>
          <dd>
            <PlaceLink to={places.body(bodyUscc)}>{bodyName ?? bodyUscc}</PlaceLink>
          </dd>
        </>
      )}
      {officialId !== null && (
        <>
          <dt>{references.official?.title ?? ledgerWords.list.official}</dt>
          <dd>
            <PlaceLink to={places.official(officialId)}>{officialName ?? words.none}</PlaceLink>
          </dd>
        </>
      )}
    </>
  );
};
