import { useEffect } from 'react';
import { controlId } from './use-typed-form.ts';

/** The cursor begins in the first field of a new form, so that typing can begin at once. */
export const useFirstField = (isNew: boolean, field: string): void => {
  useEffect(() => {
    if (isNew) document.getElementById(controlId(field))?.focus();
  }, [isNew, field]);
};
