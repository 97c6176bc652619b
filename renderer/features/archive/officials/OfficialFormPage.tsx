/** Registering an official, or changing one. */
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { staffCategories } from '#shared/domain/code-lists.ts';
import { type OfficialField, officialFields } from '#shared/domain/forms/field-titles.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { usePlaceParameter } from '../../../state/place.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyField } from '../../../ui/form/BodyField.tsx';
import { FormPage, FormSection } from '../../../ui/form/FormPage.tsx';
import { ChoiceField, DateField, TextField } from '../../../ui/form/fields.tsx';
import { useBodyName } from '../../../ui/form/use-body-name.ts';
import { useFirstField } from '../../../ui/form/use-first-field.ts';
import { useSaving } from '../../../ui/form/use-saving.ts';
import { useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';

const words = archiveWords.form;

type Values = Readonly<Record<OfficialField, string>>;
type Stored = OperationOutput<'officials.read'>['official'];

const emptyOfficial = (unit: string): Values => ({
  ...(Object.fromEntries(Object.keys(officialFields).map((field) => [field, ''])) as Record<
    OfficialField,
    string
  >),
  bodyUscc: unit,
});

const valuesOf = (official: Stored): Values => ({
  name: official.name,
  // As masked: left so, the number stays.
  idNo: official.idNoMasked ?? '',
  bodyUscc: official.bodyUscc,
  post: official.post ?? '',
  staffCategory: official.staffCategory,
  entryDate: official.entryDate ?? '',
  fileNo: official.fileNo ?? '',
  pledgeSignedOn: official.pledgeSignedOn ?? '',
  trainingHours: String(official.trainingHours),
});

export const OfficialFormPage = ({ id }: { id: string | null }) => {
  const unit = usePlaceParameter('unit');
  if (id !== null) return <PresentOfficial id={id} />;
  return (
    <OfficialForm
      key={unit}
      present={null}
      initial={emptyOfficial(unit ?? '')}
      back={unit === null ? places.officials : places.body(unit)}
    />
  );
};

const PresentOfficial = ({ id }: { id: string }) => {
  const { data, failure, refresh } = useOperation('officials.read', { id });
  if (data === undefined) {
    return (
      <Page title={words.editOfficial}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  if (!data.own) return <Page title={words.editOfficial} description={archiveWords.official.foreignReason} />;
  return (
    <OfficialForm present={data.official} initial={valuesOf(data.official)} back={places.official(id)} />
  );
};

interface FormProps {
  present: { id: string; revision: number } | null;
  initial: Values;
  back: string;
}

const OfficialForm = ({ present, initial, back }: FormProps) => {
  const state = useFormState(initial);
  const [opened] = useState(present);
  useFirstField(present === null, 'name');
  const settled = useSettled(state.values, 120);
  const checked = useOperation('officials.check', { present: opened?.id ?? null, form: settled });
  const { run, busy, failure, clearFailure } = useCommand('officials.put');
  const findings = checked.data?.findings ?? [];
  const form = useTypedForm(officialFields, state, findings);
  const bodyName = useBodyName(state.values.bodyUscc);

  const save = useSaving(
    state,
    busy,
    () => run({ present: opened?.id ?? null, baseRevision: opened?.revision ?? null, form: state.values }),
    ({ id }) =>
      id === null
        ? null
        : {
            said: present === null ? archiveWords.official.registered : archiveWords.official.changed,
            place: places.official(id),
          },
  );

  return (
    <FormPage
      title={present === null ? words.newOfficial : words.editOfficial}
      description={words.officialDescription}
      back={back}
      dirty={state.dirty}
      busy={busy}
      failure={failure ?? checked.failure}
      onCloseFailure={clearFailure}
      attempted={state.attempted}
      findings={findings}
      onSave={() => void save()}
    >
      <FormSection title={words.sectionIdentity}>
        <TextField form={form} field="name" />
        <TextField form={form} field="idNo" hint={present === null ? words.idHint : words.idKeptHint} />
        <BodyField form={form} field="bodyUscc" name={bodyName} />
        <TextField form={form} field="post" />
        <ChoiceField form={form} field="staffCategory" list={staffCategories} />
      </FormSection>
      <FormSection title={words.sectionFile}>
        <TextField form={form} field="fileNo" />
        <DateField form={form} field="entryDate" />
        <DateField form={form} field="pledgeSignedOn" />
        <TextField form={form} field="trainingHours" hint={words.trainingHint} />
      </FormSection>
    </FormPage>
  );
};
