/**
 * What every question about a trial starts from: the units of the cycle, how the cycle's own version ranks them, and their data
 * as the tried model reads it. Kept until something is written, because a slider asks many times a second.
 */
import type { ModelSource } from '#shared/contract/operations/models.ts';
import type { Cycle, CycleUnit } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { modelTrialFindings } from '#shared/errors/codes/model-trials.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type CompiledModel, compileModel } from '#shared/model/compiled-model.ts';
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { modelDigest } from '#shared/model/digest.ts';
import type { SubjectReading } from '#shared/model/read-subject.ts';
import { acceptData, readSubjects, runModel } from '#shared/model/score-model.ts';
import { fitData, leavesWithValues } from '#shared/model/trial/fit-data.ts';
import { type Standing, standingsOf } from '#shared/model/trial/standings.ts';
import { compareVersions } from '#shared/model/version-order.ts';
import { readChangeStamp } from '../../db/repositories/change-stamp.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { gatherUnits, unitsByModel } from '../assessment/score-cycle.ts';
import { requireCycle } from '../cycles.ts';
import { documentOf, openModel, requireDraft, requireModel } from '../models.ts';

export interface TriedUnit {
  code: string;
  name: string;
  group: string | null;
}

export interface OpenTrial {
  cycle: Cycle;
  /** The version of the cycle. */
  base: CompiledModel;
  /** By unit, as the cycle's version ranks them. */
  before: ReadonlyMap<string, Standing>;
  units: ReadonlyMap<string, TriedUnit>;
  /** The tried model as it is written, and what it reads of the cycle's data. */
  model: CompiledModel;
  data: ModelData;
  /** The data as the tried model reads it, whatever its weights are. */
  readings: readonly SubjectReading[];
  findings: readonly Finding[];
}

/** Models by which the units of the cycle may be assessed, the nearest first. */
const baseCodes = (db: ReadDb, source: ModelSource, tried: ModelDocument): string[] => {
  const basedOn = 'draft' in source ? requireDraft(db, source.draft).basedOnCode : null;
  return basedOn === null ? [tried.code] : [basedOn, tried.code];
};

/** The units of a model by version, the version of the most units (of equals the highest) first. */
const versionsOf = (units: readonly CycleUnit[], codes: readonly string[]): CycleUnit[][] => {
  const code = codes.find((one) => units.some(({ modelCode }) => modelCode === one));
  const versionOf = ([first]: readonly CycleUnit[]): string => first?.modelVersion ?? '';
  return unitsByModel(units.filter(({ modelCode }) => modelCode === code)).sort(
    (a, b) => b.length - a.length || compareVersions(versionOf(b), versionOf(a)),
  );
};

/** Cycles with units that a trial of the model would try, newest first. @throws as `openTrial` of the model */
export const cyclesToTry = (db: ReadDb, source: ModelSource): { cycle: Cycle; units: number }[] => {
  const codes = baseCodes(db, source, openModel(db, source));
  const cycles = createCycleReader(db);
  return cycles.list().flatMap((cycle) => {
    const [units = []] = versionsOf(cycles.units(cycle.code), codes);
    return units.length === 0 ? [] : [{ cycle, units: units.length }];
  });
};

const warning = (
  code: keyof typeof modelTrialFindings,
  params: Finding['params'],
  leaf?: string,
): Finding => ({ code, severity: 'warning', params, ...(leaf === undefined ? {} : { leaf }) });

/** Indicators of the one model that have data and are not in the other, and of the other that have none. */
const leafFindings = (
  base: CompiledModel,
  given: ModelData,
  model: CompiledModel,
  data: ModelData,
): Finding[] => {
  const leavesOf = ({ nodes }: CompiledModel) => nodes.filter(({ leaf }) => leaf !== null);
  const [had, has] = [leavesWithValues(given), leavesWithValues(data)];
  const kept = new Set(leavesOf(model).map(({ code }) => code));
  return [
    ...leavesOf(base).flatMap(({ code, name }) => {
      const units = had.get(code) ?? 0;
      return kept.has(code) || units === 0 ? [] : [warning('trial.leafGone', { name, units }, code)];
    }),
    ...leavesOf(model).flatMap(({ code, name }) =>
      has.has(code) ? [] : [warning('trial.leafWithoutData', { name }, code)],
    ),
  ];
};

const openAnew = (db: ReadDb, cycleCode: string, source: ModelSource): OpenTrial => {
  const cycle = requireCycle(db, cycleCode);
  const document = openModel(db, source);
  const codes = baseCodes(db, source, document);
  const [units = [], ...others] = versionsOf(createCycleReader(db).units(cycle.code), codes);
  const [first] = units;
  if (first === undefined) {
    throw new AppError('trial.noUnits', { cycle: cycle.name, model: document.name });
  }
  const baseDocument = documentOf(requireModel(db, first.modelCode, first.modelVersion));
  const base = compileModel(baseDocument);
  const given = acceptData(gatherUnits(db, cycle, units, baseDocument).data);
  const same = modelDigest(baseDocument) === modelDigest(document);
  const model = same ? base : compileModel(document);
  const fitted = same
    ? { data: given, findings: [] }
    : fitData(model, base, acceptData(gatherUnits(db, cycle, units, document).data));
  return {
    ...{ cycle, base, model },
    before: standingsOf(base, runModel(base, given)),
    units: new Map(
      given.subjects.map(({ code, name, group }) => [code, { code, name, group: group ?? null }]),
    ),
    data: fitted.data,
    readings: readSubjects(model, fitted.data),
    findings: [
      ...others.map((of) =>
        warning('trial.otherVersion', { version: of[0]?.modelVersion ?? '', units: of.length }),
      ),
      ...fitted.findings,
      ...leafFindings(base, given, model, fitted.data),
    ],
  };
};

/** Trials that are kept of one database. */
const keptTrials = 4;

const keptBy = new WeakMap<object, { stamp: string; trials: Map<string, OpenTrial> }>();

/**
 * @throws AppError `cycle.unknown`, `model.unknown`, `modelDraft.unknown`, `modelDraft.faulty`, `trial.noUnits`
 */
export const openTrial = (db: ReadDb, cycle: string, source: ModelSource): OpenTrial => {
  const stamp = readChangeStamp(db);
  let kept = keptBy.get(db.vault);
  if (kept?.stamp !== stamp) {
    kept = { stamp, trials: new Map() };
    keptBy.set(db.vault, kept);
  }
  const { trials } = kept;
  const key = JSON.stringify([cycle, source]);
  const known = trials.get(key);
  if (known !== undefined) return known;
  const trial = openAnew(db, cycle, source);
  const [oldest] = trials.keys();
  if (trials.size >= keptTrials && oldest !== undefined) trials.delete(oldest);
  trials.set(key, trial);
  return trial;
};

const named = ({ code, name, version }: ModelDocument) => ({ code, name, version });

/** What an answer says of what it is about. */
export const headOf = ({ cycle, base, model, findings }: OpenTrial) => ({
  cycle: { code: cycle.code, name: cycle.name },
  base: named(base.document),
  model: named(model.document),
  findings: [...findings],
});
