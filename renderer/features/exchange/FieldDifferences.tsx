/** The fields in which two rows differ: ours before theirs. */
import { fieldName, fieldValue } from '../../i18n/zh-CN/travelling-rows.ts';

export interface Difference {
  table: string;
  fields: readonly {
    field: string;
    ours: string | number | boolean | null;
    theirs: string | number | boolean | null;
  }[];
}

export const differenceText = ({ table, fields }: Difference): string =>
  fields
    .map(
      ({ field, ours, theirs }) =>
        `${fieldName(table, field)}：${fieldValue(table, field, ours)} → ${fieldValue(table, field, theirs)}`,
    )
    .join('；');

export const FieldDifferences = ({ table, fields }: Difference) => (
  <ul className="field-differences">
    {fields.map(({ field, ours, theirs }) => (
      <li key={field}>
        <span className="quiet">{fieldName(table, field)}</span> {fieldValue(table, field, ours)} →{' '}
        <strong>{fieldValue(table, field, theirs)}</strong>
      </li>
    ))}
  </ul>
);
