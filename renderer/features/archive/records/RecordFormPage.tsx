/** Registering a credit record, or changing one: checked while it is typed, with the checks of the ledger's import. */
import { useState } from 'react';
import { recordFields } from '#shared/domain/forms/field-titles.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { usePlaceParameter } from '../../../state/place.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FormPage } from '../../../ui/form/FormPage.tsx';
import { useFirstField } from '../../../ui/form/use-first-field.ts';
import { useSaving } from '../../../ui/form/use-saving.ts';
import { useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { RecordFields } from './RecordFields.tsx';
import { RecordOutcome } from './RecordOutcome.tsx';
import { closedReason } from './RecordPage.tsx';
import { emptyRecord, formOf, type RecordValues, valuesOf } from './record-values.ts';

const words = archiveWords.form;

const titles = { ...recordFields, subjectType: { title: words.subjectType }, showAnyway: { title: '' } };

export const RecordFormPage = ({ id }: { id: string | null }) => {
  const unit = usePlaceParameter('unit');
  const official = usePlaceParameter('official');
  if (id !== null) return <PresentRecord id={id} />;
  return (
    <RecordForm
      key={`${unit} ${official}`}
      present={null}
      initial={emptyRecord(unit, official)}
      back={unit === null ? places.records : places.body(unit)}
    />
  );
};

const PresentRecord = ({ id }: { id: string }) => {
  const { data, failure, refresh } = useOperation('records.read', { id });
  if (data === undefined) {
    return (
      <Page title={words.editRecord}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const closed = closedReason(data);
  if (closed !== null) return <Page title={words.editRecord} description={closed} />;
  const { revision } = data.record;
  // The form keeps what it was opened with: what changes meanwhile is told when it is saved.
  return <RecordForm present={{ id, revision }} initial={valuesOf(data)} back={places.record(id)} />;
};

interface FormProps {
  present: { id: string; revision: number } | null;
  initial: RecordValues;
  back: string;
}

const RecordForm = ({ present, initial, back }: FormProps) => {
  const state = useFormState(initial);
  const [opened] = useState(present);
  useFirstField(present === null, 'bodyUscc');
  const { values } = state;
  const settled = useSettled(values, 120);
  const checked = useOperation('records.check', { present: opened?.id ?? null, form: formOf(settled) });
  const { run, busy, failure, clearFailure } = useCommand('records.put');
  const findings = checked.data?.findings ?? [];
  const form = useTypedForm(titles, state, findings);

  const save = useSaving(
    state,
    busy,
    () => run({ present: opened?.id ?? null, baseRevision: opened?.revision ?? null, form: formOf(values) }),
    ({ id }) =>
      id === null
        ? null
        : {
            said: present === null ? archiveWords.record.registered : archiveWords.record.changed,
            place: places.record(id),
          },
  );

  return (
    <FormPage
      title={present === null ? words.newRecord : words.editRecord}
      description={words.recordDescription}
      back={back}
      dirty={state.dirty}
      busy={busy}
      failure={failure ?? checked.failure}
      onCloseFailure={clearFailure}
      attempted={state.attempted}
      findings={findings}
      onSave={() => void save()}
      aside={<RecordOutcome checked={checked.data} />}
    >
      <RecordFields form={form} checked={checked.data} />
    </FormPage>
  );
};
