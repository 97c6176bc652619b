/**
 * 50,000 records in one transaction: through the repository, which stamps each row with a new identifier and hashes
 * its content, and by a bare prepared statement with all of that given, into the same table under the same indexes.
 */
import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { databaseFile } from '#engine/db/data-folder.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { snakeCase } from '#engine/db/row-mapping.ts';
import { sources, withOffice } from '../fixtures.ts';
import { benchNow, inventRecords } from '../ledger.ts';
import { type Case, measure } from '../measured.ts';

const contents = () => [...inventRecords()].map(({ record }) => record);

const throughRepository: Case = (fixtures) =>
  withOffice(fixtures, async (folder) => {
    const records = contents();
    const database = openDatabase(folder, sources);
    const result = await measure(() =>
      database.write((tx) => {
        const repository = createRecordRepository(tx);
        for (const record of records) repository.insert(record);
      }),
    );
    database.close();
    return result;
  });

const bareStatement: Case = (fixtures) =>
  withOffice(fixtures, async (folder) => {
    const database = new Sqlite(databaseFile(folder));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const { office, lineage } = database.prepare('SELECT id AS office, lineage FROM office').get() as {
      office: string;
      lineage: string;
    };
    const rows = contents().map((record) => ({
      id: uuidv7(),
      ownerOffice: office,
      lineage,
      revision: 1,
      contentHash: createHash('sha256').update(record.documentNo).digest('hex'),
      updatedAt: benchNow,
      ...record,
    }));
    const fields = Object.keys(rows[0] ?? {});
    const insert = database.prepare(
      `INSERT INTO credit_records (${fields.map(snakeCase).join(', ')}) VALUES (${fields.map(() => '?').join(', ')})`,
    );
    const values = rows.map((row) => Object.values(row));
    const result = await measure(
      database.transaction(() => {
        for (const row of values) insert.run(...row);
      }),
    );
    database.close();
    return result;
  });

export const insertCases = {
  'insert.repository': throughRepository,
  'insert.bare': bareStatement,
} satisfies Record<string, Case>;
