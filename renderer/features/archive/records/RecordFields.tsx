/** The fields of a credit record, in the order in which a document is read. */
import { Checkbox, Radio, Select } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  polarities,
  rectificationStatuses,
  repairStatuses,
  severities,
  subjectTypes,
} from '#shared/domain/code-lists.ts';
import { parseDateText } from '#shared/domain/date-text.ts';
import type { CatalogueItem } from '#shared/domain/entities.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { BodyField } from '../../../ui/form/BodyField.tsx';
import { FormField } from '../../../ui/form/FormField.tsx';
import { FormSection } from '../../../ui/form/FormPage.tsx';
import { AreaField, ChoiceField, DateField, TextField } from '../../../ui/form/fields.tsx';
import type { TypedForm } from '../../../ui/form/use-typed-form.ts';
import { type RecordValues, ticked } from './record-values.ts';

const words = archiveWords.form;
const factLimit = 500;

type Form = TypedForm<keyof RecordValues>;
type Checked = OperationOutput<'records.check'> | undefined;

export const RecordFields = ({ form, checked }: { form: Form; checked: Checked }) => {
  const item = checked?.item ?? null;
  const negative = item === null || item.polarity === 'negative';
  return (
    <>
      <FormSection title={words.sectionSubject}>
        <SubjectType form={form} />
        <BodyField form={form} field="bodyUscc" name={checked?.bodyName ?? null} />
        {form.values.subjectType === 'official' && <OfficialField form={form} />}
        <ItemField form={form} />
      </FormSection>
      <FormSection title={words.sectionDocument}>
        <ChoiceField
          form={form}
          field="documentType"
          list={documentTypes}
          disabled={
            item === null
              ? []
              : Object.keys(documentTypes).filter((type) => !item.documentTypes.includes(type as never))
          }
        />
        <TextField form={form} field="documentNo" hint={words.documentNoHint} />
        <TextField form={form} field="issuingOrgan" />
        <DateField form={form} field="decisionDate" />
      </FormSection>
      <FormSection title={words.sectionContent}>
        <AreaField
          form={form}
          field="fact"
          rows={3}
          hint={words.factHint(form.values.fact.trim().length, factLimit)}
        />
        <TextField form={form} field="title" placeholder={byCatalogue(item?.name)} />
        <ChoiceField
          form={form}
          field="domain"
          list={domains}
          unset={byCatalogue(item === null ? undefined : domains[item.domain])}
        />
        {negative && (
          <>
            <TextField form={form} field="amount" hint={words.amountHint} />
            <ChoiceField
              form={form}
              field="severity"
              list={severities}
              unset={byCatalogue(item === null ? undefined : severities[item.severityDefault])}
            />
            <TextField form={form} field="persons" />
          </>
        )}
      </FormSection>
      <FormSection title={words.sectionPublic}>
        <ChoiceField
          form={form}
          field="disclosure"
          list={disclosureLevels}
          unset={byCatalogue(item === null ? undefined : disclosureLevels[item.disclosureLevel])}
        />
        {negative && (
          <>
            <ChoiceField
              form={form}
              field="rectification"
              list={rectificationStatuses}
              unset={words.byDefault(rectificationStatuses.notStarted)}
            />
            <ChoiceField
              form={form}
              field="repair"
              list={repairStatuses}
              unset={words.byDefault(repairStatuses.none)}
            />
          </>
        )}
        <ShowAnyway form={form} checked={checked} />
        <AreaField form={form} field="remarks" rows={2} />
      </FormSection>
    </>
  );
};

const byCatalogue = (label: string | undefined): string =>
  label === undefined ? words.byCatalogueUnknown : words.byCatalogue(label);

const SubjectType = ({ form }: { form: Form }) => (
  <div className="form-field form-field-wide">
    <span id="subject-type">{words.subjectType}</span>
    <Radio.Group
      aria-labelledby="subject-type"
      value={form.values.subjectType}
      options={Object.entries(subjectTypes).map(([value, label]) => ({ value, label }))}
      onChange={({ target }) => {
        form.set('subjectType', String(target.value));
        // The two kinds share no item of the catalogue.
        form.set('item', '');
        form.set('officialId', '');
      }}
    />
  </div>
);

/** Items in force on the decision date, or today; a later date may take one away, and then its finding says so. */
const ItemField = ({ form }: { form: Form }) => {
  const on = parseDateText(form.values.decisionDate);
  const { data } = useOperation('catalogue.list', on === null ? {} : { on });
  const items = (data?.items ?? []).filter((item) => item.subjectType === form.values.subjectType);
  const groups = (['negative', 'positive'] as const).map((polarity) => ({
    label: polarities[polarity],
    options: items.filter((item) => item.polarity === polarity).map(itemOption),
  }));
  const { item } = form.values;
  const known = item === '' || items.some(({ code }) => code === item);
  return (
    <FormField
      field="item"
      title={form.titles.item.title}
      required
      findings={form.findingsOf('item')}
      hint={words.itemHint}
    >
      {(control) => (
        <Select
          {...control}
          value={item === '' ? null : item}
          showSearch={{ optionFilterProp: 'search' }}
          notFoundContent={words.itemNone}
          options={[
            ...groups.filter(({ options }) => options.length > 0),
            ...(known ? [] : [{ value: item, label: item, search: item }]),
          ]}
          onChange={(value: string) => form.set('item', value)}
          onBlur={() => form.touch('item')}
        />
      )}
    </FormField>
  );
};

const itemOption = ({ code, name, domain }: CatalogueItem) => ({
  value: code,
  label: `${name}（${code}）`,
  search: `${code} ${name} ${domains[domain]}`,
});

/** The officials of the chosen body. */
const OfficialField = ({ form }: { form: Form }) => {
  const { bodyUscc, officialId } = form.values;
  const { data } = useOperation(
    'officials.search',
    { bodyUscc, limit: 1000 },
    { enabled: bodyUscc.length === 18 },
  );
  const officials = bodyUscc.length === 18 ? (data?.rows ?? []) : [];
  return (
    <FormField
      field="officialId"
      title={form.titles.officialId.title}
      required
      findings={form.findingsOf('officialId')}
      hint={officials.length === 0 && bodyUscc !== '' ? words.officialNone : words.officialHint}
    >
      {(control) => (
        <Select
          {...control}
          value={officials.some(({ id }) => id === officialId) ? officialId : null}
          showSearch={{ optionFilterProp: 'label' }}
          options={officials.map(({ id, name, post, idNoMasked }) => ({
            value: id,
            label: [name, post, idNoMasked].filter(Boolean).join(' '),
          }))}
          onChange={(value: string) => form.set('officialId', value)}
          onBlur={() => form.touch('officialId')}
        />
      )}
    </FormField>
  );
};

/** Only where the severity is not shown by default. */
const ShowAnyway = ({ form, checked }: { form: Form; checked: Checked }) => {
  const chosen = form.values.showAnyway === ticked;
  if (!chosen && checked?.publicity?.reason !== 'notByDefault') return null;
  return (
    <div className="form-field form-field-wide">
      <Checkbox
        checked={chosen}
        onChange={({ target }) => form.set('showAnyway', target.checked ? ticked : '')}
      >
        {words.showAnyway}
      </Checkbox>
    </div>
  );
};
