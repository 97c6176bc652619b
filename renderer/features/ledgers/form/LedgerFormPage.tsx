/** Registering a row of any ledger, or changing one: checked while it is typed, its limits shown beside it. */
import { useMemo, useState } from 'react';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { ledgerFieldTitles } from '#shared/ledgers/read-ledger-form.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { usePlaceParameter } from '../../../state/place.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FormPage, FormSection } from '../../../ui/form/FormPage.tsx';
import { useFirstField } from '../../../ui/form/use-first-field.ts';
import { useSaving } from '../../../ui/form/use-saving.ts';
import { firstEmpty, type TypedForm, useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { LedgerFieldInput } from '../../../ui/ledger/LedgerFieldInput.tsx';
import type { ShownRow } from '../../../ui/ledger/ledger-values.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { closedReason } from '../row/closed-reason.ts';
import { FormOutcome } from './FormOutcome.tsx';
import { BodyReference, OfficialReference, RecordReference, RowReference } from './references.tsx';
import { emptyRow, formFields, formOfRow, type RowForm, referenceOrder } from './row-form.ts';

const words = ledgerWords.form;

export const LedgerFormPage = ({ definition, id }: { definition: LedgerDefinition; id: string | null }) => {
  const unit = usePlaceParameter('unit');
  const official = usePlaceParameter('official');
  const record = usePlaceParameter('record');
  const row = usePlaceParameter('row');
  if (id !== null) return <PresentRow definition={definition} id={id} />;
  return (
    <LedgerForm
      key={[unit, official, record, row].join(' ')}
      definition={definition}
      present={null}
      initial={emptyRow(definition, { unit, official, record, row })}
      back={record === null ? places.ledger(definition.code) : places.record(record)}
    />
  );
};

const PresentRow = ({ definition, id }: { definition: LedgerDefinition; id: string }) => {
  const { data, failure, refresh } = useOperation('ledgers.read', { id });
  const title = words.edit(definition.noun);
  if (data === undefined) {
    return (
      <Page title={title}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const closed = closedReason(data);
  if (closed !== null) return <Page title={title} description={closed} />;
  // The form keeps what it was opened with: what changes meanwhile is told when it is saved.
  return (
    <LedgerForm
      definition={definition}
      present={data.row}
      initial={formOfRow(definition, data.row)}
      back={places.ledgerRow(definition.code, id)}
    />
  );
};

interface FormProps {
  definition: LedgerDefinition;
  present: ShownRow | null;
  initial: RowForm;
  back: string;
}

const LedgerForm = ({ definition, present, initial, back }: FormProps) => {
  const state = useFormState<string>(initial);
  const [opened] = useState(present);
  const [first] = useState(() => firstEmpty(initial));
  useFirstField(present === null, first);
  const titles = useMemo(() => ledgerFieldTitles(definition), [definition]);
  const settled = useSettled(state.values, 120);
  const about = { ledger: definition.code as LedgerCode, present: opened?.id ?? null };
  const checked = useOperation('ledgers.check', { ...about, form: settled });
  const { run, busy, failure, clearFailure } = useCommand('ledgers.put');
  const findings = checked.data?.findings ?? [];
  const form = useTypedForm(titles, state, findings);

  const save = useSaving(
    state,
    busy,
    () => run({ ...about, baseRevision: opened?.revision ?? null, form: state.values }),
    ({ id }) =>
      id === null
        ? null
        : {
            said: present === null ? words.registered(definition.noun) : words.changed,
            place: places.ledgerRow(definition.code, id),
          },
  );

  return (
    <FormPage
      title={present === null ? words.register(definition.noun) : words.edit(definition.noun)}
      description={words.description}
      back={back}
      dirty={state.dirty}
      busy={busy}
      failure={failure ?? checked.failure}
      onCloseFailure={clearFailure}
      attempted={state.attempted}
      findings={findings}
      onSave={() => void save()}
      aside={<FormOutcome definition={definition} checked={checked.data} />}
    >
      <References definition={definition} form={form} />
      <FormSection title={words.content}>
        {formFields(definition).map(([key, field]) => (
          <LedgerFieldInput
            key={key}
            form={form}
            field={key}
            definition={field}
            kept={opened?.masked[key] !== undefined}
          />
        ))}
      </FormSection>
    </FormPage>
  );
};

/** A record says whose it is, so it comes first where there must be one; a person is looked for within the body. */
const References = ({ definition, form }: { definition: LedgerDefinition; form: TypedForm<string> }) => {
  const order = referenceOrder(definition);
  if (order.length === 0) return null;
  const { record, row } = definition.references;
  return (
    <FormSection title={words.references}>
      {order.map((kind) => {
        switch (kind) {
          case 'record':
            return <RecordReference key={kind} form={form} />;
          case 'row':
            return <RowReference key={kind} form={form} ledgers={row?.ledgers ?? []} />;
          case 'body':
            return <BodyReference key={kind} form={form} ofRecord={record?.required === true} />;
          default:
            return <OfficialReference key={kind} form={form} />;
        }
      })}
    </FormSection>
  );
};
