/** 单位沿革: what each field of a change of a body must be. */
import type { BodyChangeContent } from '../entities.ts';
import type { BodyChangeKind } from '../subject-lists.ts';
import type { FieldReader } from './field-reader.ts';
import { readUscc } from './identifiers.ts';

/** What is typed of a change; what follows from the body is added by those who know it. */
export type TypedBodyChange = Pick<
  BodyChangeContent,
  'kind' | 'effectiveOn' | 'fromName' | 'toName' | 'toUscc' | 'documentNo' | 'reason'
>;

/** Kinds that lead to another body. */
export const kindsWithOther: ReadonlySet<BodyChangeKind> = new Set(['merge', 'split', 'moved']);

/** Reads a change. @param today `yyyy-mm-dd`: what has not happened yet is not written down */
export function readBodyChange(
  fields: FieldReader,
  kind: BodyChangeKind,
  today: string,
): TypedBodyChange | null {
  const effectiveOn = fields.date('effectiveOn');
  if (effectiveOn !== null && effectiveOn > today) {
    fields.report('error', 'bodyChange.inFuture', { date: effectiveOn }, 'effectiveOn');
  }
  const need = (key: 'toName' | 'toUscc'): void => {
    if (fields.raw(key).trim() === '') fields.report('error', 'bodyChange.needed', { kind }, key);
  };
  const rename = kind === 'rename';
  if (rename) need('toName');
  if (kind === 'merge' || kind === 'split') need('toUscc');
  const typed = {
    kind,
    fromName: rename ? fields.text('fromName', { maxLength: 100 }) : null,
    toName: rename ? fields.text('toName', { maxLength: 100 }) : null,
    toUscc: kindsWithOther.has(kind) ? readUscc(fields, 'toUscc') : null,
    documentNo: fields.text('documentNo', { maxLength: 100 }),
    reason: fields.text('reason', { maxLength: 500 }),
  };
  return effectiveOn === null ? null : { ...typed, effectiveOn };
}
