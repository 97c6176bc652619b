/**
 * Opens a data folder alone, says how that went, and keeps it until it is killed: `open-alone.ts <folder> [user]`. The
 * user is a number; with it the process becomes that user first, when everything is loaded.
 */
import Database from 'better-sqlite3';
import { v7 } from 'uuid';
import { type CreditDatabase, openDatabase } from '#engine/db/open-database.ts';
import { AppError } from '#shared/errors/app-error.ts';

const [folder = '', user] = process.argv.slice(2);
if (user !== undefined) {
  // SQLite's addon is loaded by the first database, from a folder that the other user may not be allowed to read.
  new Database(':memory:').close();
  process.setgid?.(Number(user));
  process.setuid?.(Number(user));
}

const open = (): CreditDatabase | null => {
  try {
    const now = () => '2026-11-23T01:02:03.000Z';
    const database = openDatabase(folder, { newId: () => v7(), now, alone: true });
    process.send?.({ code: 'held' });
    return database;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.send?.({ code: error.code, params: error.params });
    return null;
  }
};

const database = open();
// An open database that nobody refers to would be closed by the garbage collector.
setInterval(() => database?.file, 60_000);
