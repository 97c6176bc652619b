/**
 * By how many points a reviewed score may differ from the unit's own in a cycle before a reason must be written, where the
 * office has set it otherwise than suggested (`review_limits`). It is this office's own and never travels. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

export const reviewLimits: Migration = {
  version: 21,
  name: 'review limits',
  statements: [
    `CREATE TABLE review_limits (
  cycle_code TEXT NOT NULL PRIMARY KEY REFERENCES cycles (code),
  points TEXT NOT NULL CHECK (length(points) BETWEEN 1 AND 9 AND points GLOB '[0-9]*' AND points NOT GLOB '*[^0-9.]*' AND points NOT GLOB '*.*.*'),
  set_at TEXT NOT NULL CHECK (length(set_at) = 24 AND set_at GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', set_at) IS set_at)
) STRICT, WITHOUT ROWID`,
  ],
};
