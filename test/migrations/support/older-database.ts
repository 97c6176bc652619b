/** A data folder as an earlier version of the program made it: an office and nothing else. */
import { join } from 'node:path';
import { type Migration, migrate } from '#engine/db/migrate.ts';
import { connect } from '#engine/db/sqlite-connection.ts';
import { createSample } from '../../db/support/sample.ts';
import { temporaryFolder } from '../../support/temp-folder.ts';

/** @param steps those that the earlier version knew */
export function olderDatabase(steps: readonly Migration[]): string {
  const folder = temporaryFolder();
  const db = createSample(folder);
  const lineages = db.connection.prepare('SELECT * FROM lineages').all() as Record<string, unknown>[];
  const office = db.connection.prepare('SELECT * FROM office').get() as Record<string, unknown>;
  db.close();

  const connection = connect(join(folder, 'credit.db'), { readonly: false });
  const tables = connection
    .prepare<[], string>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  connection.pragma('foreign_keys = OFF');
  for (const table of tables) connection.exec(`DROP TABLE "${table}"`);
  connection.pragma('user_version = 0');
  migrate(connection, { steps, backUp: () => {} });
  const put = (table: string, row: Record<string, unknown>): void => {
    const columns = Object.keys(row);
    connection
      .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((c) => `@${c}`).join()})`)
      .run(row);
  };
  for (const row of lineages) put('lineages', row);
  put('office', office);
  connection.close();
  return folder;
}
