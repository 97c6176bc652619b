/** Steps that no product ever had, for testing how steps are run. */
import { type Migration, schemaVersion } from '#engine/db/migrate.ts';
import { migrations } from '#engine/db/migrations/index.ts';

/** The version after the product's own. */
const next = schemaVersion(migrations) + 1;

/** Rebuilds `bodies` without `liaison` and with `reviewer` in its place: the kind of step that needs foreign keys off. */
export const addReviewer: Migration = {
  version: next,
  name: 'reviewer',
  statements: [
    `CREATE TABLE bodies_new (
      id TEXT NOT NULL PRIMARY KEY, owner_office TEXT NOT NULL, lineage TEXT NOT NULL REFERENCES lineages (id),
      revision INTEGER NOT NULL, content_hash TEXT NOT NULL, updated_at TEXT NOT NULL,
      uscc TEXT NOT NULL UNIQUE, name TEXT NOT NULL, short_name TEXT, body_type TEXT NOT NULL,
      admin_level TEXT NOT NULL, region_code TEXT NOT NULL, parent_uscc TEXT, group_code TEXT, head_name TEXT,
      phone_sealed TEXT, phone_index TEXT, phone_masked TEXT, valid_from TEXT, valid_to TEXT,
      reviewer TEXT NOT NULL
    ) STRICT`,
    `INSERT INTO bodies_new
      SELECT id, owner_office, lineage, revision, content_hash, updated_at, uscc, name, short_name, body_type,
        admin_level, region_code, parent_uscc, group_code, head_name, phone_sealed, phone_index, phone_masked,
        valid_from, valid_to, coalesce(liaison, '未指定')
      FROM bodies`,
    'DROP TABLE bodies',
    'ALTER TABLE bodies_new RENAME TO bodies',
    'CREATE INDEX bodies_by_parent ON bodies (parent_uscc)',
  ],
};

/** Deletes what others refer to. */
export const breaksReferences: Migration = {
  version: next,
  name: 'breaks references',
  statements: ["DELETE FROM bodies WHERE uscc LIKE '%1X'"],
};
