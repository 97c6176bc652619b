import { useEffect } from 'react';
import { usePlaceParameter } from '../../state/place.ts';
import { controlId } from './use-typed-form.ts';

/**
 * The cursor begins in the first field of a new form, so that typing can begin at once; in any form in the field that the
 * place names (`?field=`), because something led there to have it put right.
 */
export const useFirstField = (isNew: boolean, field: string): void => {
  const asked = usePlaceParameter('field');
  const first = asked ?? (isNew ? field : null);
  useEffect(() => {
    if (first !== null) document.getElementById(controlId(first))?.focus();
  }, [first]);
};
