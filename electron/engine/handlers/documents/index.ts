/** Documents: which there are, what they ask for, what they say, and writing them as Word or PDF. */
import { basename } from 'node:path';
import type { documentOperations } from '#shared/contract/operations/documents.ts';
import { type LetterTemplate, unknownFields } from '#shared/documents/letter-template.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { disclosureScopes, reportPurposes } from '#shared/domain/record-standing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog, createAuditReader } from '../../db/audit-log.ts';
import { createWordingRepository } from '../../db/repositories/letter-wordings.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { buildLetter } from '../../documents/letter.ts';
import { writeFileAtomically } from '../../runtime/atomic-file.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { creditReport } from './credit-report.ts';
import { requireSubject } from './document-kind.ts';
import { keepPaper } from './keep-paper.ts';
import { presentLetters } from './letters.ts';
import { bytesOf, documentKinds, prepare, requireKind } from './produce.ts';

/** @throws AppError `document.unknown` */
const requireLetter = (db: ReadDb, code: string): LetterTemplate => {
  const letter = presentLetters(db).find(({ template }) => template.code === code);
  if (letter === undefined) throw new AppError('document.unknown', { document: code });
  return letter.template;
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const wordsFor = (list: Readonly<Record<string, string>>, code: unknown): string | null =>
  typeof code === 'string' ? (list[code] ?? code) : null;

export const documentHandlers: HandlersOf<typeof documentOperations> = {
  'documents.kinds': ({ db }, { subject }) => ({
    documents: documentKinds(db)
      .filter(({ subjects }) => subjects.includes(subject))
      .map(({ code, name, about }) => ({ code, name, about })),
  }),

  'documents.form': ({ db, now }, { document, subject }) => {
    const kind = requireKind(db, document);
    requireSubject(kind, subject);
    const { name, about } = kind;
    return { name, about, fields: kind.form({ db, subject, today: dayInChina(now()) }) };
  },

  'documents.preview': ({ db, now }, asked) => {
    const { plan, missing } = prepare(db, asked, dayInChina(now()));
    return { plan, missing };
  },

  'documents.write': async (context, { format, file, ...asked }) => {
    const { kind, plan, values, missing } = prepare(context.db, asked, dayInChina(context.now()));
    if (missing.length > 0) throw new AppError('document.fieldsMissing', { names: missing });
    const path = context.files.resolve(file, 'write');
    const written = await writeFileAtomically(path, await bytesOf(context, plan, format));
    context.write((tx) => {
      const { sha256 } = written;
      keepPaper(tx, { subject: asked.subject, kind, plan, format, sha256, actor: context.actor });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'documents.write',
        subject: asked.subject.id === '' ? null : asked.subject.id,
        details: {
          document: kind.code,
          subjectKind: asked.subject.kind,
          format,
          purpose: kind === creditReport ? (values.purpose ?? null) : null,
          scope: kind === creditReport ? (values.scope ?? null) : null,
          fileName: basename(path),
          size: written.size,
          sha256: written.sha256,
        },
      });
    });
    return written;
  },

  'documents.uses': ({ db }, { subject, cursor, limit }) => {
    const before = cursor === null ? undefined : Number(cursor);
    const names = new Map(documentKinds(db).map(({ code, name }) => [code, name]));
    const entries = createAuditReader(db).ofSubject('documents.write', subject.id, limit, before);
    const rows = entries.map(({ sequence, at, actor, details }) => {
      const document = text(details.document) ?? '';
      return {
        sequence,
        at,
        actor,
        document,
        name: names.get(document) ?? document,
        purpose: wordsFor(reportPurposes, details.purpose),
        scope: wordsFor(disclosureScopes, details.scope),
        format: text(details.format) ?? '',
        fileName: text(details.fileName),
        sha256: text(details.sha256),
      };
    });
    return { rows, next: rows.length < limit ? null : String(rows.at(-1)?.sequence) };
  },

  'documents.templates': ({ db }) => ({
    templates: presentLetters(db).map(({ template, delivered, reworded }) => ({
      ...template,
      delivered,
      reworded: reworded === null ? null : { at: reworded.rewordedAt, actor: reworded.actor },
    })),
  }),

  'documents.tryTemplate': ({ db, now }, { document, wording }) => {
    const letter = requireLetter(db, document);
    return {
      plan: buildLetter({
        template: { ...letter, ...wording },
        // Each field shows its own name, so that one sees where it will stand.
        values: Object.fromEntries(letter.fields.map(({ name }) => [name, `［${name}］`])),
        officeName: createOfficeReader(db).get().name,
        today: dayInChina(now()),
      }),
      unknown: unknownFields(wording, letter),
    };
  },

  'documents.reword': (context, { document, wording }) =>
    context.write((tx) => {
      const letter = requireLetter(tx, document);
      const unknown = wording === null ? [] : unknownFields(wording, letter);
      if (unknown.length > 0) throw new AppError('document.fieldsUnknown', { names: unknown });
      const wordings = createWordingRepository(tx);
      if (wording === null) wordings.asDelivered(document);
      else wordings.reword(document, wording, context.actor);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'documents.reword',
        subject: document,
        details: { result: wording === null ? 'delivered' : 'reworded' },
      });
      return { document };
    }),
};
