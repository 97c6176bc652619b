import { checkRegionCode } from '../region-code.ts';
import type { RegionTable } from '../region-table.ts';
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

/**
 * A region code of 12 digits in a possible form; null when blank or wrong. One that the table does not hold is a warning:
 * codes are revised every year.
 * @param regions the table of codes, where there is one
 */
export function readRegionCode(
  fields: FieldReader,
  key: string,
  regions?: Pick<RegionTable, 'unknownPart' | 'year'>,
): string | null {
  const code = fields.code(key);
  if (code === null) return null;
  const check = checkRegionCode(code);
  if (!check.valid) {
    fields.report('error', check.reason.code, check.reason.params, key);
    return null;
  }
  const unknown = regions?.unknownPart(code) ?? null;
  if (regions !== undefined && unknown !== null) {
    const { from, to, digits, parent } = unknown;
    const params = { from, to, digits, parent: parent?.path ?? '', year: regions.year };
    fields.report('warning', 'regionCode.unknown', params, key);
  }
  return code;
}
