/**
 * What finding anything asks of the database: an index of pairs of characters (`search_index`), which row each entry is
 * (`search_rows`), and how far the index has been built (`search_builds`). Nothing of it travels, and all of it can be made
 * again from the other tables; the program does so after this step, in pieces. Frozen once released.
 *
 * The index holds no texts, only where which pairs stand. The tokeniser is the plainest there is, because the pairs come ready
 * made; the larger hash lets an import write its pairs in one go.
 */
import type { Migration } from '../migrate.ts';

export const searchIndex: Migration = {
  version: 11,
  name: 'search index',
  statements: [
    `CREATE VIRTUAL TABLE search_index USING fts5 (title, number, text, initials,
  content = '', contentless_delete = 1, detail = 'full', tokenize = 'ascii')`,
    `INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 16777216)`,
    `CREATE TABLE search_rows (
  docid INTEGER NOT NULL PRIMARY KEY,
  row_id TEXT NOT NULL UNIQUE CHECK (length(row_id) > 0),
  revision INTEGER NOT NULL CHECK (revision > 0)
) STRICT`,
    `CREATE TABLE search_builds (
  kind TEXT NOT NULL PRIMARY KEY CHECK (length(kind) > 0),
  format INTEGER NOT NULL CHECK (format > 0),
  after_id TEXT NOT NULL,
  complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT`,
  ],
};
