/** What a role may state about every unit of a cycle, as its form needs it. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { EntryValue } from '#shared/model/entry-text.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { UnitValuesContext } from '../../excel/layouts/unit-values.ts';
import { requireCycle } from '../cycles.ts';
import { type EntryModel, entryModelOf } from '../entries/entry-model.ts';
import { requireModel } from '../models.ts';

/** A model by which units of a cycle are assessed, with those units. */
export interface ModelOfCycle {
  code: string;
  version: string;
  name: string;
  digest: string;
  model: EntryModel;
  units: { uscc: string; name: string; group: string | null }[];
}

const mostUnits = 100_000;

/** The models of a cycle in the order of their codes. */
export const modelsOfCycle = (db: ReadDb, cycle: string): ModelOfCycle[] => {
  const units = createCycleReader(db).unitPage(cycle, null, { after: '', limit: mostUnits });
  const groups = Map.groupBy(units, ({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const version = requireModel(db, first.modelCode, first.modelVersion);
      const model = entryModelOf(version);
      return [
        {
          code: version.code,
          version: version.version,
          name: model.document.name,
          digest: version.digest,
          model,
          units: group.map(({ bodyUscc, name, groupCode }) => ({ uscc: bodyUscc, name, group: groupCode })),
        },
      ];
    })
    .sort((a, b) => (`${a.code} ${a.version}` < `${b.code} ${b.version}` ? -1 : 1));
};

/** Items that the model asks a role for, in the order of the model. @param leaves only of these; all without */
export const askedColumns = (
  { model }: ModelOfCycle,
  role: EntryRole,
  leaves?: ReadonlySet<string>,
): UnitValuesContext['columns'] =>
  model.nodes.flatMap(({ code, name, leaf }) => {
    if (leaf === null || !leaf.askedOf.includes(role)) return [];
    if (leaves !== undefined && !leaves.has(code)) return [];
    return leaf.items
      .filter(({ drawn }) => !drawn)
      .map(({ item, label, rule, levels }) => ({ leaf: code, leafName: name, item, label, rule, levels }));
  });

export interface UnitValuesRequest {
  cycle: string;
  role: EntryRole;
  model: string | undefined;
  /** Only these leaves; all that the role is asked for without. */
  leaves?: ReadonlySet<string>;
  filledBy?: string | null;
  report?: { id: string; title: string } | null;
}

/** @throws AppError `cycle.unknown`, `external.modelNeeded` when more than one model of the cycle asks the role */
export const unitValuesContext = (db: ReadDb, request: UnitValuesRequest): UnitValuesContext => {
  const { code, name, year } = requireCycle(db, request.cycle);
  const all = modelsOfCycle(db, code);
  const asking = all.filter(
    (model) =>
      (request.model === undefined || model.code === request.model) &&
      askedColumns(model, request.role, request.leaves).length > 0,
  );
  const [chosen, another] = asking;
  if (chosen === undefined) throw new AppError('external.nothingAsked', { role: request.role });
  if (another !== undefined) throw new AppError('external.modelNeeded', {});
  return {
    cycle: { code, name, year },
    role: request.role,
    filledBy: request.filledBy ?? null,
    model: { code: chosen.code, version: chosen.version, digest: chosen.digest },
    columns: askedColumns(chosen, request.role, request.leaves),
    units: chosen.units,
    report: request.report ?? null,
  };
};

/** What the role has stated in the cycle, by `unit leaf item`. */
export const statedValues = (db: ReadDb, cycle: string, role: EntryRole): Map<string, EntryValue> =>
  new Map(
    createEntryReader(db)
      .list(cycle)
      .filter((entry) => entry.role === role)
      .map(({ bodyUscc, leaf, item, value }) => [`${bodyUscc} ${leaf} ${item}`, value]),
  );
