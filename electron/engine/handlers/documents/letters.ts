/** Letters and notices: their templates, this office's wording of them, and what the database fills in. */
import type { LetterTemplate, LetterWording } from '#shared/documents/letter-template.ts';
import { createWordingReader, type RewordedLetter } from '../../db/repositories/letter-wordings.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { buildLetter } from '../../documents/letter.ts';
import { loadLetters } from '../../resources.ts';
import type { DocumentKind, FormField } from './document-kind.ts';
import { tablesFor } from './letter-tables.ts';
import { columnsOf, factsOf } from './subject-facts.ts';

export interface PresentLetter {
  template: LetterTemplate;
  /** As delivered with the program. */
  delivered: LetterWording;
  reworded: Pick<RewordedLetter, 'rewordedAt' | 'actor'> | null;
}

const wordingOf = ({
  title,
  addressee,
  paragraphs,
  attachments,
  closing,
}: LetterTemplate): LetterWording => ({
  title,
  addressee,
  paragraphs,
  attachments,
  closing,
});

/** Every letter as this office words it. */
export const presentLetters = (db: ReadDb): PresentLetter[] => {
  const reworded = createWordingReader(db).reworded();
  return loadLetters().map((delivered) => {
    const own = reworded.get(delivered.code);
    return {
      template: { ...delivered, ...own?.wording },
      delivered: wordingOf(delivered),
      reworded: own === undefined ? null : { rewordedAt: own.rewordedAt, actor: own.actor },
    };
  });
};

/** A text as it stands in a column; of a field with choices, the choice that says it. */
const fitting = (text: string | undefined, choices: readonly string[]): string =>
  text === undefined || choices.length === 0
    ? (text ?? '')
    : (choices.find((choice) => choice.includes(text)) ?? '');

export const letterKind = (template: LetterTemplate): DocumentKind => ({
  code: template.code,
  name: template.name,
  about: template.about,
  subjects: template.subjects,
  form: ({ db, subject }) => {
    const facts = factsOf(db, subject);
    const columns = columnsOf(db, subject);
    return template.fields.map(
      ({ name, kind, required, from, choices, initial, columns: titles }): FormField => ({
        name,
        label: name,
        kind,
        required,
        choices: choices.map((choice) => ({ value: choice, label: choice })),
        value:
          fitting(
            [name, ...titles].map((title) => columns.get(title)).find((text) => text !== undefined),
            choices,
          ) ||
          (from === null ? '' : facts[from]) ||
          initial,
      }),
    );
  },
  build: ({ db, subject, fields, today }) =>
    buildLetter({
      template,
      values: fields,
      tables: tablesFor(db, subject, template.tables),
      officeName: createOfficeReader(db).get().name,
      today,
    }),
});
