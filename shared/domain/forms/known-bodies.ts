import { comparable } from '../code-text.ts';
import type { FieldReader } from './field-reader.ts';
import { readUscc } from './identifiers.ts';

/** Looks up the bodies that the database holds. */
export interface KnownBodies {
  /** Name of a known body, null for others. */
  bodyName(uscc: string): string | null;
  /** Names that the body had before it was renamed. */
  formerNames?(uscc: string): readonly string[];
}

/**
 * The code of a body that is known, from the field `bodyUscc`; where a name stands beside it in `bodyName`, the two
 * are compared.
 */
export function readKnownBody(fields: FieldReader, { bodyName, formerNames }: KnownBodies): string | null {
  const name = fields.text('bodyName', { maxLength: 100 });
  const uscc = readUscc(fields, 'bodyUscc');
  if (uscc === null) return null;
  const known = bodyName(uscc);
  if (known === null) {
    fields.report('error', 'import.bodyUnknown', { uscc }, 'bodyUscc');
    return null;
  }
  const isCalled = (other: string): boolean => name !== null && comparable(name) === comparable(other);
  if (name !== null && !isCalled(known) && !formerNames?.(uscc).some(isCalled)) {
    fields.report('warning', 'record.bodyNameDiffers', { given: name, known }, 'bodyName');
  }
  return uscc;
}
