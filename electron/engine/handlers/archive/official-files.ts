/** 公职人员诚信档案: the lines of a file, and what follows from them. */
import type { officialFileOperations } from '#shared/contract/operations/official-files.ts';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Official, OfficialFileItem } from '#shared/domain/entities.ts';
import { disciplineEffect, fieldsOfCategory, readFileItem } from '#shared/domain/forms/read-file-item.ts';
import { type FieldTitle, TypedFields } from '#shared/domain/forms/typed-fields.ts';
import type { FileCategory, OfficialStatus } from '#shared/domain/subject-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createFileItemReader, createFileItemRepository } from '../../db/repositories/official-file-items.ts';
import { createOfficialReader, createOfficialRepository } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { isOwn, noteChange, requireCurrent } from './changes.ts';

const table = 'official_file_items';

type Form = { category: FileCategory } & Readonly<Record<string, string>>;

/** @throws AppError `official.unknown` */
const requireOfficial = (db: ReadDb, id: string): Official => {
  const official = createOfficialReader(db).find(id);
  if (official === null) throw new AppError('official.unknown', { official: id });
  return official;
};

/** A line that counts. @throws AppError `fileItem.unknown`, `fileItem.withdrawn` */
const requireItem = (db: ReadDb, id: string): OfficialFileItem => {
  const item = createFileItemReader(db).find(id);
  if (item === null) throw new AppError('fileItem.unknown', { item: id });
  if (item.withdrawnOn !== null) throw new AppError('fileItem.withdrawn', { date: item.withdrawnOn });
  return item;
};

/** No more than the year: with the month, eight of the ten digits that are masked would be known. */
const personOf = (idNo: string | null) => {
  const check = idNo === null ? null : checkCitizenId(idNo);
  return check?.valid ? { sex: check.sex, birthYear: check.birthDate.slice(0, 4) } : null;
};

const fileOf = (db: ReadDb, official: Official, today: string) => {
  const items = createFileItemReader(db).listOf(official.id);
  // The latest first, as the reader lists them; what has not happened yet does not count.
  const counting = items.filter(({ withdrawnOn, happenedOn }) => withdrawnOn === null && happenedOn <= today);
  const latest = (category: FileCategory) => counting.find((item) => item.category === category);
  const status = latest('status');
  const entryCheck = latest('entryCheck');
  const inEffect = counting
    .flatMap(({ category, result, untilOn }) =>
      category === 'violation' && result !== null && untilOn !== null && untilOn >= today
        ? [{ result, until: untilOn }]
        : [],
    )
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  return {
    items: items.map((item) => ({ ...item, own: isOwn(db, item) })),
    status: {
      code: (status?.result ?? 'active') as OfficialStatus,
      since: status?.happenedOn ?? null,
    },
    rank: latest('rank')?.title ?? null,
    assessments: counting
      .flatMap(({ category, year, result }) =>
        category === 'assessment' && year !== null && result !== null ? [{ year, grade: result }] : [],
      )
      .sort((a, b) => b.year - a.year),
    discipline: inEffect[0] ?? null,
    entryCheck: entryCheck?.result == null ? null : { result: entryCheck.result, on: entryCheck.happenedOn },
    person: personOf(official.idNo),
  };
};

/** Reads the form of a line, with what the rest of the file says about it. */
const readForm = (
  db: ReadDb,
  official: Official,
  present: OfficialFileItem | null,
  { category, ...values }: Form,
  today: string,
) => {
  const titles = fieldsOfCategory[category] as Readonly<Record<string, FieldTitle>>;
  const fields = new TypedFields(values, titles);
  const item = readFileItem(fields, category, { today, rules: createRuleReader(db).table });
  if (category === 'assessment' && item !== null && item.year !== null) {
    const other = createFileItemReader(db)
      .listOf(official.id)
      .find(
        ({ id, year, withdrawnOn, ...line }) =>
          line.category === 'assessment' && year === item.year && withdrawnOn === null && id !== present?.id,
      );
    if (other !== undefined) fields.report('error', 'fileItem.assessedAlready', { year: item.year }, 'year');
  }
  return { item: fields.refused ? null : item, read: item, findings: fields.findings };
};

/** What this database holds of a person, over all bodies where the person has a file. */
const foundOf = (db: ReadDb, official: Official) => {
  const officials = createOfficialReader(db);
  const files = official.idNo === null ? [official] : officials.findByCitizenNumber(official.idNo);
  const records = createRecordReader(db);
  const count = (polarity: 'negative' | 'positive') =>
    files.reduce((sum, { id }) => sum + records.countOfOfficialInForce(id, polarity), 0);
  return { files: files.length, dishonest: count('negative'), trustworthy: count('positive') };
};

/** The official's own fields that follow from the file: the present post, the day of the newest pledge. */
const followFile = (
  tx: WriteTx,
  actor: string,
  official: Official,
  changed: Pick<OfficialFileItem, 'category' | 'happenedOn'>,
  today: string,
): void => {
  const { category, happenedOn } = changed;
  if (category !== 'post' && category !== 'pledge') return;
  const counting = createFileItemReader(tx)
    .listOf(official.id)
    .filter((item) => item.category === category && item.withdrawnOn === null && item.happenedOn <= today);
  const post = counting.find(({ untilOn }) => untilOn === null || untilOn >= today)?.title ?? official.post;
  const [pledge] = counting;
  // A day that came from a form stays unless a newer pledge is in the file, or the pledge of that day was taken back.
  const stays = official.pledgeSignedOn !== null && official.pledgeSignedOn !== happenedOn;
  const pledgeSignedOn =
    stays && (official.pledgeSignedOn ?? '') > (pledge?.happenedOn ?? '')
      ? official.pledgeSignedOn
      : (pledge?.happenedOn ?? null);
  const becomes = category === 'post' ? { post } : { pledgeSignedOn };
  const written = createOfficialRepository(tx).update(official.id, { ...official, ...becomes });
  if (!written.changed) return;
  const note = { action: 'officials.put', table: 'officials', previous: official, row: written.row } as const;
  noteChange(tx, actor, note);
};

export const officialFileHandlers: HandlersOf<typeof officialFileOperations> = {
  'officials.file': ({ db, now }, { id }) => fileOf(db, requireOfficial(db, id), dayInChina(now())),

  'officials.checkFileItem': ({ db, now }, { official: id, present, form }) => {
    const official = requireOfficial(db, id);
    const known = present === null ? null : requireItem(db, present);
    const { read, findings } = readForm(db, official, known, form, dayInChina(now()));
    const effect =
      read?.category === 'violation'
        ? disciplineEffect(read.result, read.happenedOn, createRuleReader(db).table)
        : null;
    return {
      findings,
      effect:
        effect === null ? null : { until: effect.until, rule: effect.rule.name, basis: effect.rule.basis },
      found: form.category === 'entryCheck' ? foundOf(db, official) : null,
    };
  },

  'officials.putFileItem': (context, { official: id, present: itemId, baseRevision, form }) =>
    context.write((tx) => {
      const official = requireOfficial(tx, id);
      const present = itemId === null ? null : requireItem(tx, itemId);
      if (present !== null) requireCurrent(tx, table, present, baseRevision, '这条档案事项');
      else requireCurrent(tx, 'officials', official, official.revision, '这份档案');
      const today = dayInChina(context.now());
      const { item, findings } = readForm(tx, official, present, form, today);
      if (item === null) return { stored: false, findings, id: null };
      const content = { ...item, officialId: id, withdrawnOn: null, withdrawnReason: null };
      const items = createFileItemRepository(tx);
      const { row, changed } =
        present === null ? { row: items.insert(content), changed: true } : items.update(present.id, content);
      if (changed) {
        noteChange(tx, context.actor, { action: 'officials.putFileItem', table, previous: present, row });
        followFile(tx, context.actor, official, item, today);
      }
      return { stored: true, findings, id: row.id };
    }),

  'officials.withdrawFileItem': (context, { id, reason }) =>
    context.write((tx) => {
      const present = requireItem(tx, id);
      requireCurrent(tx, table, present, present.revision, '这条档案事项');
      const today = dayInChina(context.now());
      const { row } = createFileItemRepository(tx).update(id, {
        ...present,
        withdrawnOn: today,
        withdrawnReason: reason,
      });
      noteChange(tx, context.actor, { action: 'officials.withdrawFileItem', table, previous: present, row });
      followFile(tx, context.actor, requireOfficial(tx, present.officialId), present, today);
      return { id };
    }),
};
