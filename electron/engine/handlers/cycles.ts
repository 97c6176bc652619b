/** Assessment cycles and their units. Their stages are in `cycles/stages.ts`. */
import type { cycleOperations } from '#shared/contract/operations/cycles.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { Body, Cycle, CycleContent, CycleUnit } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createCycleReader, createCycleRepository } from '../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../db/repositories/entries.ts';
import { createDraftReader } from '../db/repositories/entry-drafts.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import { createReopeningReader } from '../db/repositories/score-reopenings.ts';
import type { ReadDb, WriteTx } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { documentOf, requireModel } from './models.ts';

interface UnitSelection {
  usccs: string[];
  modelCode: string;
  modelVersion?: string | undefined;
}

/** A cycle without what only its own database knows. */
export const cycleContentOf = ({
  code,
  name,
  year,
  periodFrom,
  periodTo,
  status,
  planDocumentNo,
}: CycleContent): CycleContent => ({ code, name, year, periodFrom, periodTo, status, planDocumentNo });

/** @throws AppError `cycle.unknown` */
export const requireCycle = (db: ReadDb, code: string): Cycle => {
  const cycle = createCycleReader(db).findByCode(code);
  if (cycle === null) throw new AppError('cycle.unknown', { cycle: code });
  return cycle;
};

/** @throws AppError `cycle.unitUnknown` */
export const requireUnit = (db: ReadDb, cycle: string, uscc: string): CycleUnit => {
  const unit = createCycleReader(db).unit(cycle, uscc);
  if (unit === null) throw new AppError('cycle.unitUnknown', { cycle, unit: uscc });
  return unit;
};

/**
 * The unit that is meant when none is named: the only one of the cycle, or the one of this office's own region.
 * @throws AppError `cycle.unitNeeded`
 */
export const ownUnit = (db: ReadDb, cycle: string, what: string): string => {
  const units = createCycleReader(db).units(cycle);
  const [only] = units;
  if (only && units.length === 1) return only.bodyUscc;
  const { regionCode } = createOfficeReader(db).get();
  const bodies = createBodyReader(db);
  const own = units.filter((unit) => bodies.findByUscc(unit.bodyUscc)?.regionCode === regionCode);
  const [match] = own;
  if (!match || own.length > 1) throw new AppError('cycle.unitNeeded', { what });
  return match.bodyUscc;
};

/** Nothing may be entered once the result is final. @throws AppError `cycle.closed` */
export const requireOpenCycle = (cycle: Cycle): void => {
  if (isClosed(cycle.status)) {
    throw new AppError('cycle.closed', { cycle: cycle.code, status: cycleStatuses[cycle.status] });
  }
};

/**
 * Nothing may be entered once the result is final, but for leaves that a correction has opened again.
 * @throws AppError `cycle.closed`
 */
export const requireOpenForEntry = (db: ReadDb, cycle: Cycle): void => {
  if (createReopeningReader(db).open(cycle.code, null).length === 0) requireOpenCycle(cycle);
};

/** A model names the kinds of body it is made for: a body type, or an administrative level. */
const suits = (model: ModelDocument, body: Body): boolean =>
  model.subjectKinds.includes(body.bodyType) || model.subjectKinds.includes(body.adminLevel);

const selectUnits = (
  tx: WriteTx,
  cycle: CycleContent,
  { usccs, modelCode, modelVersion }: UnitSelection,
): Omit<CycleUnit, 'cycleCode'>[] => {
  const version = requireModel(tx, modelCode, modelVersion);
  if (version.status === 'disabled') throw new AppError('model.disabled', { code: modelCode });
  const model = documentOf(version);
  const bodies = createBodyReader(tx);
  const inForce = (body: Body): boolean =>
    (body.validFrom === null || body.validFrom <= cycle.periodTo) &&
    (body.validTo === null || body.validTo >= cycle.periodFrom);
  const chosen =
    usccs.length === 0
      ? bodies.list().filter((body) => suits(model, body) && inForce(body))
      : usccs.map((uscc) => {
          const body = bodies.findByUscc(uscc);
          if (body === null) throw new AppError('body.unknown', { uscc });
          return body;
        });
  return chosen.map((body) => ({
    bodyUscc: body.uscc,
    groupCode: body.groupCode,
    modelCode,
    modelVersion: version.version,
  }));
};

/** Adds a selection to the units of a cycle; a unit chosen again moves to the new model. */
const addUnits = (tx: WriteTx, cycle: CycleContent, selections: readonly UnitSelection[]): number => {
  const cycles = createCycleRepository(tx);
  const units = new Map<string, Omit<CycleUnit, 'cycleCode'>>(
    cycles.units(cycle.code).map((unit) => [unit.bodyUscc, unit]),
  );
  for (const selection of selections) {
    for (const unit of selectUnits(tx, cycle, selection)) units.set(unit.bodyUscc, unit);
  }
  cycles.setUnits(cycle.code, [...units.values()]);
  return units.size;
};

/** Nothing was stated or decided about a unit in a cycle. */
const isUntouched = (db: ReadDb, cycle: string, uscc: string): boolean =>
  createEntryReader(db)
    .list(cycle, uscc)
    .every(({ value, note, evidence }) => value === null && note === null && evidence === null) &&
  createDraftReader(db).list(cycle, uscc).length === 0 &&
  createDecisionReader(db)
    .list(cycle, uscc)
    .every(({ count }) => Number(count) === 0);

/** More than any county has. */
const mostUnits = 100_000;

export const cycleHandlers: Omit<HandlersOf<typeof cycleOperations>, 'cycles.setStatus'> = {
  'cycles.create': (context, input) => {
    const { units, ...parts } = input;
    const { periodFrom, periodTo } = parts;
    if (!isDate(periodFrom) || !isDate(periodTo) || periodFrom > periodTo) {
      throw new AppError('cycle.periodInvalid', { from: periodFrom, to: periodTo });
    }
    const content: CycleContent = { ...parts, status: 'draft' };
    return context.write((tx) => {
      if (createCycleReader(tx).findByCode(content.code) !== null) {
        throw new AppError('cycle.codeTaken', { cycle: content.code });
      }
      createCycleRepository(tx).insert(content);
      const count = addUnits(tx, content, units);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.create',
        subject: content.code,
        details: { units: count },
      });
      return { cycle: content, units: count };
    });
  },

  'cycles.setUnits': (context, { cycle, units }) =>
    context.write((tx) => {
      const found = requireCycle(tx, cycle);
      requireOpenCycle(found);
      const count = addUnits(tx, found, [units]);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.setUnits',
        subject: cycle,
        details: { units: count, model: units.modelCode },
      });
      return { units: count };
    }),

  'cycles.removeUnits': (context, { cycle, usccs }) =>
    context.write((tx) => {
      requireOpenCycle(requireCycle(tx, cycle));
      const leaving = new Set(usccs);
      for (const uscc of leaving) {
        requireUnit(tx, cycle, uscc);
        if (!isUntouched(tx, cycle, uscc)) {
          const unit = createBodyReader(tx).findByUscc(uscc)?.name ?? uscc;
          throw new AppError('cycle.unitInUse', { cycle, unit });
        }
      }
      const cycles = createCycleRepository(tx);
      const staying = cycles.units(cycle).filter(({ bodyUscc }) => !leaving.has(bodyUscc));
      cycles.setUnits(cycle, staying);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.removeUnits',
        subject: cycle,
        details: { removed: leaving.size, units: staying.length },
      });
      return { units: staying.length };
    }),

  'cycles.list': ({ db }) => {
    const cycles = createCycleReader(db);
    return {
      cycles: cycles
        .list()
        .map((cycle) => ({ ...cycleContentOf(cycle), units: cycles.units(cycle.code).length })),
    };
  },

  'cycles.read': ({ db }, { cycle }) => ({
    cycle: cycleContentOf(requireCycle(db, cycle)),
    units: createCycleReader(db)
      .unitPage(cycle, null, { after: '', limit: mostUnits })
      .map((unit) => ({ ...unit, cycleCode: cycle })),
  }),
};
