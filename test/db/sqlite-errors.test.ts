import { describe, expect, it } from 'vitest';
import { asAppError } from '#engine/db/sqlite-errors.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { databaseFailures } from '#shared/errors/codes/database.ts';

const coded = (code: string): Error => Object.assign(new Error(code), { code });
const file = '/data/credit.db';

describe('asAppError', () => {
  it('names what a person can do something about', () => {
    for (const [code, failure] of [
      ['SQLITE_FULL', 'database.full'],
      ['ENOSPC', 'database.full'],
      ['SQLITE_BUSY', 'database.busy'],
      ['SQLITE_BUSY_SNAPSHOT', 'database.busy'],
      ['SQLITE_READONLY_DIRECTORY', 'database.readOnly'],
      ['EROFS', 'database.readOnly'],
      ['SQLITE_NOTADB', 'database.damaged'],
      ['SQLITE_CORRUPT_INDEX', 'database.damaged'],
      ['SQLITE_IOERR_WRITE', 'database.inputOutput'],
      ['SQLITE_CANTOPEN', 'database.inputOutput'],
    ] as const) {
      const mapped = asAppError(coded(code), file);
      if (!(mapped instanceof AppError)) throw new Error(`${code} is not mapped`);
      expect([code, mapped.code]).toEqual([code, failure]);
      expect(databaseFailures[failure].safeParse(mapped.params).success).toBe(true);
    }
  });

  it('leaves faults of the program as they are', () => {
    for (const error of [coded('SQLITE_CONSTRAINT_CHECK'), new TypeError('x'), 'text', undefined]) {
      expect(asAppError(error, file)).toBe(error);
    }
    const own = new AppError('database.busy', { file });
    expect(asAppError(own, 'other')).toBe(own);
  });
});
