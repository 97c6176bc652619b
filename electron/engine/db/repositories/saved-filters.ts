/** 常用筛选: filters of lists under their names. Sealed, since a typed text may be a person's name. */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface SavedFilter {
  name: string;
  /** As JSON. */
  filter: string;
}

const placeOf = (list: string, name: string): string => `saved_filters.filter:${list} ${name}`;

export function createSavedFilterReader(db: ReadDb) {
  const ofList = db.prepareRead<{ name: string; sealed: string }>(
    'SELECT name, filter_sealed AS sealed FROM saved_filters WHERE list = ? ORDER BY name',
  );
  return {
    list: (list: string): SavedFilter[] =>
      ofList
        .all(list)
        .map(({ name, sealed }) => ({ name, filter: db.vault.open(sealed, placeOf(list, name)) })),
  };
}

export function createSavedFilterRepository(tx: WriteTx) {
  const put = tx.prepareWrite(
    `INSERT INTO saved_filters (list, name, filter_sealed, saved_at) VALUES (@list, @name, @sealed, @now)
     ON CONFLICT (list, name) DO UPDATE SET filter_sealed = @sealed, saved_at = @now`,
  );
  const remove = tx.prepareWrite('DELETE FROM saved_filters WHERE list = ? AND name = ?');
  return {
    ...createSavedFilterReader(tx),
    save(list: string, { name, filter }: SavedFilter): void {
      put.run({ list, name, sealed: tx.vault.seal(filter, placeOf(list, name)), now: tx.now() });
    },
    /** @returns false when there was none */
    remove: (list: string, name: string): boolean => remove.run(list, name) > 0,
  };
}
