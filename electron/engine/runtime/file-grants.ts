/**
 * Files that the user chose. Outside main and the command line a file is a token: the renderer can neither name a
 * path nor learn one. A token is good for one mode and for the life of the engine.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

export type GrantMode = 'read' | 'write';

export interface FileGrants {
  /** Host only: makes a token for a path that the user chose. */
  grant(path: string, mode: GrantMode): string;
  /** Engine: the path behind a token. @throws AppError `file.notGranted` */
  resolve(token: string, mode: GrantMode): string;
}

/** Grants kept in memory. */
export const createFileGrants = (): FileGrants => {
  const grants = new Map<string, { path: string; mode: GrantMode }>();
  return {
    grant(file, mode) {
      const token = `file-${randomUUID()}`;
      grants.set(token, { path: path.resolve(file), mode });
      return token;
    },
    resolve(token, mode) {
      const found = grants.get(token);
      if (found?.mode !== mode) throw new AppError('file.notGranted', {});
      return found.path;
    },
  };
};
