/** A change of a body as typed, with everything that the database says about it, and what it makes of the body. */
import { wouldBeItsOwnSuperior } from '#shared/domain/body-tree.ts';
import { comparable } from '#shared/domain/code-text.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { Body, BodyChange, BodyChangeContent, BodyContent } from '#shared/domain/entities.ts';
import { bodyChangeFields } from '#shared/domain/forms/field-titles.ts';
import { readBodyChange, type TypedBodyChange } from '#shared/domain/forms/read-body-change.ts';
import { TypedFields } from '#shared/domain/forms/typed-fields.ts';
import type { BodyChangeKind } from '#shared/domain/subject-lists.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import type { ReadDb } from '../../db/transaction.ts';

export type BodyChangeForm = Readonly<Record<keyof typeof bodyChangeFields, string>> & {
  kind: BodyChangeKind;
};

export interface ReadChange {
  findings: Finding[];
  /** The change as it would be stored; null while an error stands in the way. */
  change: BodyChangeContent | null;
  /** The fields of the body that it changes. */
  body: Partial<BodyContent>;
}

const inForce = (changes: readonly BodyChange[]): BodyChange[] =>
  changes.filter(({ withdrawnOn }) => withdrawnOn === null);

const sameName = (one: string, other: string): boolean => comparable(one) === comparable(other);

/**
 * A rename fits where it ends in the present name (a name of earlier days is written down), begins with it (the body is
 * renamed now), or ends where a later rename begins.
 */
const readRename = (
  fields: TypedFields,
  body: Body,
  typed: TypedBodyChange,
  later: readonly BodyChange[],
): { names: Pick<BodyChangeContent, 'fromName' | 'toName'>; body: Partial<BodyContent> } => {
  const toName = typed.toName ?? '';
  const fromName = typed.fromName ?? (sameName(toName, body.name) ? '' : body.name);
  const names = { fromName, toName };
  if (fromName === '') {
    fields.report('error', 'bodyChange.formerNameNeeded', { name: body.name }, 'fromName');
  } else if (sameName(fromName, toName)) fields.report('error', 'bodyChange.sameName', {}, 'toName');
  const next = later.findLast(({ kind }) => kind === 'rename');
  if (next !== undefined) {
    if (!sameName(toName, next.fromName ?? '')) {
      const params = { date: next.effectiveOn, name: next.fromName ?? '' };
      fields.report('error', 'bodyChange.laterRename', params, 'toName');
    }
    return { names, body: {} };
  }
  if (sameName(toName, body.name)) return { names, body: {} };
  if (!sameName(fromName, body.name)) {
    fields.report('error', 'bodyChange.notItsName', { name: body.name }, 'fromName');
  }
  if (body.shortName !== null) {
    fields.report('warning', 'bodyChange.shortNameStays', { shortName: body.shortName }, 'toName');
  }
  return { names: { fromName: body.name, toName }, body: { name: toName } };
};

/** The last day of a body that ends on `effectiveOn`. */
const readEnd = (fields: TypedFields, body: Body, effectiveOn: string): Partial<BodyContent> => {
  const validTo = addDays(effectiveOn, -1);
  if (body.validTo !== null) {
    fields.report('error', 'bodyChange.alreadyClosed', { date: body.validTo }, 'effectiveOn');
  } else if (body.validFrom !== null && validTo < body.validFrom) {
    fields.report('error', 'bodyChange.beforeItsTime', { date: body.validFrom }, 'effectiveOn');
  }
  return { validTo };
};

/** Reads a change of `body`. @param today `yyyy-mm-dd` */
export const readChangeForm = (db: ReadDb, body: Body, form: BodyChangeForm, today: string): ReadChange => {
  const { kind, ...values } = form;
  const fields = new TypedFields(values, bodyChangeFields);
  const typed = readBodyChange(fields, kind, today);
  const { findings } = fields;
  if (typed === null) return { findings, change: null, body: {} };

  const bodies = createBodyReader(db);
  const changes = inForce(createBodyChangeReader(db).listOf(body.uscc));
  const later = changes.filter(({ effectiveOn }) => effectiveOn > typed.effectiveOn);
  const other = typed.toUscc === null ? null : bodies.findByUscc(typed.toUscc);
  if (typed.toUscc !== null && other === null) {
    fields.report('error', 'bodyChange.otherUnknown', { uscc: typed.toUscc }, 'toUscc');
  }
  if (typed.toUscc === body.uscc) fields.report('error', 'bodyChange.itself', {}, 'toUscc');

  const change: BodyChangeContent = {
    ...typed,
    bodyUscc: body.uscc,
    fromUscc: null,
    withdrawnOn: null,
    withdrawnReason: null,
  };
  let becomes: Partial<BodyContent> = {};
  switch (kind) {
    case 'rename': {
      if (typed.toName === null) break;
      const rename = readRename(fields, body, typed, later);
      Object.assign(change, rename.names);
      becomes = rename.body;
      break;
    }
    case 'merge':
      becomes = readEnd(fields, body, typed.effectiveOn);
      if (other?.validTo != null && other.validTo < typed.effectiveOn) {
        fields.report('error', 'bodyChange.otherClosed', { name: other.name, date: other.validTo }, 'toUscc');
      }
      break;
    case 'closed':
      becomes = readEnd(fields, body, typed.effectiveOn);
      break;
    case 'moved': {
      const parentOf = (uscc: string) => bodies.findByUscc(uscc)?.parentUscc ?? null;
      if (typed.toUscc === body.parentUscc) fields.report('error', 'bodyChange.sameSuperior', {}, 'toUscc');
      else if (wouldBeItsOwnSuperior(body.uscc, typed.toUscc, parentOf)) {
        fields.report('error', 'body.parentCycle', {}, 'toUscc');
      }
      const next = later.find((one) => one.kind === 'moved');
      if (next !== undefined) {
        fields.report('error', 'bodyChange.laterMove', { date: next.effectiveOn }, 'effectiveOn');
      }
      change.fromUscc = body.parentUscc;
      change.fromName = body.parentUscc === null ? null : bodies.nameOf(body.parentUscc);
      change.toName = other?.name ?? null;
      becomes = { parentUscc: typed.toUscc };
      break;
    }
    case 'split':
      break;
  }
  const below = becomes.validTo === undefined ? 0 : bodies.countBelow(body.uscc);
  if (below > 0) fields.report('warning', 'bodyChange.subordinates', { count: below }, 'kind');
  return { findings, change: fields.refused ? null : change, body: becomes };
};
