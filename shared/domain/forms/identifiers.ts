import { checkRegionCode } from '../region-code.ts';
import { checkUscc } from '../uscc.ts';
import type { FieldReader } from './field-reader.ts';

/** A unified social credit code whose check digit holds; null when blank or wrong. */
export function readUscc(fields: FieldReader, key: string): string | null {
  const code = fields.code(key);
  if (code === null) return null;
  const check = checkUscc(code);
  if (!check.valid) {
    fields.report('error', check.reason.code, check.reason.params, key);
    return null;
  }
  for (const warning of check.warnings) fields.report('warning', warning.code, warning.params, key);
  return code;
}

/** A region code of 12 digits in a possible form; null when blank or wrong. */
export function readRegionCode(fields: FieldReader, key: string): string | null {
  const code = fields.code(key);
  if (code === null) return null;
  const check = checkRegionCode(code);
  if (check.valid) return code;
  fields.report('error', check.reason.code, check.reason.params, key);
  return null;
}
