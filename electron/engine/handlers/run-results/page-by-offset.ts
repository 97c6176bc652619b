/** Pages of a list that cannot change while somebody leafs through it: the cursor is how far one has come. */
import { AppError } from '#shared/errors/app-error.ts';

/** @throws AppError `operation.invalidInput` for a cursor that no page gave */
export const pageByOffset = <Row>(
  list: readonly Row[],
  { cursor, limit }: { cursor: string | null; limit: number },
): { rows: Row[]; next: string | null } => {
  if (cursor !== null && !/^\d{1,9}$/.test(cursor)) {
    throw new AppError('operation.invalidInput', { issues: [{ path: 'cursor', message: '' }] });
  }
  const start = Number(cursor ?? 0);
  const end = start + limit;
  return { rows: list.slice(start, end), next: end < list.length ? String(end) : null };
};
