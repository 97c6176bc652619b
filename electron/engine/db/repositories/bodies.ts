/** 单位: the bodies whose conduct is recorded and assessed. Between offices a body is known by its unified code. */
import type { BodyType, OfficeLevel } from '#shared/domain/code-lists.ts';
import type { Body } from '#shared/domain/entities.ts';
import { bodies } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSearchReader } from './search-index.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface BodyFilter {
  /** Part of the name or short name, or the beginning of the unified code. */
  text?: string;
  groupCode?: string;
  parentUscc?: string;
  /** Continue after this unified code. */
  after?: string;
  /** At most so many; default 100. */
  limit?: number;
}

/** What a list of many bodies needs of each. */
export interface BodyOutline {
  uscc: string;
  name: string;
  shortName: string | null;
  bodyType: BodyType;
  adminLevel: OfficeLevel;
  regionCode: string;
  parentUscc: string | null;
  validFrom: string | null;
  validTo: string | null;
}

export interface BodyConditions {
  /** Part of the name, of the short name, of a former name or of the unified code, or first letters of pinyin. */
  text?: string;
  bodyType?: BodyType;
  adminLevel?: OfficeLevel;
  parentUscc?: string;
  /** This body itself, and those directly below it. */
  within?: string;
  groupCode?: string;
  /** In use on this day. */
  validOn?: string;
}

export interface BodyInTree {
  body: Body;
  /** 0 for the root asked for. */
  depth: number;
}

export function createBodyReader(db: ReadDb) {
  const reader = createSyncedReader(db, bodies);
  const byUscc = reader.select('WHERE uscc = ?');
  const all = reader.select('ORDER BY uscc');
  const page = reader.select(
    `WHERE uscc > @after
       AND (@text IS NULL OR instr(name, @text) > 0 OR instr(short_name, @text) > 0 OR substr(uscc, 1, length(@text)) = upper(@text))
       AND (@groupCode IS NULL OR group_code = @groupCode)
       AND (@parentUscc IS NULL OR parent_uscc = @parentUscc)
     ORDER BY uscc LIMIT @limit`,
  );
  const children = reader.select('WHERE parent_uscc = ? ORDER BY uscc');
  // A body that was made its own ancestor by mistake must not hang the list: depth is capped, repeats are dropped.
  const tree = db.prepareRead<{ uscc: string; depth: number }>(
    `WITH RECURSIVE below (uscc, depth) AS (
       SELECT uscc, 0 FROM bodies WHERE uscc = ?
       UNION
       SELECT bodies.uscc, depth + 1 FROM bodies JOIN below ON bodies.parent_uscc = below.uscc WHERE depth < 20
     )
     SELECT uscc, min(depth) AS depth FROM below GROUP BY uscc ORDER BY depth, uscc`,
  );
  const count = db.prepareRead<{ total: number }>('SELECT count(*) AS total FROM bodies');
  const countBelow = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM bodies WHERE parent_uscc = ?',
  );
  const outline = `SELECT uscc, name, short_name AS shortName, body_type AS bodyType,
    admin_level AS adminLevel, region_code AS regionCode, parent_uscc AS parentUscc,
    valid_from AS validFrom, valid_to AS validTo FROM bodies`;
  const outlines = db.prepareRead<BodyOutline>(`${outline} ORDER BY uscc`);
  // Prepared when first asked for: a database of an earlier version, which is being brought up to date, has no renames.
  const fitting = (byText: string) =>
    db.prepareRead<BodyOutline>(
      `${outline} WHERE ${byText}
       AND (@bodyType IS NULL OR body_type = @bodyType) AND (@adminLevel IS NULL OR admin_level = @adminLevel)
       AND (@parentUscc IS NULL OR parent_uscc = @parentUscc)
       AND (@within IS NULL OR uscc = @within OR parent_uscc = @within)
       AND (@groupCode IS NULL OR group_code = @groupCode)
       AND (@validOn IS NULL OR (coalesce(valid_from, @validOn) <= @validOn AND coalesce(valid_to, @validOn) >= @validOn))
     ORDER BY uscc`,
    );
  const holdsText = `(@text IS NULL OR instr(name, @text) > 0 OR instr(short_name, @text) > 0
         OR substr(uscc, 1, length(@text)) = upper(@text)
         OR uscc IN (SELECT body_uscc FROM body_changes
           WHERE kind = 'rename' AND withdrawn_on IS NULL AND instr(from_name, @text) > 0))`;
  /** By the index of the search where it can answer: then former names and first letters of pinyin are found as well. */
  const byText = (text: string | undefined) => {
    const search = text === undefined ? null : createSearchReader(db);
    return text !== undefined && search?.answers('body', text) === true
      ? search.condition('body', text)
      : { where: holdsText, parameters: { text: text ?? null } };
  };
  const nameOf = db.prepareRead<{ name: string }>('SELECT name FROM bodies WHERE uscc = ?');

  return {
    find: reader.find,
    findByUscc: (uscc: string): Body | null => byUscc.first(uscc),
    /** All, by unified code. */
    list: (): Body[] => all.all(),
    /** By unified code, a page at a time. */
    page: (filter: BodyFilter = {}): Body[] =>
      page.all({
        after: filter.after ?? '',
        text: filter.text ?? null,
        groupCode: filter.groupCode ?? null,
        parentUscc: filter.parentUscc ?? null,
        limit: filter.limit ?? 100,
      }),
    children: (parentUscc: string): Body[] => children.all(parentUscc),
    /** A body and everything below it, nearest first. Empty if the body is unknown. */
    tree: (rootUscc: string): BodyInTree[] =>
      tree.all(rootUscc).flatMap(({ uscc, depth }) => {
        const body = byUscc.first(uscc);
        return body === null ? [] : [{ body, depth }];
      }),
    count: (): number => count.get()?.total ?? 0,
    countBelow: (uscc: string): number => countBelow.get(uscc)?.total ?? 0,
    /** All, by unified code, without opening what is sealed. */
    outlines: (): BodyOutline[] => outlines.all(),
    /** Those that fit, by unified code. */
    fitting: (conditions: BodyConditions): BodyOutline[] => {
      const { where, parameters } = byText(conditions.text);
      return fitting(where).all({
        ...parameters,
        bodyType: conditions.bodyType ?? null,
        adminLevel: conditions.adminLevel ?? null,
        parentUscc: conditions.parentUscc ?? null,
        within: conditions.within ?? null,
        groupCode: conditions.groupCode ?? null,
        validOn: conditions.validOn ?? null,
      });
    },
    nameOf: (uscc: string): string | null => nameOf.get(uscc)?.name ?? null,
  };
}

/** `insert(content)`, `update(id, content)` as for every travelling row (see `synced-rows.ts`), and the reader. */
export function createBodyRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, bodies);
  return { ...createBodyReader(tx), insert, update };
}
