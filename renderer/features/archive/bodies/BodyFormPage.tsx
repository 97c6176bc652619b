/** Registering a body, or changing one. */
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { bodyTypes, officeLevels } from '#shared/domain/code-lists.ts';
import { type BodyField as BodyFieldName, bodyFields } from '#shared/domain/forms/field-titles.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { usePlaceParameter } from '../../../state/place.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyField } from '../../../ui/form/BodyField.tsx';
import { FormPage, FormSection } from '../../../ui/form/FormPage.tsx';
import { ChoiceField, DateField, TextField } from '../../../ui/form/fields.tsx';
import { RegionField } from '../../../ui/form/RegionField.tsx';
import { useBodyName } from '../../../ui/form/use-body-name.ts';
import { useFirstField } from '../../../ui/form/use-first-field.ts';
import { useSaving } from '../../../ui/form/use-saving.ts';
import { useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { useSettled } from '../../../ui/use-settled.ts';

const words = archiveWords.form;

type Values = Readonly<Record<BodyFieldName, string>>;
type Stored = OperationOutput<'bodies.read'>['body'];

const emptyBody = (parent: string): Values => ({
  ...(Object.fromEntries(Object.keys(bodyFields).map((field) => [field, ''])) as Record<
    BodyFieldName,
    string
  >),
  parentUscc: parent,
});

const valuesOf = (body: Stored): Values =>
  Object.fromEntries(
    (Object.keys(bodyFields) as BodyFieldName[]).map((field) => [field, body[field] ?? '']),
  ) as Record<BodyFieldName, string>;

export const BodyFormPage = ({ code }: { code: string | null }) => {
  const parent = usePlaceParameter('parent') ?? '';
  if (code !== null) return <PresentBody code={code} />;
  return <BodyForm key={parent} present={null} initial={emptyBody(parent)} back={places.bodies} />;
};

const PresentBody = ({ code }: { code: string }) => {
  const { data, failure, refresh } = useOperation('bodies.read', { uscc: code });
  if (data === undefined) {
    return (
      <Page title={words.editBody}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  if (!data.own) return <Page title={words.editBody} description={archiveWords.body.foreignReason} />;
  return <BodyForm present={data.body} initial={valuesOf(data.body)} back={places.body(code)} />;
};

interface FormProps {
  present: { uscc: string; revision: number } | null;
  initial: Values;
  back: string;
}

const BodyForm = ({ present, initial, back }: FormProps) => {
  const state = useFormState(initial);
  const [opened] = useState(present);
  useFirstField(present === null, 'name');
  const settled = useSettled(state.values, 120);
  const checked = useOperation('bodies.check', { present: opened?.uscc ?? null, form: settled });
  const { run, busy, failure, clearFailure } = useCommand('bodies.put');
  const findings = checked.data?.findings ?? [];
  const form = useTypedForm(bodyFields, state, findings);
  const parentName = useBodyName(state.values.parentUscc);

  const save = useSaving(
    state,
    busy,
    () => run({ present: opened?.uscc ?? null, baseRevision: opened?.revision ?? null, form: state.values }),
    ({ uscc }) =>
      uscc === null
        ? null
        : {
            said: present === null ? archiveWords.body.registered : archiveWords.body.changed,
            place: places.body(uscc),
          },
  );

  return (
    <FormPage
      title={present === null ? words.newBody : words.editBody}
      description={words.bodyDescription}
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
        <TextField
          form={form}
          field="name"
          {...(present === null ? {} : { hint: archiveWords.change.nameHint })}
        />
        <TextField form={form} field="uscc" />
        <TextField form={form} field="shortName" />
        <ChoiceField form={form} field="bodyType" list={bodyTypes} />
        <ChoiceField form={form} field="adminLevel" list={officeLevels} />
        <RegionField form={form} field="regionCode" hint={words.regionHint} />
      </FormSection>
      <FormSection title={words.sectionPlace}>
        <BodyField form={form} field="parentUscc" hint={words.parentHint} name={parentName} />
        <TextField form={form} field="groupCode" />
        <DateField form={form} field="validFrom" />
        <DateField form={form} field="validTo" />
      </FormSection>
      <FormSection title={words.sectionContact}>
        <TextField form={form} field="headName" />
        <TextField form={form} field="liaison" />
        <TextField form={form} field="phone" {...(present === null ? {} : { hint: words.phoneHint })} />
      </FormSection>
    </FormPage>
  );
};
