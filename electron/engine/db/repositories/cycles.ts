/** 考核周期, and the units each one assesses with which model version. */
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import type { Cycle, CycleContent, CycleUnit } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import { cycles } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { type Change, createSyncedReader, createSyncedWriter } from './synced-rows.ts';

const unitMap = mapTable<CycleUnit>(
  'cycle_units',
  {
    cycleCode: 'plain',
    bodyUscc: 'plain',
    groupCode: 'plain',
    modelCode: 'plain',
    modelVersion: 'plain',
  },
  ['cycleCode', 'bodyUscc'],
);

export type NamedUnit = Omit<CycleUnit, 'cycleCode'> & { name: string };

/** A model version by whose units a list is narrowed. */
export interface ModelOfUnits {
  code: string;
  version: string;
}

export function createCycleReader(db: ReadDb) {
  const reader = createSyncedReader(db, cycles);
  const byCode = reader.select('WHERE code = ?');
  const all = reader.select('ORDER BY year DESC, code');
  const units = db.prepareRead<SqlRow>(
    `SELECT ${unitMap.columns} FROM cycle_units WHERE cycle_code = ? ORDER BY body_uscc`,
  );
  const unit = db.prepareRead<SqlRow>(
    `SELECT ${unitMap.columns} FROM cycle_units WHERE cycle_code = ? AND body_uscc = ?`,
  );
  const unitPage = db.prepareRead<NamedUnit>(
    `SELECT cycle_units.body_uscc AS bodyUscc, bodies.name AS name, cycle_units.group_code AS groupCode,
       cycle_units.model_code AS modelCode, cycle_units.model_version AS modelVersion
     FROM cycle_units CROSS JOIN bodies ON bodies.uscc = cycle_units.body_uscc
     WHERE cycle_units.cycle_code = @cycle AND cycle_units.body_uscc > @after
       AND (@modelCode IS NULL OR (cycle_units.model_code = @modelCode AND cycle_units.model_version = @modelVersion))
     ORDER BY cycle_units.body_uscc LIMIT @limit`,
  );
  const unitCount = db.prepareRead<{ total: number }>(
    `SELECT count(*) AS total FROM cycle_units WHERE cycle_code = @cycle
       AND (@modelCode IS NULL OR (model_code = @modelCode AND model_version = @modelVersion))`,
  );
  const before = reader.select(
    'WHERE period_to < ? AND code <> ? ORDER BY period_to DESC, code DESC LIMIT 1',
  );
  const ofModel = (model: ModelOfUnits | null) => ({
    modelCode: model?.code ?? null,
    modelVersion: model?.version ?? null,
  });
  return {
    find: reader.find,
    /** The cycle whose period ended last before this one's began. */
    findPrevious: (cycle: CycleContent): Cycle | null => before.first(cycle.periodFrom, cycle.code),
    /** Units with their names in the order of unified codes, a page at a time. @param model only its units, or all */
    unitPage: (cycleCode: string, model: ModelOfUnits | null, page: { after: string; limit: number }) =>
      unitPage.all({ cycle: cycleCode, ...ofModel(model), ...page }),
    countUnits: (cycleCode: string, model: ModelOfUnits | null): number =>
      unitCount.get({ cycle: cycleCode, ...ofModel(model) })?.total ?? 0,
    findByCode: (code: string): Cycle | null => byCode.first(code),
    /** Newest year first. */
    list: (): Cycle[] => all.all(),
    units: (cycleCode: string): CycleUnit[] =>
      units.all(cycleCode).map((row) => unitMap.fromRow(row, db.vault)),
    unit(cycleCode: string, bodyUscc: string): CycleUnit | null {
      const row = unit.get(cycleCode, bodyUscc);
      return row === undefined ? null : unitMap.fromRow(row, db.vault);
    },
  };
}

export function createCycleRepository(tx: WriteTx) {
  const reader = createCycleReader(tx);
  const { insert, update } = createSyncedWriter(tx, cycles);
  const clearUnits = tx.prepareWrite('DELETE FROM cycle_units WHERE cycle_code = ?');
  const insertUnit = tx.prepareWrite(unitMap.insert);
  return {
    ...reader,
    /** @throws AppError `database.rowExists` if the code is taken */
    insert,
    update,
    /** @throws AppError `database.rowMissing` */
    setStatus(code: string, status: CycleStatus): Change<CycleContent> {
      const cycle = reader.findByCode(code);
      if (cycle === null) throw new AppError('database.rowMissing', { table: 'cycles', id: code });
      return update(cycle.id, { ...cycle, status });
    },
    /** Puts a whole new list of units in place of the present one. Values already given stay. */
    setUnits(cycleCode: string, units: readonly Omit<CycleUnit, 'cycleCode'>[]): void {
      clearUnits.run(cycleCode);
      for (const unit of units) insertUnit.run(unitMap.toRow({ ...unit, cycleCode }, tx.vault));
    },
  };
}
