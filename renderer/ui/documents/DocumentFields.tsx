/** What a document asks for. */
import { Input, Select } from 'antd';
import { useId } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';
import { DateInput } from '../DateInput.tsx';

export type DocumentField = OperationOutput<'documents.form'>['fields'][number];

export interface DocumentFieldsProps {
  fields: readonly DocumentField[];
  /** As typed, by name; what is missing stands as the database filled it in. */
  values: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
}

export const DocumentFields = ({ fields, values, onChange }: DocumentFieldsProps) => (
  <div className="document-fields">
    {fields.length === 0 && <p className="quiet">{words.noFields}</p>}
    {fields.map((field) => (
      <Field
        key={field.name}
        field={field}
        value={values[field.name] ?? field.value}
        onChange={(value) => onChange(field.name, value)}
      />
    ))}
  </div>
);

interface FieldProps {
  field: DocumentField;
  value: string;
  onChange: (value: string) => void;
}

const Field = ({ field: { label, kind, required, choices }, value, onChange }: FieldProps) => {
  const id = useId();
  const wanting = required && value.trim() === '';
  const status = wanting ? { status: 'warning' as const } : {};
  return (
    <div className="document-field">
      <label htmlFor={id}>
        {label}
        {required && <span className="quiet">（{words.required}）</span>}
      </label>
      {kind === 'text' && (
        <Input id={id} value={value} {...status} onChange={({ target }) => onChange(target.value)} />
      )}
      {kind === 'long' && (
        <Input.TextArea
          id={id}
          value={value}
          rows={4}
          {...status}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {kind === 'date' && <DateInput label={label} value={value} onChange={onChange} />}
      {kind === 'choice' && (
        <Select
          id={id}
          value={value}
          options={choices}
          onChange={onChange}
          showSearch={choices.length > 10 ? { optionFilterProp: 'label' } : false}
        />
      )}
    </div>
  );
};
