/**
 * What the search knows of each row: its names, numbers and texts. No citizen number, no telephone number and nobody who
 * complained. A ledger that is to be found joins here, and nowhere else.
 */
import type { Body, CreditRecord, Evidence, Official } from '#shared/domain/entities.ts';
import { pinyinInitials } from '#shared/domain/pinyin-initials.ts';
import { withoutPersonalNumbers } from '#shared/domain/search-text.ts';
import type { LedgerRow } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { searchTextOf } from '#shared/ledgers/values.ts';
import { createRowHistoryReader } from '../repositories/row-history.ts';
import type { ReadDb } from '../transaction.ts';
import { boundary, grams, letterGrams } from './grams.ts';

export interface SearchDocument {
  /** Hits come by this day, newest first; null where there is none. */
  day: string | null;
  /** Found by their pinyin as well. */
  titles: readonly (string | null)[];
  numbers: readonly (string | null)[];
  texts: readonly (string | null)[];
}

export interface Indexed<Row> {
  /** Orders the kinds within the index: never changes, never used again. */
  readonly code: number;
  readonly table: string;
  /** What is read to index a row again, beside its id and revision. */
  readonly columns: string;
  /** Columns that are looked through where the index cannot answer. */
  readonly looked: readonly string[];
  documentOf(row: Row, db: ReadDb): SearchDocument;
}

/** Names that a body had before: those of its renames, and those that somebody corrected. */
const formerNames = (db: ReadDb, body: Pick<Body, 'id' | 'uscc' | 'name'>): string[] => {
  const renamed = db
    .prepareRead<{ name: string }>(
      `SELECT from_name AS name FROM body_changes
       WHERE body_uscc = ? AND kind = 'rename' AND withdrawn_on IS NULL`,
    )
    .all(body.uscc)
    .map(({ name }) => name);
  const corrected = createRowHistoryReader(db)
    .list('bodies', body.id)
    .map(({ content }) => content.name);
  const names = new Set([...renamed, ...corrected]);
  return [...names].filter((name): name is string => typeof name === 'string' && name !== body.name);
};

const bodies: Indexed<Pick<Body, 'id' | 'uscc' | 'name' | 'shortName'>> = {
  code: 0,
  table: 'bodies',
  columns: 'uscc, name, short_name AS shortName',
  looked: ['name', 'short_name', 'uscc'],
  documentOf: (body, db) => ({
    day: null,
    titles: [body.name, body.shortName, ...formerNames(db, body)],
    numbers: [body.uscc],
    texts: [],
  }),
};

const officials: Indexed<Pick<Official, 'name' | 'post' | 'fileNo'>> = {
  code: 1,
  table: 'officials',
  columns: 'name, post, file_no AS fileNo',
  looked: ['name', 'file_no', 'post'],
  documentOf: ({ name, post, fileNo }) => ({ day: null, titles: [name], numbers: [fileNo], texts: [post] }),
};

const records: Indexed<
  Pick<CreditRecord, 'title' | 'factSummary' | 'documentNo' | 'issuingOrgan' | 'decisionDate'>
> = {
  code: 2,
  table: 'credit_records',
  columns:
    'title, fact_summary AS factSummary, document_no AS documentNo, issuing_organ AS issuingOrgan, decision_date AS decisionDate',
  looked: ['title', 'fact_summary', 'document_no', 'issuing_organ'],
  documentOf: ({ title, factSummary, documentNo, issuingOrgan, decisionDate }) => ({
    day: decisionDate,
    titles: [title],
    numbers: [documentNo],
    texts: [factSummary, issuingOrgan],
  }),
};

const evidence: Indexed<Pick<Evidence, 'fileName' | 'documentNo' | 'description' | 'updatedAt'>> = {
  code: 3,
  table: 'evidence',
  columns: 'file_name AS fileName, document_no AS documentNo, description, updated_at AS updatedAt',
  looked: ['file_name', 'document_no', 'description'],
  documentOf: ({ fileName, documentNo, description, updatedAt }) => ({
    day: updatedAt.slice(0, 10),
    titles: [fileName],
    numbers: [documentNo],
    texts: [description],
  }),
};

const ledgerRows: Indexed<
  Pick<LedgerRow, 'ledger' | 'number' | 'title' | 'happenedOn'> & { details: LedgerRow['details'] | string }
> = {
  code: 4,
  table: 'ledger_rows',
  columns: 'ledger, number, title, happened_on AS happenedOn, details',
  looked: ['number', 'title', 'details'],
  documentOf: ({ ledger, number, title, happenedOn, details }) => {
    const definition = ledgerNamed(ledger);
    const values = typeof details === 'string' ? (JSON.parse(details) as LedgerRow['details']) : details;
    return {
      day: happenedOn,
      titles: [title],
      numbers: [number],
      // What a ledger means that this version does not know, nobody can say.
      texts: definition === null ? [] : [searchTextOf(definition, values)],
    };
  },
};

export const indexed = {
  body: bodies,
  official: officials,
  record: records,
  evidence,
  ledger: ledgerRows,
} as const;

/** Kinds of rows that the index holds. */
export type IndexedKind = keyof typeof indexed;

type AnyIndexed = Indexed<object>;

export const indexedKinds = Object.entries(indexed) as unknown as readonly (readonly [
  IndexedKind,
  AnyIndexed,
])[];

const byTable: ReadonlyMap<string, IndexedKind> = new Map(
  indexedKinds.map(([kind, { table }]) => [table, kind]),
);

/** The kind whose rows this table holds; null when they are not searched for. */
export const kindOfTable = (table: string): IndexedKind | null => byTable.get(table) ?? null;

/** Raise it when a row would be indexed differently: every database then builds its index anew. */
export const indexFormat = 1;

const filled = (text: string | null): text is string => text !== null && text !== '';

/** What comes again and again (titles, organs, names) is worked out once. */
const remembering = (work: (text: string) => string): ((text: string) => string) => {
  const memory = new Map<string, string>();
  return (text) => {
    if (text.length > 30) return work(text);
    let row = memory.get(text);
    if (row === undefined) {
      row = work(text);
      if (memory.size >= 10_000) memory.clear();
      memory.set(text, row);
    }
    return row;
  };
};

const gramsAgain = remembering(grams);
const initialsAgain = remembering((title) => pinyinInitials(title).map(letterGrams).join(` ${boundary} `));

/** The texts of one column, with something between them so that no phrase reaches from one into the next. */
const columnOf = (texts: readonly (string | null)[], rowOf: (text: string) => string): string =>
  texts
    .filter(filled)
    .flatMap((text) => text.split('\n'))
    .map(withoutPersonalNumbers)
    .map(rowOf)
    .filter(filled)
    .join(` ${boundary} `);

/** The columns of a document in the index, in their order there. */
export const indexColumns = ({
  titles,
  numbers,
  texts,
}: SearchDocument): [string, string, string, string] => [
  columnOf(titles, gramsAgain),
  columnOf(numbers, grams),
  columnOf(texts, gramsAgain),
  columnOf(titles, initialsAgain),
];
