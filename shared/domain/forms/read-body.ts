/** 单位: what each field of a body must be. Natural key: the unified social credit code. */
import { bodyTypes, officeLevels } from '../code-lists.ts';
import type { BodyContent } from '../entities.ts';
import { officeLevelOfRegion } from '../region-code.ts';
import type { RegionTable } from '../region-table.ts';
import type { FieldReader, Reading } from './field-reader.ts';
import { readRegionCode, readUscc } from './identifiers.ts';

export interface BodyReadingContext {
  /** The table of region codes, where there is one. */
  regions?: Pick<RegionTable, 'unknownPart' | 'year'>;
}

/** Reads a body. Whether its parent exists is for those to say who know the other bodies. */
export function readBody(fields: FieldReader, { regions }: BodyReadingContext = {}): Reading<BodyContent> {
  const name = fields.text('name', { maxLength: 100 });
  const uscc = readUscc(fields, 'uscc');
  const shortName = fields.text('shortName', { maxLength: 50 });
  const bodyType = fields.choice('bodyType', bodyTypes);
  const adminLevel = fields.choice('adminLevel', officeLevels);
  const regionCode = readRegionCode(fields, 'regionCode', regions);
  const parentUscc = readUscc(fields, 'parentUscc');
  const rest = {
    groupCode: fields.text('groupCode', { maxLength: 50 }),
    headName: fields.text('headName', { maxLength: 50 }),
    liaison: fields.text('liaison', { maxLength: 50 }),
    phone: readPhone(fields, 'phone'),
    validFrom: fields.date('validFrom'),
    validTo: fields.date('validTo'),
  };
  if (uscc !== null && uscc === parentUscc) fields.report('error', 'body.parentIsItself', {}, 'parentUscc');
  if (rest.validFrom !== null && rest.validTo !== null && rest.validTo < rest.validFrom) {
    fields.report('error', 'row.datesReversed', { from: '启用日期', to: '停用日期' }, 'validTo');
  }
  const ofRegion = regionCode === null ? null : officeLevelOfRegion(regionCode);
  if (adminLevel !== null && ofRegion !== null && ofRegion !== adminLevel) {
    const params = { level: officeLevels[adminLevel], region: officeLevels[ofRegion] };
    fields.report('warning', 'body.levelDiffers', params, 'adminLevel');
  }
  if (name === null || uscc === null || bodyType === null || adminLevel === null || regionCode === null) {
    return { naturalKey: uscc, value: null };
  }
  const value = { uscc, name, shortName, bodyType, adminLevel, regionCode, parentUscc, ...rest };
  return { naturalKey: uscc, value };
}

/** A telephone number is kept as typed; anything beyond digits and their usual separators gets a warning. */
function readPhone(fields: FieldReader, key: string): string | null {
  const phone = fields.text(key, { maxLength: 50 });
  if (phone === null) return null;
  const plain = phone.normalize('NFKC').trim();
  if (!/^[\d\s\-+(),./;、转—]+$/.test(plain))
    fields.report('warning', 'row.phoneInvalid', { title: '联系电话' }, key);
  return plain;
}
