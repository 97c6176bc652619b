/** Assessment cycles, typed values and the assessor's decisions. */
import type { cycleOperations } from '#shared/contract/operations/cycles.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { Body, Cycle, CycleContent, CycleUnit } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { checkData } from '#shared/model/check-data.ts';
import { dataFormat } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createCycleReader, createCycleRepository } from '../db/repositories/cycles.ts';
import { createDecisionRepository, createEntryRepository } from '../db/repositories/entries.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import type { ReadDb, WriteTx } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { documentOf, requireModel } from './models.ts';

interface UnitSelection {
  usccs: string[];
  modelCode: string;
  modelVersion?: string | undefined;
}

const contentOf = ({
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
  if (cycle.status === 'finalised' || cycle.status === 'archived') {
    throw new AppError('cycle.closed', { cycle: cycle.code, status: cycleStatuses[cycle.status] });
  }
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

/** Codes that a decision of each kind may name. */
const decidable = (model: ModelDocument) => ({
  adjustment: [...(model.bonus?.items ?? []), ...(model.penalty?.items ?? [])],
  veto: model.vetoes ?? [],
  notApplicable: model.nodes,
});

export const cycleHandlers: HandlersOf<typeof cycleOperations> = {
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

  'cycles.list': ({ db }) => {
    const cycles = createCycleReader(db);
    return {
      cycles: cycles.list().map((cycle) => ({ ...contentOf(cycle), units: cycles.units(cycle.code).length })),
    };
  },

  'cycles.read': ({ db }, { cycle }) => ({
    cycle: contentOf(requireCycle(db, cycle)),
    units: createCycleReader(db).units(cycle),
  }),

  'cycles.setStatus': (context, { cycle, status }) =>
    context.write((tx) => {
      requireCycle(tx, cycle);
      const { row } = createCycleRepository(tx).setStatus(cycle, status);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'cycles.setStatus',
        subject: cycle,
        details: { status },
      });
      return contentOf(row);
    }),

  'entries.put': (context, { cycle, ...entry }) =>
    context.write((tx) => {
      requireOpenCycle(requireCycle(tx, cycle));
      const unit = requireUnit(tx, cycle, entry.bodyUscc);
      const model = documentOf(requireModel(tx, unit.modelCode, unit.modelVersion));
      const node = model.nodes.find((candidate) => candidate.code === entry.leaf);
      const items = { [entry.item]: entry.value };
      // The engine's own check of one value, so that entry and scoring never disagree about what is valid.
      const checked = checkData(model, {
        format: dataFormat,
        subjects: [
          {
            code: entry.bodyUscc,
            name: '',
            values: { [entry.leaf]: node?.scorers ? { by: { [entry.role]: items } } : items },
          },
        ],
      });
      const findings = [
        ...checked.findings,
        ...(checked.data
          ? scoreModel(model, checked.data).subjects.flatMap((subject) => subject.findings)
          : []),
      ];
      if (findings.some((finding) => finding.severity === 'error')) return { stored: false, findings };
      createEntryRepository(tx).upsert({ cycleCode: cycle, ...entry });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'entries.put',
        subject: `${cycle} ${entry.bodyUscc} ${entry.leaf}`,
        details: { item: entry.item, role: entry.role },
      });
      return { stored: true, findings };
    }),

  'decisions.put': (context, decision) =>
    context.write((tx) => {
      const { cycleCode, bodyUscc, kind, code } = decision;
      requireOpenCycle(requireCycle(tx, cycleCode));
      const unit = requireUnit(tx, cycleCode, bodyUscc);
      const model = documentOf(requireModel(tx, unit.modelCode, unit.modelVersion));
      if (!decidable(model)[kind].some((item) => item.code === code)) {
        throw new AppError('decision.codeUnknown', { code, model: model.code });
      }
      if (!/^\d+(\.\d+)?$/.test(decision.count)) {
        throw new AppError('decision.countInvalid', { count: decision.count });
      }
      createDecisionRepository(tx).upsert(decision);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'decisions.put',
        subject: `${cycleCode} ${bodyUscc}`,
        details: { kind, code, count: decision.count },
      });
      return decision;
    }),
};
