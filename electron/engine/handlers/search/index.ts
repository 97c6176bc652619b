/** Finding anything: by the index where it can answer, by looking through the tables where not. */
import { z } from 'zod';
import type { searchOperations } from '#shared/contract/operations/search.ts';
import { searchKinds } from '#shared/contract/operations/search.ts';
import { checkCitizenId } from '#shared/domain/citizen-id.ts';
import { normaliseCode } from '#shared/domain/code-text.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createSearchIndex, createSearchReader } from '../../db/repositories/search-index.ts';
import { isIndexable } from '../../db/search/grams.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { documentOf } from '../models.ts';
import { readCursor } from '../paging.ts';
import { createHits, type Hit, hitOf, type RowKind } from './hits.ts';

interface Found {
  hits: Hit[];
  /** Cursor of the next page. */
  next: string | null;
  total: number;
  /** There are more than `total`. */
  more: boolean;
}

const nothing: Found = { hits: [], next: null, total: 0, more: false };

/** Counted no further: nobody pages through more. */
const countedAtMost = 10_000;
/** Names are sorted by how well they match; beyond so many they are not. */
const rankedAtMost = 500;
/** Rows that a look through a table answers at most. */
const scannedAtMost = 500;
const rowsAtOnce = 2_000;

/** The whole name, its beginning, a part of it, anything else. */
const rankOf = ({ title }: Hit, wanted: string): number => {
  const name = foldText(title.text);
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return title.part === null ? 3 : 2;
};

/** A page of hits that are all at hand. */
const pageOf = (hits: readonly Hit[], limit: number, cursor: string | null, more: boolean): Found => {
  const from = readCursor(cursor, z.int().nonnegative()) ?? 0;
  const end = from + limit;
  return {
    hits: hits.slice(from, end),
    next: end < hits.length ? JSON.stringify(end) : null,
    total: hits.length,
    more,
  };
};

const findRows = (
  db: ReadDb,
  kind: RowKind,
  text: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Found => {
  const search = createSearchReader(db);
  const hitsOf = createHits(db, text);
  const named = kind === 'body' || kind === 'official';
  if (!search.answers(kind, text)) {
    // One character stands in half of all texts; names are few enough to be looked through for it.
    if (!named && !isIndexable(text)) return nothing;
    const ids = search.scan(kind, text, scannedAtMost + 1);
    return pageOf(hitsOf(kind, ids.slice(0, scannedAtMost)), limit, cursor, ids.length > scannedAtMost);
  }
  const counted = search.count(kind, text, { atMost: countedAtMost + 1 });
  const total = Math.min(counted, countedAtMost);
  if (counted === 0) return nothing;
  if (named) {
    const ids = search.page(kind, text, { limit: rankedAtMost, before: null }).map(({ rowId }) => rowId);
    const wanted = foldText(text);
    const ranked = hitsOf(kind, ids)
      .map((hit) => ({ hit, rank: rankOf(hit, wanted) }))
      .sort((one, other) => one.rank - other.rank || (one.hit.title.text < other.hit.title.text ? -1 : 1))
      .map(({ hit }) => hit);
    return { ...pageOf(ranked, limit, cursor, false), total, more: counted > total };
  }
  const before = readCursor(cursor, z.int().nonnegative());
  const rows = search.page(kind, text, { limit, before });
  const last = rows.at(-1);
  return {
    hits: hitsOf(
      kind,
      rows.map(({ rowId }) => rowId),
    ),
    next: last === undefined || rows.length < limit ? null : JSON.stringify(last.docid),
    total,
    more: counted > total,
  };
};

/** Indicators of the newest version of every model, by name or code. They are few and in no table of their own. */
const findIndicators = (db: ReadDb, text: string, limit: number, cursor: string | null): Found => {
  const newest = new Map(
    createModelReader(db)
      .list()
      .map((model) => [model.code, model]),
  );
  const wanted = foldText(text);
  const hits = [...newest.values()].flatMap((model) =>
    documentOf(model)
      .nodes.filter(({ code, name }) => foldText(name).includes(wanted) || foldText(code) === wanted)
      .map(({ code, name }) =>
        hitOf(`${model.code} ${code}`, text, {
          title: `${code} ${name}`,
          details: [model.name],
          target: { kind: 'indicator', model: model.code, version: model.version, code },
        }),
      ),
  );
  return pageOf(hits, limit, cursor, false);
};

/** Those with this citizen number, which no index of texts holds. */
const findByCitizenNumber = (db: ReadDb, idNo: string, limit: number, cursor: string | null): Found => {
  const ids = createOfficialReader(db)
    .search({ idNo }, 100, null)
    .map(({ id }) => id);
  // The number itself must not come back as a mark in a text.
  return pageOf(createHits(db, '')('official', ids), limit, cursor, false);
};

const find = (
  db: ReadDb,
  kind: (typeof searchKinds)[number],
  text: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Found => {
  const code = normaliseCode(text);
  if (checkCitizenId(code).valid) {
    return kind === 'official' ? findByCitizenNumber(db, code, limit, cursor) : nothing;
  }
  return kind === 'indicator'
    ? findIndicators(db, text, limit, cursor)
    : findRows(db, kind, text, { limit, cursor });
};

export const searchHandlers: HandlersOf<typeof searchOperations> = {
  'search.everything': ({ db }, { text, limit }) => ({
    groups: searchKinds.flatMap((kind) => {
      const { hits, total, more } = find(db, kind, text, { limit, cursor: null });
      return hits.length === 0 ? [] : [{ kind, hits, total, more }];
    }),
    namesOnly: !isIndexable(text),
  }),

  'search.hits': ({ db }, { kind, text, limit, cursor }) => {
    const { hits, next, total, more } = find(db, kind, text, { limit, cursor });
    return { rows: hits, next, total, more };
  },

  'search.state': ({ db }) => {
    const search = createSearchReader(db);
    return { indexed: search.size(), waiting: search.waiting() };
  },

  'search.build': async (context, { anew }) => {
    if (anew) context.write((tx) => createSearchIndex(tx).clear());
    const checkpoint = context.progress.phase('search.build');
    const waiting = createSearchReader(context.db).waiting();
    for (let done = 0; ; ) {
      await checkpoint(Math.min(done, waiting), waiting);
      const rows = context.write((tx) => createSearchIndex(tx).buildNext(rowsAtOnce));
      if (rows === 0) break;
      done += rows;
    }
    return { indexed: createSearchReader(context.db).size() };
  },
};
