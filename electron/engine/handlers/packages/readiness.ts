/** What a submission of a cycle would lack, so that its sender hears it before the file is on its way. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Cycle, CycleUnit, Decision, Entry } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { dataDigest } from '#shared/model/digest.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createPackageReader } from '../../db/repositories/packages.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { fillingRoles, outlineLeaves } from '../../excel/layouts/model-outline.ts';
import type { QueryContext } from '../../runtime/context.ts';
import { leavesBelow } from '../assessment/gather-model-data.ts';
import { gatherCycle, unitsByModel } from '../assessment/score-cycle.ts';
import { requireCycle } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { collectSubmission } from './create-submission.ts';

type Readiness = OperationOutput<'packages.readiness'>;

const finding = (
  code: string,
  severity: Finding['severity'],
  params: Finding['params'],
  place: Pick<Finding, 'subject' | 'leaf' | 'item'> = {},
): Finding => ({ code, severity, params, ...place });

interface RequiredItem {
  leaf: string;
  item: string;
}

/** What the assessed unit itself must give, in the order of the form. */
const requiredItems = (model: ModelDocument): RequiredItem[] =>
  outlineLeaves(model)
    .filter((leaf) => fillingRoles(model, leaf.node).includes('self'))
    .flatMap((leaf) => leaf.items.map((item) => ({ leaf: leaf.node.code, item: item.code })));

/** One unit: how much it gave, and where the first gap is. */
const checkUnit = (
  unit: { uscc: string; name: string },
  model: ModelDocument,
  required: readonly RequiredItem[],
  entries: readonly Entry[],
  decisions: readonly Decision[],
): { view: Readiness['units'][number]; findings: Finding[] } => {
  const excluded = leavesBelow(
    model,
    decisions
      .filter(({ kind, count }) => kind === 'notApplicable' && Number(count) !== 0)
      .map(({ code }) => code),
  );
  const due = required.filter(({ leaf }) => !excluded.has(leaf));
  const given = new Set(
    entries
      .filter(({ role, value }) => role === 'self' && value !== null)
      .map(({ leaf, item }) => `${leaf} ${item}`),
  );
  const missing = due.filter(({ leaf, item }) => !given.has(`${leaf} ${item}`));
  const view = { ...unit, required: due.length, given: due.length - missing.length };
  const [first] = missing;
  if (first === undefined) return { view, findings: [] };
  const place = { subject: unit.uscc, ...first };
  if (entries.length === 0) {
    return { view, findings: [finding('package.unitWithoutValues', 'warning', { unit: unit.name }, place)] };
  }
  const params = { unit: unit.name, missing: missing.length, required: due.length };
  return { view, findings: [finding('package.itemsMissing', 'warning', params, place)] };
};

const checkUnits = (db: ReadDb, cycle: Cycle): { units: Readiness['units']; findings: Finding[] } => {
  const bodies = createBodyReader(db);
  const entries = createEntryReader(db);
  const decisions = createDecisionReader(db);
  const checked = unitsByModel(createCycleReader(db).units(cycle.code)).flatMap((units) => {
    const [first] = units as [CycleUnit, ...CycleUnit[]];
    const model = documentOf(requireModel(db, first.modelCode, first.modelVersion));
    const required = requiredItems(model);
    return units.map(({ bodyUscc: uscc }) =>
      checkUnit(
        { uscc, name: bodies.findByUscc(uscc)?.name ?? uscc },
        model,
        required,
        entries.list(cycle.code, uscc),
        decisions.list(cycle.code, uscc),
      ),
    );
  });
  const units = checked.map(({ view }) => view);
  if (units.length === 0) {
    return { units, findings: [finding('package.noUnits', 'error', { cycle: cycle.code })] };
  }
  const findings = checked.flatMap((unit) => unit.findings);
  // One sentence where every unit would say the same.
  const empty = findings.filter(({ code }) => code === 'package.unitWithoutValues');
  const [first] = empty;
  if (first === undefined || empty.length < units.length) return { units, findings };
  return {
    units,
    findings: [{ ...first, code: 'package.noValues', severity: 'error', params: { cycle: cycle.code } }],
  };
};

/** Whether the newest run of every model was made from the values as they are now. */
const checkRuns = async (db: ReadDb, cycle: Cycle): Promise<Finding[]> => {
  const runs = createRunReader(db);
  const findings: Finding[] = [];
  for (const { model, version, data } of gatherCycle(db, cycle)) {
    await nextTurn();
    if (version.status === 'disabled') continue;
    const latest = runs.latest(cycle.code, model.code);
    if (latest === null) findings.push(finding('package.runMissing', 'warning', { model: model.name }));
    else if (latest.modelDigest !== version.digest || latest.dataDigest !== dataDigest(data)) {
      findings.push(finding('package.runOutdated', 'warning', { model: model.name, at: latest.createdAt }));
    }
  }
  return findings;
};

const checkEvidence = (db: ReadDb, folder: string, sent: ReadonlySet<string>): Finding[] =>
  createEvidenceReader(db)
    .list()
    .filter(({ id, sha256 }) => sent.has(id) && !existsSync(path.join(folder, sha256)))
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
export const readReadiness = async (context: QueryContext, code: string): Promise<Readiness> => {
  const { db } = context;
  const cycle = requireCycle(db, code);
  const { rows, leftOut } = collectSubmission(db, code);
  await nextTurn();
  const { units, findings } = checkUnits(db, cycle);
  const sentEvidence = new Set((rows.evidence as unknown as { id: string }[]).map(({ id }) => id));
  const folder = evidenceFolder(context.database.folder ?? '');
  const { findings: passed, lastSealed } = checkPassages(db, code);
  return {
    counts: Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.length])),
    units,
    findings: [
      ...passed,
      ...findings,
      ...(leftOut > 0 ? [finding('package.rowsLeftOut', 'warning', { count: leftOut })] : []),
      ...(await checkRuns(db, cycle)),
      ...checkEvidence(db, folder, sentEvidence),
    ],
    lastSealed,
  };
};
