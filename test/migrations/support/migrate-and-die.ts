/**
 * `node migrate-and-die.ts FOLDER PLACE`: runs the made-up step on a data folder as opening it would, and kills
 * itself hard before the PLACE-th statement.
 */
import { createBackup } from '#engine/db/backup.ts';
import { databaseFile } from '#engine/db/data-folder.ts';
import { migrate } from '#engine/db/migrate.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { connect, useDurableLog } from '#engine/db/sqlite-connection.ts';
import { addReviewer } from './made-up-steps.ts';

const [folder = '', place = ''] = process.argv.slice(2);
const connection = connect(databaseFile(folder), { readonly: false });
useDurableLog(connection);
let statement = 0;
migrate(connection, {
  steps: [...migrations, addReviewer],
  backUp: () => {
    createBackup({ connection, folder, now: '2026-06-01T00:00:00.000Z', reason: 'upgrade' });
  },
  beforeStatement: () => {
    statement += 1;
    if (statement === Number(place)) process.kill(process.pid, 'SIGKILL');
  },
});
connection.close();
