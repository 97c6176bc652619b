/** The state of a form: what was typed, which fields were left once, whether saving was tried. */
import { useCallback, useMemo, useState } from 'react';
import type { FieldTitle } from '#shared/domain/forms/typed-fields.ts';
import type { Finding } from '#shared/errors/finding.ts';

export interface TypedForm<Field extends string> {
  titles: Readonly<Record<Field, FieldTitle>>;
  values: Readonly<Record<Field, string>>;
  set: (field: Field, value: string) => void;
  /** The user has left the field: from now on its faults are shown. */
  touch: (field: Field) => void;
  /** What to say at a field now. */
  findingsOf: (field: Field) => readonly Finding[];
}

export interface FormState<Field extends string> extends Omit<TypedForm<Field>, 'titles' | 'findingsOf'> {
  touched: ReadonlySet<Field>;
  /** Saving was tried: all faults are shown. */
  attempted: boolean;
  attempt: () => void;
  dirty: boolean;
}

/** The identifier of a field's control: where the cursor goes when the field is at fault. */
export const controlId = (field: string): string => `field-${field}`;

/** Where the cursor begins: in the first field that is still empty; none when all are filled. */
export const firstEmpty = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values).find(([, value]) => value === '')?.[0] ?? '';

/** @param initial what the form holds when it is opened; later changes of it are not followed */
export const useFormState = <Field extends string>(
  initial: Readonly<Record<Field, string>>,
): FormState<Field> => {
  const [opened] = useState(initial);
  const [values, setValues] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set<Field>());
  const [attempted, setAttempted] = useState(false);
  return {
    values,
    touched,
    attempted,
    set: useCallback((field, value) => setValues((all) => ({ ...all, [field]: value })), []),
    touch: useCallback((field) => setTouched((all) => (all.has(field) ? all : new Set([...all, field]))), []),
    attempt: useCallback(() => setAttempted(true), []),
    dirty: (Object.keys(values) as Field[]).some((field) => values[field] !== opened[field]),
  };
};

/** Joins a form's state with what the engine says of it. */
export const useTypedForm = <Field extends string>(
  titles: Readonly<Record<Field, FieldTitle>>,
  { values, set, touch, touched, attempted }: FormState<Field>,
  findings: readonly Finding[],
): TypedForm<Field> =>
  useMemo(
    () => ({
      titles,
      values,
      set,
      touch,
      findingsOf: (field) =>
        attempted || touched.has(field) ? findings.filter((finding) => finding.field === field) : [],
    }),
    [titles, values, set, touch, touched, attempted, findings],
  );
