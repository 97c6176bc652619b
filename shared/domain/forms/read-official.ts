/** 公职人员: what each field of an official must be. Citizen numbers are never part of a finding. */
import { checkCitizenId } from '../citizen-id.ts';
import { staffCategories } from '../code-lists.ts';
import type { OfficialContent } from '../entities.ts';
import type { FieldReader, Reading } from './field-reader.ts';
import { type KnownBodies, readKnownBody } from './known-bodies.ts';

export interface OfficialReadingContext extends KnownBodies {
  /** A one-way key of a citizen number, for natural keys; without it the key is body, name and file number. */
  identityKey?(idNo: string): string;
}

/** Reads an official. */
export function readOfficial(fields: FieldReader, context: OfficialReadingContext): Reading<OfficialContent> {
  const name = fields.text('name', { maxLength: 50 });
  const idNo = readCitizenId(fields);
  const bodyUscc = readKnownBody(fields, context);
  const staffCategory = fields.choice('staffCategory', staffCategories);
  const rest = {
    post: fields.text('post', { maxLength: 100 }),
    entryDate: fields.date('entryDate'),
    fileNo: fields.text('fileNo', { maxLength: 50 }),
    pledgeSignedOn: fields.date('pledgeSignedOn'),
    trainingHours: fields.count('trainingHours') ?? 0,
  };
  if (name === null || bodyUscc === null || staffCategory === null) return { naturalKey: null, value: null };
  const value = { bodyUscc, name, idNo, staffCategory, ...rest };
  const naturalKey =
    idNo !== null && context.identityKey
      ? `id:${context.identityKey(idNo)}`
      : [bodyUscc, name, rest.fileNo ?? ''].join('|');
  return { naturalKey, value };
}

function readCitizenId(fields: FieldReader): string | null {
  if (/[*＊×xX]{4,}/.test(fields.raw('idNo'))) {
    fields.report('error', 'official.idMasked', {}, 'idNo');
    return null;
  }
  const code = fields.code('idNo');
  if (code === null) return null;
  const check = checkCitizenId(code);
  if (check.valid) return code;
  fields.report('error', check.reason.code, check.reason.params, 'idNo');
  return null;
}
