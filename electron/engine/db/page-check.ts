import { AppError } from '#shared/errors/app-error.ts';
import { connect } from './sqlite-connection.ts';
import { asAppError } from './sqlite-errors.ts';

/** SQLite's own structural check of a file that no other program uses (a copy or a backup). */
export function pagesAreSound(file: string, readonly = false): boolean {
  try {
    const connection = connect(file, { readonly });
    try {
      return connection.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      connection.close();
    }
  } catch (error) {
    const failure = asAppError(error, file);
    if (failure instanceof AppError && failure.code === 'database.damaged') return false;
    throw failure;
  }
}
