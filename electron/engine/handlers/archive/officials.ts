/** 公职人员: finding officials, looking at one, registering and changing them. */
import { z } from 'zod';
import type { officialOperations } from '#shared/contract/operations/officials.ts';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { normaliseCode } from '#shared/domain/code-text.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Official, OfficialContent } from '#shared/domain/entities.ts';
import { officialFields } from '#shared/domain/forms/field-titles.ts';
import { readOfficial } from '#shared/domain/forms/read-official.ts';
import { TypedFields } from '#shared/domain/forms/typed-fields.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { maskPersonal } from '../../db/identity-vault.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createFileItemReader } from '../../db/repositories/official-file-items.ts';
import {
  createOfficialReader,
  createOfficialRepository,
  type OfficialConditions,
  type ShownOfficial,
} from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { given, nextCursor, readCursor } from '../paging.ts';
import { isOwn, noteChange, requireCurrent } from './changes.ts';
import { openSimilarOfficials } from './similar-officials.ts';

const position = z.strictObject({ bodyUscc: z.string(), id: z.string() });

/** @throws AppError `official.unknown` */
const requireOfficial = (db: ReadDb, id: string): Official => {
  const official = createOfficialReader(db).find(id);
  if (official === null) throw new AppError('official.unknown', { official: id });
  return official;
};

const withBodyName = (db: ReadDb) => {
  const bodies = createBodyReader(db);
  return (official: ShownOfficial) => ({ ...official, bodyName: bodies.nameOf(official.bodyUscc) ?? '' });
};

/** A whole citizen number is looked up by its keyed index; anything else is part of a name or file number. */
const conditionsOf = ({ text, ...filter }: OfficialConditions): OfficialConditions => {
  if (text === undefined) return filter;
  const code = normaliseCode(text);
  return checkCitizenId(code).valid ? { ...filter, idNo: code } : { ...filter, text };
};

/** Others who seem to be the same person. */
const noteTwins = (
  db: ReadDb,
  fields: TypedFields,
  present: Official | null,
  content: OfficialContent,
): void => {
  const { bodyUscc, name, idNo } = content;
  const officials = createOfficialReader(db);
  const others = (rows: Official[]) => rows.filter(({ id }) => id !== present?.id);
  const same = idNo === null ? [] : others(officials.findByCitizenNumber(idNo));
  const nameOf = (uscc: string) => createBodyReader(db).nameOf(uscc) ?? uscc;
  const here = same.find((official) => official.bodyUscc === bodyUscc);
  const [elsewhere] = same;
  if (here) fields.report('error', 'official.alreadyHere', { body: nameOf(bodyUscc) }, 'idNo');
  else if (elsewhere) {
    fields.report('warning', 'official.elsewhere', { body: nameOf(elsewhere.bodyUscc) }, 'idNo');
  }
  // Two numbers that differ are two persons.
  const namesakes = others(officials.findByName(bodyUscc, name)).filter(
    (official) => official.idNo === null || idNo === null,
  );
  if (!here && namesakes.length > 0) {
    fields.report('warning', 'official.namesake', { count: namesakes.length }, 'name');
  }
  const similar =
    same.length > 0 || namesakes.length > 0 ? null : openSimilarOfficials(db)(content, present?.id ?? null);
  if (similar !== null) {
    const { item, how } = similar;
    fields.report('warning', 'official.similar', { name: item.name, id: item.id, how }, 'name');
  }
};

const readForm = (db: ReadDb, present: Official | null, form: Readonly<Record<string, string>>) => {
  const stored = present?.idNo ?? null;
  const untouched = stored !== null && form.idNo === maskPersonal(stored);
  const fields = new TypedFields(untouched ? { ...form, idNo: stored } : form, officialFields);
  const { value } = readOfficial(fields, { bodyName: createBodyReader(db).nameOf });
  if (value !== null) noteTwins(db, fields, present, value);
  const findings: Finding[] = fields.findings;
  return { value: fields.refused ? null : value, findings };
};

export const officialHandlers: HandlersOf<typeof officialOperations> = {
  'officials.search': ({ db, now }, { cursor, limit, ...filter }) => {
    const officials = createOfficialReader(db);
    const records = createRecordReader(db);
    const conditions = conditionsOf(given(filter) as OfficialConditions);
    const rows = officials.search(conditions, limit, readCursor(cursor, position));
    const named = withBodyName(db);
    const files = createFileItemReader(db);
    const today = dayInChina(now());
    return {
      rows: rows.map((row) => {
        const { year, grade, disciplineUntil, status } = files.summaryOf(row.id, today);
        return {
          ...named(row),
          records: records.countOfOfficial(row.id),
          status: status ?? 'active',
          assessment: year === null || grade === null ? null : { year, grade },
          disciplineUntil,
        };
      }),
      next: nextCursor(rows, limit, ({ bodyUscc, id }) => JSON.stringify({ bodyUscc, id })),
      total: officials.countFitting(conditions),
    };
  },

  'officials.read': ({ db }, { id }) => {
    const official = createOfficialReader(db).findShown(id);
    if (official === null) throw new AppError('official.unknown', { official: id });
    return {
      official: withBodyName(db)(official),
      own: isOwn(db, official),
      records: createRecordReader(db).countOfOfficial(id),
    };
  },

  'officials.reveal': (context, { id, reason }) =>
    context.write((tx) => {
      const { idNo } = requireOfficial(tx, id);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'officials.reveal',
        subject: id,
        details: { reason },
      });
      return { idNo };
    }),

  'officials.check': ({ db }, { present, form }) => ({
    findings: readForm(db, present === null ? null : requireOfficial(db, present), form).findings,
  }),

  'officials.put': (context, { present: id, baseRevision, form }) =>
    context.write((tx) => {
      const present = id === null ? null : requireOfficial(tx, id);
      if (present !== null) requireCurrent(tx, 'officials', present, baseRevision, '这名人员的档案');
      const { value, findings } = readForm(tx, present, form);
      if (value === null) return { stored: false, findings, id: null };
      const officials = createOfficialRepository(tx);
      const { row, changed } =
        present === null
          ? { row: officials.insert(value), changed: true }
          : officials.update(present.id, value);
      if (changed) {
        noteChange(tx, context.actor, {
          action: 'officials.put',
          table: 'officials',
          previous: present,
          row,
        });
      }
      return { stored: true, findings, id: row.id };
    }),
};
