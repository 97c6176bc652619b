/** What a submission of a cycle would lack, so that its sender hears it before the file is on its way. */
import { existsSync } from 'node:fs';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Cycle, CycleUnit, Decision, ModelVersion } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createDraftReader } from '../../db/repositories/entry-drafts.ts';
import { createOverviewReader } from '../../db/repositories/overview.ts';
import { createPackageReader } from '../../db/repositories/packages.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import { createSubmissionReader } from '../../db/repositories/submissions.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { placeOf } from '../../evidence/store.ts';
import type { QueryContext } from '../../runtime/context.ts';
import { leavesBelow } from '../assessment/gather-model-data.ts';
import { unitsByModel } from '../assessment/score-cycle.ts';
import { requireCycle } from '../cycles.ts';
import { entryModelOf } from '../entries/entry-model.ts';
import { askedCells } from '../entries/progress.ts';
import { everyUnit } from '../entries/unit-work.ts';
import { documentOf, requireModel } from '../models.ts';
import { officesOfSubmission } from './offices-below.ts';

type Readiness = OperationOutput<'packages.readiness'>;

const finding = (
  code: string,
  severity: Finding['severity'],
  params: Finding['params'],
  place: Pick<Finding, 'subject' | 'leaf' | 'item' | 'role'> = {},
): Finding => ({ code, severity, params, ...place });

interface RequiredItem {
  leaf: string;
  item: string;
}

/** What the assessed unit itself must give, in the order of the form; the same cells as the cycle's progress counts. */
const requiredItems = (version: ModelVersion): RequiredItem[] =>
  askedCells(entryModelOf(version))
    .filter(([, , role]) => role === 'self')
    .map(([leaf, item]) => ({ leaf, item }));

interface UnitWork {
  uscc: string;
  name: string;
  /** Items that it must give, those of leaves that do not apply left out. */
  due: readonly RequiredItem[];
  /** `leaf item` of what it has given. */
  given: ReadonlySet<string>;
  /** Somebody has stated anything about it. */
  hasValues: boolean;
}

/** How much a unit gave, and where the first gap is. */
const checkUnit = ({ uscc, name, due, given, hasValues }: UnitWork) => {
  const missing = due.filter(({ leaf, item }) => !given.has(`${leaf} ${item}`));
  const view = { uscc, name, required: due.length, given: due.length - missing.length };
  const [first] = missing;
  if (first === undefined) return { view, findings: [] };
  const place = { subject: uscc, ...first };
  if (!hasValues) {
    return { view, findings: [finding('package.unitWithoutValues', 'warning', { unit: name }, place)] };
  }
  const params = { unit: name, missing: missing.length, required: due.length };
  return { view, findings: [finding('package.itemsMissing', 'warning', params, place)] };
};

const isInForce = ({ kind, count }: Decision): boolean => kind === 'notApplicable' && Number(count) !== 0;

/** The units of a cycle with what they must give and have given. */
const unitsOf = (db: ReadDb, cycle: Cycle): UnitWork[] => {
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const cells = Map.groupBy(entries.cellsOf(cycle.code, 'self'), ({ bodyUscc }) => bodyUscc);
  const withValues = entries.unitsWithValues(cycle.code);
  const decisions = Map.groupBy(createDecisionReader(db).list(cycle.code), ({ bodyUscc }) => bodyUscc);
  return unitsByModel(createCycleReader(db).units(cycle.code)).flatMap((units) => {
    const [first] = units as [CycleUnit, ...CycleUnit[]];
    const version = requireModel(db, first.modelCode, first.modelVersion);
    const model = documentOf(version);
    const required = requiredItems(version);
    return units.map(({ bodyUscc: uscc }) => {
      const codes = (decisions.get(uscc) ?? []).filter(isInForce).map(({ code }) => code);
      const excluded = codes.length === 0 ? new Set<string>() : leavesBelow(model, codes);
      return {
        uscc,
        name: bodies.findByUscc(uscc)?.name ?? uscc,
        due: required.filter(({ leaf }) => !excluded.has(leaf)),
        given: new Set((cells.get(uscc) ?? []).map(({ leaf, item }) => `${leaf} ${item}`)),
        hasValues: withValues.has(uscc),
      };
    });
  });
};

const checkUnits = (
  units: readonly UnitWork[],
  cycle: Cycle,
): { units: Readiness['units']; findings: Finding[] } => {
  const checked = units.map(checkUnit);
  const views = checked.map(({ view }) => view);
  if (views.length === 0) {
    return { units: views, findings: [finding('package.noUnits', 'error', { cycle: cycle.code })] };
  }
  const findings = checked.flatMap((unit) => unit.findings);
  // One sentence where every unit would say the same.
  const empty = findings.filter(({ code }) => code === 'package.unitWithoutValues');
  const [first] = empty;
  if (first === undefined || empty.length < views.length) return { units: views, findings };
  const params = { cycle: cycle.code };
  return { units: views, findings: [{ ...first, code: 'package.noValues', severity: 'error', params }] };
};

/** Cells that hold what the model does not accept yet: they are not sent. */
const checkDrafts = (db: ReadDb, cycle: Cycle, units: readonly UnitWork[]): Finding[] => {
  const drafts = createDraftReader(db);
  const names = new Map(units.map(({ uscc, name }) => [uscc, name]));
  const counted = Map.groupBy(drafts.count(cycle.code, everyUnit), ({ bodyUscc }) => bodyUscc);
  return [...counted].map(([uscc, roles]) => {
    const count = roles.reduce((sum, role) => sum + role.drafts, 0);
    const [first] = drafts.list(cycle.code, uscc);
    const place = first === undefined ? {} : { leaf: first.leaf, item: first.item, role: first.role };
    const params = { unit: names.get(uscc) ?? uscc, count };
    return finding('package.draftsOpen', 'warning', params, { subject: uscc, ...place });
  });
};

/** Whether there is a run of every model, and nothing has changed since. */
const checkRuns = (db: ReadDb, cycle: Cycle): Finding[] => {
  const runs = createRunReader(db);
  const lastChange = createOverviewReader(db).lastChange(cycle.code);
  return unitsByModel(createCycleReader(db).units(cycle.code)).flatMap((units) => {
    const [first] = units as [CycleUnit, ...CycleUnit[]];
    const version = requireModel(db, first.modelCode, first.modelVersion);
    if (version.status === 'disabled') return [];
    const latest = runs.latest(cycle.code, version.code);
    if (latest === null) return [finding('package.runMissing', 'warning', { model: version.name })];
    const fresh =
      latest.modelDigest === version.digest && (lastChange === null || lastChange <= latest.createdAt);
    const params = { model: version.name, at: latest.createdAt };
    return fresh ? [] : [finding('package.runOutdated', 'warning', params)];
  });
};

const checkEvidence = (db: ReadDb, folder: string, cycle: string, offices: ReadonlySet<string>): Finding[] =>
  createSubmissionReader(db)
    .evidence(cycle, offices)
    .filter(({ sha256 }) => !existsSync(placeOf(folder, sha256)))
    .map(({ fileName }) => finding('package.evidenceAbsent', 'error', { file: fileName }));

/** What became of the last submission, and what waits for a decision here. */
const checkPassages = (db: ReadDb, cycle: string): Pick<Readiness, 'findings' | 'lastSealed'> => {
  const packages = createPackageReader(db);
  const passages = packages.ofCycle(cycle);
  const sealed = passages.find(({ direction, kind }) => direction === 'sent' && kind === 'submission');
  const back = passages.find(({ direction, kind }) => direction === 'received' && kind === 'return');
  const findings: Finding[] = [];
  if (back !== undefined && (sealed === undefined || back.recordedAt > sealed.recordedAt)) {
    const [head] = packages.page({ direction: 'received', cycleCode: cycle, limit: 1 });
    const params = {
      by: packages.origin(back.id).sender,
      reason: head?.id === back.id ? (head.reason ?? '') : '',
    };
    findings.push(finding('package.lastReturned', 'warning', params));
  }
  const open = [...packages.openConflicts().values()].reduce((sum, count) => sum + count, 0);
  if (open > 0) findings.push(finding('package.conflictsOpen', 'warning', { count: open }));
  return {
    findings,
    lastSealed: sealed === undefined ? null : { at: sealed.recordedAt, sha256: sealed.sha256 },
  };
};

/** @throws AppError `cycle.unknown` */
export const readReadiness = (context: QueryContext, code: string): Readiness => {
  const { db } = context;
  const cycle = requireCycle(db, code);
  const offices = officesOfSubmission(db);
  const { leftOut, ...counts } = createSubmissionReader(db).counts(code, offices);
  const work = unitsOf(db, cycle);
  const { units, findings } = checkUnits(work, cycle);
  const { findings: passed, lastSealed } = checkPassages(db, code);
  return {
    counts,
    units,
    findings: [
      ...passed,
      ...findings,
      ...checkDrafts(db, cycle, work),
      ...(leftOut > 0 ? [finding('package.rowsLeftOut', 'warning', { count: leftOut })] : []),
      ...checkRuns(db, cycle),
      ...checkEvidence(db, evidenceFolder(context.database.folder ?? ''), code, offices),
    ],
    lastSealed,
  };
};
