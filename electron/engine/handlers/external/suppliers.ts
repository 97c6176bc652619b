/** 部门数据: which body supplies which indicators of all units, and how far that is. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createPlanReader } from '../../db/repositories/cycle-plans.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireCycle } from '../cycles.ts';
import { inapplicableLeaves } from '../entries/unit-work.ts';
import { stageFinding } from './enter-values.ts';
import { askedColumns, type ModelOfCycle, modelsOfCycle, statedValues } from './unit-values.ts';

type Answer = OperationOutput<'external.overview'>;
type Supplier = Answer['suppliers'][number];

const unitsNamed = 20;

/** By leaf, the body named for it in a role; leaves that nobody was named for are absent. */
export const supplierOf = (
  db: ReadDb,
  cycle: string,
  role: EntryRole,
  model: Pick<ModelOfCycle, 'code'>,
): ReadonlyMap<string, string> =>
  new Map(
    createPlanReader(db)
      .fillers(cycle)
      .filter((filler) => filler.role === role && filler.modelCode === model.code)
      .map(({ leaf, bodyUscc }) => [leaf, bodyUscc]),
  );

/** Answers `external.overview`. */
export const readSuppliers = (db: ReadDb, code: string, role: EntryRole): Answer => {
  const cycle = requireCycle(db, code);
  const bodies = createBodyReader(db);
  const stated = statedValues(db, code, role);
  const suppliers = modelsOfCycle(db, code).flatMap((model): Supplier[] => {
    const named = supplierOf(db, code, role, model);
    const exempt = new Map(
      model.units.map(({ uscc }) => [
        uscc,
        inapplicableLeaves(db, model.model, { cycle: code, bodyUscc: uscc }),
      ]),
    );
    const leaves = [...Map.groupBy(askedColumns(model, role), ({ leaf }) => leaf)].map(([leaf, columns]) => {
      const units = model.units.filter(({ uscc }) => exempt.get(uscc)?.has(leaf) !== true);
      const isFilled = (uscc: string, item: string): boolean =>
        (stated.get(`${uscc} ${leaf} ${item}`) ?? null) !== null;
      const lacking = units.filter(({ uscc }) => columns.some(({ item }) => !isFilled(uscc, item)));
      return {
        supplier: named.get(leaf) ?? null,
        leaf,
        name: columns[0]?.leafName ?? leaf,
        firstItem: columns[0]?.item ?? '',
        items: columns.map(({ label }) => label),
        total: units.length * columns.length,
        filled: units.reduce(
          (sum, { uscc }) => sum + columns.filter(({ item }) => isFilled(uscc, item)).length,
          0,
        ),
        lacking: lacking.length,
        lackingUnits: lacking.slice(0, unitsNamed).map(({ name }) => name),
      };
    });
    return [...Map.groupBy(leaves, ({ supplier }) => supplier)].map(([supplier, own]) => ({
      bodyUscc: supplier,
      name: supplier === null ? null : (bodies.findByUscc(supplier)?.name ?? supplier),
      model: { code: model.code, version: model.version, name: model.name },
      total: own.reduce((sum, { total }) => sum + total, 0),
      filled: own.reduce((sum, { filled }) => sum + filled, 0),
      leaves: own.map(({ supplier: _, ...leaf }) => leaf),
    }));
  });
  const rankOf = ({ bodyUscc }: Supplier): string => bodyUscc ?? '~';
  return {
    cycle: { code: cycle.code, name: cycle.name, status: cycle.status },
    lock: stageFinding(cycle, role),
    suppliers: suppliers.sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : rankOf(a) > rankOf(b) ? 1 : 0)),
  };
};
