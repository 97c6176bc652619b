/** Chooses one thing out of very many: what is typed is looked up in the engine, the list below offers what was found. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { FormField } from '../../../ui/form/FormField.tsx';
import type { TypedForm } from '../../../ui/form/use-typed-form.ts';

export interface Offered {
  value: string;
  /** In one line; also what a screen reader says. */
  label: string;
  /** Told beside it in the list, more quietly. */
  detail?: string;
}

interface PickerFieldProps {
  form: TypedForm<string>;
  field: string;
  offered: readonly Offered[];
  /** What is chosen, which need not be among the offered. */
  chosen: Offered | null;
  /** Something is typed that the list is narrowed by. */
  searching: boolean;
  onSearch: (text: string) => void;
  onChoose: (value: string) => void;
  hint: ReactNode;
  /** What to say when nothing was found; null while that is not known. */
  nothing: string | null;
}

export const PickerField = ({
  form,
  field,
  offered,
  chosen,
  searching,
  onSearch,
  onChoose,
  hint,
  nothing,
}: PickerFieldProps) => {
  const { title = '', required } = form.titles[field] ?? {};
  const value = form.values[field] ?? '';
  // While something else is looked for, what is chosen must not stand first: Tab would take it again.
  const asFound = chosen === null || searching || offered.some(({ value }) => value === chosen.value);
  const all = asFound ? offered : [chosen, ...offered];
  return (
    <FormField
      field={field}
      title={title}
      required={required}
      findings={form.findingsOf(field)}
      hint={chosen?.detail === undefined ? hint : <strong className="form-name">{chosen.detail}</strong>}
    >
      {(control) => (
        <Select
          {...control}
          value={value === '' ? null : value}
          showSearch={{ filterOption: false, onSearch }}
          allowClear={required !== true}
          popupMatchSelectWidth={false}
          notFoundContent={nothing}
          options={all.map(({ value, label, detail }) => ({ value, label, detail }))}
          optionRender={({ data }) => (
            <span className="picker-option">
              <span>{data.label}</span>
              <span className="quiet">{data.detail}</span>
            </span>
          )}
          onChange={(chosen: string | null | undefined) => {
            onSearch('');
            onChoose(chosen ?? '');
          }}
          onBlur={() => {
            onSearch('');
            form.touch(field);
          }}
        />
      )}
    </FormField>
  );
};
