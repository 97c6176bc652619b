/** 公职人员: officials of the bodies. Their citizen numbers are sealed; they are looked up by a keyed index. */
import type { StaffCategory } from '#shared/domain/code-lists.ts';
import type { Official } from '#shared/domain/entities.ts';
import { officials } from '../synced-tables.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';
import { createSearchReader } from './search-index.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface OfficialFilter {
  bodyUscc?: string;
  /** Part of the name. */
  text?: string;
  /** Continue after this id. */
  after?: string;
  /** At most so many; default 100. */
  limit?: number;
}

export interface OfficialConditions {
  bodyUscc?: string;
  staffCategory?: StaffCategory;
  /** Part of the name, of the file number or of the post, or first letters of the name's pinyin. */
  text?: string;
  /** The whole citizen number. */
  idNo?: string;
}

/** An official as shown: the citizen number in its masked form, which needs no key. */
export type ShownOfficial = Omit<Official, 'idNo'> & { idNoMasked: string | null };

/** What tells whether two officials may be one person. */
export interface OfficialOutline {
  id: string;
  name: string;
  idNoIndex: string | null;
  fileNo: string | null;
  entryDate: string | null;
}

/** Officials are listed by body; a page begins after this one. */
export type OfficialPosition = Pick<Official, 'bodyUscc' | 'id'>;

const shownColumns = `id, owner_office AS ownerOffice, lineage, revision, content_hash AS contentHash,
  updated_at AS updatedAt, body_uscc AS bodyUscc, name, id_no_masked AS idNoMasked, post,
  staff_category AS staffCategory, entry_date AS entryDate, file_no AS fileNo, pledge_signed_on AS pledgeSignedOn,
  training_hours AS trainingHours`;

const conditions: { readonly [C in keyof OfficialConditions]-?: string } = {
  bodyUscc: 'body_uscc = @bodyUscc',
  staffCategory: 'staff_category = @staffCategory',
  text: '(instr(name, @text) > 0 OR instr(file_no, @text) > 0 OR instr(post, @text) > 0)',
  idNo: 'id_no_index = @idNo',
};

export function createOfficialReader(db: ReadDb) {
  const reader = createSyncedReader(db, officials);
  const byNumber = reader.select('WHERE id_no_index = ? ORDER BY id');
  const byFile = reader.select('WHERE body_uscc = ? AND name = ? ORDER BY id');
  const ofBody = reader.select('WHERE body_uscc = ? ORDER BY id');
  const page = reader.select(
    `WHERE id > @after
       AND (@bodyUscc IS NULL OR body_uscc = @bodyUscc)
       AND (@text IS NULL OR instr(name, @text) > 0)
     ORDER BY id LIMIT @limit`,
  );
  const outlines = db.prepareRead<OfficialOutline>(
    `SELECT id, name, id_no_index AS idNoIndex, file_no AS fileNo, entry_date AS entryDate FROM officials
     WHERE body_uscc = ? ORDER BY id`,
  );
  const count = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM officials WHERE @bodyUscc IS NULL OR body_uscc = @bodyUscc',
  );
  const integrityCounts = db.prepareRead<{ all: number; pledged: number; trained: number }>(
    `SELECT count(*) AS "all", count(*) FILTER (WHERE pledge_signed_on <= @upTo) AS pledged,
       count(*) FILTER (WHERE training_hours > 0) AS trained
     FROM officials WHERE body_uscc = @bodyUscc`,
  );
  const whereOf = (filter: OfficialConditions, more: readonly string[] = []) => {
    const parameters: Record<string, SqlValue> = {};
    const parts = [...more];
    for (const key of Object.keys(conditions) as (keyof OfficialConditions)[]) {
      const value = filter[key];
      if (value === undefined) continue;
      if (key === 'text' && createSearchReader(db).answers('official', value)) {
        const condition = createSearchReader(db).condition('official', value);
        parts.push(condition.where);
        Object.assign(parameters, condition.parameters);
        continue;
      }
      parts.push(conditions[key]);
      parameters[key] = key === 'idNo' ? db.vault.index(value, 'citizenNumber') : value;
    }
    return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, parameters };
  };
  const named = db.prepareRead<ShownOfficial>(
    `SELECT ${shownColumns} FROM officials WHERE name IN (SELECT value FROM json_each(@names)) ORDER BY body_uscc, id`,
  );
  const shownById = db.prepareRead<ShownOfficial>(`SELECT ${shownColumns} FROM officials WHERE id = ?`);

  return {
    find: reader.find,
    /** Without opening the citizen number. */
    findShown: (id: string): ShownOfficial | null => shownById.get(id) ?? null,
    /** By body, a page at a time, without opening citizen numbers. */
    search(filter: OfficialConditions, limit: number, after: OfficialPosition | null): ShownOfficial[] {
      const { where, parameters } = whereOf(
        filter,
        after === null ? [] : ['(body_uscc, id) > (@afterBody, @afterId)'],
      );
      return db
        .prepareRead<ShownOfficial>(
          `SELECT ${shownColumns} FROM officials ${where} ORDER BY body_uscc, id LIMIT @limit`,
        )
        .all({
          ...parameters,
          ...(after === null ? {} : { afterBody: after.bodyUscc, afterId: after.id }),
          limit,
        });
    },
    countFitting(filter: OfficialConditions): number {
      const { where, parameters } = whereOf(filter);
      const total = db.prepareRead<{ total: number }>(`SELECT count(*) AS total FROM officials ${where}`);
      return total.get(parameters)?.total ?? 0;
    },
    /** Everyone with this citizen number: more than one when a person is on the list of two bodies. */
    findByCitizenNumber: (idNo: string): Official[] => byNumber.all(db.vault.index(idNo, 'citizenNumber')),
    /** Everyone of these names, by name, without opening citizen numbers. Reads the table once. */
    findAllNamed(names: readonly string[]): Map<string, ShownOfficial[]> {
      const found = new Map<string, ShownOfficial[]>();
      for (const official of named.all({ names: JSON.stringify(names) })) {
        found.set(official.name, [...(found.get(official.name) ?? []), official]);
      }
      return found;
    },
    findByName: (bodyUscc: string, name: string): Official[] => byFile.all(bodyUscc, name),
    /** The officials of a body, only what tells whether two are one, without opening citizen numbers. */
    outlinesOfBody: (bodyUscc: string): OfficialOutline[] => outlines.all(bodyUscc),
    listOfBody: (bodyUscc: string): Official[] => ofBody.all(bodyUscc),
    page: (filter: OfficialFilter = {}): Official[] =>
      page.all({
        after: filter.after ?? '',
        bodyUscc: filter.bodyUscc ?? null,
        text: filter.text ?? null,
        limit: filter.limit ?? 100,
      }),
    /** How many officials a body has, how many had signed a pledge by a day, and how many have hours of training. */
    integrityCounts: (bodyUscc: string, upTo: string): { all: number; pledged: number; trained: number } =>
      integrityCounts.get({ bodyUscc, upTo }) ?? { all: 0, pledged: 0, trained: 0 },
    count: (bodyUscc?: string): number => count.get({ bodyUscc: bodyUscc ?? null })?.total ?? 0,
  };
}

export function createOfficialRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, officials);
  return { ...createOfficialReader(tx), insert, update };
}
