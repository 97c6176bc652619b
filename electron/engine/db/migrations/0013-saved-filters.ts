/**
 * Filters of lists that somebody saved under a name (`saved_filters`), for everybody who works with this database. They
 * never travel. A filter may hold a typed text, which may be a person's name, so it is sealed. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;

export const savedFilters: Migration = {
  version: 13,
  name: 'saved filters',
  statements: [
    `CREATE TABLE saved_filters (
  list TEXT NOT NULL CHECK (length(list) > 0),
  name TEXT NOT NULL CHECK (length(name) > 0),
  filter_sealed TEXT NOT NULL CHECK (filter_sealed GLOB 's1.*'),
  saved_at TEXT NOT NULL ${instant('saved_at')},
  PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID`,
  ],
};
