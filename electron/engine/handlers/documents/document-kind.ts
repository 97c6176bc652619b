/** What every document can do, whatever it says: ask for its fields, and say what it says. */
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import type { DocumentSubjectKind, FactName, LetterField } from '#shared/documents/letter-template.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '../../db/transaction.ts';

export interface FormField extends Pick<LetterField, 'name' | 'kind' | 'required'> {
  label: string;
  choices: { value: string; label: string }[];
  value: string;
}

/** What the database can fill into a letter's fields. */
export type SubjectFacts = Partial<Record<FactName, string>>;

/** What a document is made from. */
export interface DocumentRequest {
  db: ReadDb;
  subject: DocumentSubject;
  /** As typed, by name of the field. */
  fields: Readonly<Record<string, string>>;
  /** `yyyy-mm-dd`. */
  today: string;
}

export interface DocumentKind {
  code: string;
  name: string;
  about: string;
  subjects: readonly DocumentSubjectKind[];
  /** With what the database can fill in. */
  form(request: Omit<DocumentRequest, 'fields'>): FormField[];
  build(request: DocumentRequest): DocumentPlan;
}

/** A field of which one of a list of codes is chosen. */
export const choiceField = <Code extends string>(
  name: string,
  label: string,
  list: Readonly<Record<Code, string>>,
  value: Code,
): FormField => ({
  name,
  label,
  kind: 'choice',
  required: true,
  choices: Object.entries<string>(list).map(([code, words]) => ({ value: code, label: words })),
  value,
});

/** What was typed, else what stands in the field at first. */
export const valuesOf = (
  form: readonly FormField[],
  typed: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(form.map(({ name, value }) => [name, (typed[name] ?? value).trim()]));

/**
 * The code chosen in a field.
 * @throws AppError `document.fieldsMissing` when it is none of the list
 */
export const chosenCode = <Code extends string>(
  values: Readonly<Record<string, string>>,
  { name, label }: Pick<FormField, 'name' | 'label'>,
  list: Readonly<Record<Code, string>>,
): Code => {
  const value = values[name] ?? '';
  if (!Object.hasOwn(list, value)) throw new AppError('document.fieldsMissing', { names: [label] });
  return value as Code;
};

/** @throws AppError `document.wrongSubject` */
export const requireSubject = (kind: DocumentKind, subject: DocumentSubject): void => {
  if (!kind.subjects.includes(subject.kind)) {
    throw new AppError('document.wrongSubject', { name: kind.name });
  }
};
