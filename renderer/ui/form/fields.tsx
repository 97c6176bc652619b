/** The kinds of fields that forms are made of. */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { parseDateText } from '#shared/domain/date-text.ts';
import { formWords as words } from '../../i18n/zh-CN/form.ts';
import { FormField } from './FormField.tsx';
import type { TypedForm } from './use-typed-form.ts';

export interface FieldProps<Field extends string> {
  form: TypedForm<Field>;
  field: Field;
  hint?: ReactNode;
  wide?: boolean;
  /** Shown while the field is empty. */
  placeholder?: string;
}

export const TextField = <Field extends string>({
  form,
  field,
  hint,
  wide,
  placeholder,
  maxLength,
}: FieldProps<Field> & { maxLength?: number }) => (
  <FormField
    field={field}
    title={form.titles[field].title}
    required={form.titles[field].required}
    findings={form.findingsOf(field)}
    hint={hint}
    wide={wide}
  >
    {(control) => (
      <Input
        {...control}
        value={form.values[field]}
        placeholder={placeholder}
        maxLength={maxLength}
        autoComplete="off"
        onChange={({ target }) => form.set(field, target.value)}
        onBlur={() => form.touch(field)}
      />
    )}
  </FormField>
);

/** A date in any usual writing. Says how it is understood where that is not what was typed. */
export const DateField = <Field extends string>(props: FieldProps<Field>) => {
  const typed = props.form.values[props.field].trim();
  const read = parseDateText(typed);
  const hint = read !== null && read !== typed ? words.readAs(read) : (props.hint ?? words.dateHint);
  return <TextField {...props} hint={hint} />;
};

/** Prose of some lines. */
export const AreaField = <Field extends string>({
  form,
  field,
  hint,
  rows,
}: FieldProps<Field> & { rows: number }) => (
  <FormField
    field={field}
    title={form.titles[field].title}
    required={form.titles[field].required}
    findings={form.findingsOf(field)}
    hint={hint}
    wide
  >
    {(control) => (
      <Input.TextArea
        {...control}
        value={form.values[field]}
        className="form-prose"
        rows={rows}
        onChange={({ target }) => form.set(field, target.value)}
        onBlur={() => form.touch(field)}
      />
    )}
  </FormField>
);

/** One code of a closed list. */
export const ChoiceField = <Field extends string>({
  form,
  field,
  hint,
  wide,
  unset = words.unset,
  list,
  disabled = [],
}: Omit<FieldProps<Field>, 'placeholder'> & {
  list: Readonly<Record<string, string>>;
  disabled?: readonly string[];
  /** What it means to choose nothing. */
  unset?: string;
}) => {
  const { title, required } = form.titles[field];
  return (
    <FormField
      field={field}
      title={title}
      required={required}
      findings={form.findingsOf(field)}
      hint={hint}
      wide={wide}
    >
      {(control) => (
        <Select
          {...control}
          value={form.values[field] === '' && required === true ? null : form.values[field]}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            // A choice of its own instead of a button to clear, which would be one more stop for Tab.
            ...(required === true ? [] : [{ value: '', label: unset }]),
            ...Object.entries(list).map(([value, label]) => ({
              value,
              label,
              disabled: disabled.includes(value),
            })),
          ]}
          onChange={(value: string) => form.set(field, value)}
          onBlur={() => form.touch(field)}
        />
      )}
    </FormField>
  );
};
