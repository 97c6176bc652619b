/** 公共信用信息目录: what may be recorded at all, with the dates between which each item holds. */
import type { CatalogueItem } from '#shared/domain/entities.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

const catalogueMap = mapTable<CatalogueItem>(
  'catalogue_items',
  {
    code: 'plain',
    name: 'plain',
    subjectType: 'plain',
    polarity: 'plain',
    domain: 'plain',
    legalBasis: 'plain',
    documentTypes: 'json',
    severityDefault: 'plain',
    disclosureLevel: 'plain',
    validFrom: 'plain',
    validTo: 'plain',
    suggested: 'flag',
    updateCycle: 'plain',
  },
  ['code', 'validFrom'],
);

export function createCatalogueReader(db: ReadDb) {
  const select = `SELECT ${catalogueMap.columns} FROM catalogue_items`;
  const holding = 'valid_from <= @date AND (valid_to IS NULL OR valid_to >= @date)';
  const all = db.prepareRead<SqlRow>(`${select} ORDER BY code, valid_from`);
  const atDate = db.prepareRead<SqlRow>(`${select} WHERE ${holding} ORDER BY code, valid_from`);
  const one = db.prepareRead<SqlRow>(
    `${select} WHERE code = @code AND ${holding} ORDER BY valid_from DESC LIMIT 1`,
  );
  const ofCode = db.prepareRead<SqlRow>(`${select} WHERE code = @code ORDER BY valid_from`);
  const recordsOf = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM credit_records WHERE catalogue_item = @code',
  );
  const toItem = (row: SqlRow): CatalogueItem => catalogueMap.fromRow(row, db.vault);
  return {
    list: (): CatalogueItem[] => all.all().map(toItem),
    /** Every version of one item, the oldest first. */
    versions: (code: string): CatalogueItem[] => ofCode.all({ code }).map(toItem),
    /** How many records were made by an item, whatever its version. */
    recordsOf: (code: string): number => recordsOf.get({ code })?.total ?? 0,
    /** The items that hold on a day (first and last day included). */
    listAt: (date: string): CatalogueItem[] => atDate.all({ date }).map(toItem),
    findAt(code: string, date: string): CatalogueItem | null {
      const row = one.get({ code, date });
      return row === undefined ? null : toItem(row);
    },
  };
}

export function createCatalogueRepository(tx: WriteTx) {
  const clear = tx.prepareWrite('DELETE FROM catalogue_items');
  const insert = tx.prepareWrite(catalogueMap.insert);
  const end = tx.prepareWrite(
    'UPDATE catalogue_items SET valid_to = @validTo WHERE code = @code AND valid_from = @validFrom',
  );
  return {
    ...createCatalogueReader(tx),
    /** Stores a version. */
    add: (item: CatalogueItem): void => {
      insert.run(catalogueMap.toRow(item, tx.vault));
    },
    /** Sets the last day of a version. */
    setEnd: ({ code, validFrom }: Pick<CatalogueItem, 'code' | 'validFrom'>, validTo: string): void => {
      end.run({ code, validFrom, validTo });
    },
    /** Puts a whole new catalogue in place of the present one. */
    replaceAll(items: readonly CatalogueItem[]): void {
      clear.run();
      for (const item of items) insert.run(catalogueMap.toRow(item, tx.vault));
    },
  };
}
