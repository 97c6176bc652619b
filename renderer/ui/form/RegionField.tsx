/** 行政区划代码: typed, or picked by name; the name of what is chosen stands below. */
import { RegionInput, useRegionName } from '../RegionInput.tsx';
import { FormField } from './FormField.tsx';
import type { FieldProps } from './fields.tsx';

export const RegionField = <Field extends string>({ form, field, hint, wide }: FieldProps<Field>) => {
  const name = useRegionName(form.values[field]);
  const { title, required } = form.titles[field];
  return (
    <FormField
      field={field}
      title={title}
      required={required}
      findings={form.findingsOf(field)}
      hint={name === null ? hint : <strong className="form-name">{name}</strong>}
      wide={wide}
    >
      {(control) => (
        <RegionInput
          {...control}
          value={form.values[field]}
          onChange={(value: string) => form.set(field, value)}
          onBlur={() => form.touch(field)}
        />
      )}
    </FormField>
  );
};
