/** Indicators opened again: what stood there, what was stated since, and what became of it. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { cycleNoticeOperations } from '#shared/contract/operations/cycle-notice.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { decisionsReopened } from '#shared/ledgers/definitions/score-objections.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import {
  createReopeningReader,
  createReopeningRepository,
  type ScoreReopening,
} from '../../db/repositories/score-reopenings.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { requireCycle } from '../cycles.ts';
import { recheckRoles } from '../entries/entry-model.ts';
import { countedValue, judgeText } from '../entries/leaf-values.ts';
import { openCells } from '../entries/put-cells.ts';
import { reviewLocks } from '../entries/review-form.ts';
import { openUnit, readUnitWork, type UnitSetting } from '../entries/unit-work.ts';
import { documentOf, requireModel } from '../models.ts';
import { countingAt, type SealedRun, sealedRuns, sealedSince } from './sealed-runs.ts';
import { openUnitScores } from './unit-scores.ts';

type Shown = OperationOutput<'cycleNotice.read'>['reopenings'][number];
type Form = OperationOutput<'scoreReopenings.read'>;

/** @throws AppError `reopening.unknown` */
export const requireReopening = (db: ReadDb, id: string): ScoreReopening => {
  const found = createReopeningReader(db).find(id);
  if (found === null) throw new AppError('reopening.unknown', {});
  return found;
};

/** @throws AppError `reopening.unknown`, `reopening.closed` */
const requireOpen = (db: ReadDb, id: string): ScoreReopening => {
  const found = requireReopening(db, id);
  if (found.closedAt !== null) throw new AppError('reopening.closed', { at: found.closedAt });
  return found;
};

/** Names of bodies and of indicators, each looked up once. */
export const openNames = (db: ReadDb, cycle: string) => {
  const bodies = createBodyReader(db);
  const units = new Map(
    createCycleReader(db)
      .units(cycle)
      .map((unit) => [unit.bodyUscc, unit]),
  );
  const leaves = new Map<string, ReadonlyMap<string, string>>();
  const leavesOf = (model: string, version: string): ReadonlyMap<string, string> => {
    const key = `${model} ${version}`;
    const known =
      leaves.get(key) ??
      new Map(documentOf(requireModel(db, model, version)).nodes.map(({ code, name }) => [code, name]));
    leaves.set(key, known);
    return known;
  };
  return {
    body: (uscc: string): string => bodies.nameOf(uscc) ?? uscc,
    leaf: (uscc: string, leaf: string | null): string | null => {
      const unit = units.get(uscc);
      if (leaf === null || unit === undefined) return null;
      return leavesOf(unit.modelCode, unit.modelVersion).get(leaf) ?? leaf;
    },
    modelOf: (uscc: string): string | null => units.get(uscc)?.modelCode ?? null,
  };
};

/** Shows the reopenings of a cycle, with both scores. */
export const openShownReopenings = (db: ReadDb, cycle: string, sealed = sealedRuns(db, cycle)) => {
  const names = openNames(db, cycle);
  const scoreIn = openUnitScores(db);
  const score = (run: SealedRun | null, { bodyUscc, leaf }: ScoreReopening): Shown['before'] =>
    run === null ? null : scoreIn(run.head.id, bodyUscc, leaf);
  return (one: ScoreReopening): Shown => {
    const ofModel = sealed.filter(({ head }) => head.modelCode === names.modelOf(one.bodyUscc));
    const after = one.closedAt === null ? null : sealedSince(ofModel, one.closedAt);
    const { id, kind, bodyUscc, leaf, reason, approvedBy, documentNo, sourceRow } = one;
    const { openedAt, openedBy, closedAt, closedBy } = one;
    return {
      ...{ id, kind, bodyUscc, leaf, reason, approvedBy, documentNo },
      ...{ openedAt, openedBy, closedAt, closedBy },
      objection: sourceRow,
      bodyName: names.body(bodyUscc),
      leafName: names.leaf(bodyUscc, leaf),
      state: closedAt === null ? 'open' : after === null ? 'closed' : 'sealed',
      before: score(countingAt(ofModel, openedAt), one),
      after: score(after, one),
    };
  };
};

/** The form of a recheck: what counts for each item of the indicator, and what was stated by who may state it anew. */
export const readReopening = (db: ReadDb, id: string, today: string): Form => {
  const found = requireReopening(db, id);
  const { cycleCode, bodyUscc, leaf: code, openedAt } = found;
  const reopening = openShownReopenings(db, cycleCode)(found);
  if (code === null) return { reopening, items: [] };
  const setting = openUnit(db, requireCycle(db, cycleCode), bodyUscc);
  const leaf = setting.model.leaves.get(code);
  if (leaf === undefined) return { reopening, items: [] };
  const work = readUnitWork(db, setting, null, code)(leaf);
  const lockOf = reviewLocks(db, { cycle: cycleCode, unit: bodyUscc, today });
  return {
    reopening,
    items: recheckRoles(leaf).flatMap((role) =>
      leaf.items.map(({ item, label, unit, rule, levels }) => {
        const own = work.entries.find((entry) => entry.item === item && entry.role === role);
        const counts = leaf.weighted ? own : countedValue(work.entries, item, work.derived.get(item));
        // What a role stated in its own stage is what is being rechecked.
        const since = !leaf.weighted || (own !== undefined && own.updatedAt >= openedAt);
        const words = rule.type === 'flag' ? ['是', '否'] : levels;
        return {
          ...{ item, role, label, unit },
          counts: writeEntryText(counts?.value ?? null),
          countsBy: counts?.role ?? null,
          stated: writeEntryText(since ? (own?.value ?? null) : null),
          choices: words.length === 0 ? null : words.map((value) => ({ value, label: value })),
          lock: lockOf(role, code, item),
        };
      }),
    ),
  };
};

type Enter = (typeof cycleNoticeOperations)['scoreReopenings.enter'];
type Stated = z.output<Enter['input']>['values'][number];

/** Why the typed texts are no values of the indicator, or cannot be entered; empty when all of them can. */
const faultsIn = (
  { model }: UnitSetting,
  code: string,
  { values, lockOf }: { values: readonly Stated[]; lockOf: ReturnType<typeof reviewLocks> },
): Finding[] =>
  values.flatMap(({ item, role, text }): Finding[] => {
    const place = { severity: 'error' as const, leaf: code, item, role };
    const asked = model.leaves.get(code)?.items.find((one) => one.item === item);
    if (asked === undefined)
      return [{ ...place, code: 'entry.itemUnknown', params: { leaf: code, text: item } }];
    const lock = lockOf(role, code, item);
    if (lock !== null) return [{ ...lock, ...place }];
    const judged = judgeText(asked, text);
    return 'fault' in judged ? [{ ...judged.fault, ...place }] : [];
  });

/** States new values, all of them or none. @throws AppError `reopening.unknown`, `reopening.closed`, `reopening.decisions` */
export const stateAnew = (
  tx: WriteTx,
  { id, values, reason }: { id: string; values: readonly Stated[]; reason: string },
  actor: string,
): { stored: boolean; findings: Finding[] } => {
  const { cycleCode, bodyUscc, leaf } = requireOpen(tx, id);
  const cycle = requireCycle(tx, cycleCode);
  const setting = openUnit(tx, cycle, bodyUscc);
  if (leaf === null) throw new AppError('reopening.decisions', { unit: setting.name });
  const lockOf = reviewLocks(tx, { cycle: cycleCode, unit: bodyUscc, today: dayInChina(tx.now()) });
  const faults = faultsIn(setting, leaf, { values, lockOf });
  if (faults.length > 0) return { stored: false, findings: faults };
  const enter = openCells(tx, cycle, actor);
  const findings = values.flatMap(
    ({ item, role, text }) => enter({ bodyUscc, leaf, item, role, text, note: reason }).findings,
  );
  return { stored: true, findings };
};

/** Something was stated or decided about it since it was opened, by who may. */
const isStated = (db: ReadDb, { cycleCode, bodyUscc, leaf, openedAt }: ScoreReopening): boolean => {
  const asked =
    leaf === null ? null : openUnit(db, requireCycle(db, cycleCode), bodyUscc).model.leaves.get(leaf);
  const roles: readonly string[] = asked ? recheckRoles(asked) : [];
  const rows =
    leaf === null
      ? createDecisionReader(db).list(cycleCode, bodyUscc)
      : createEntryReader(db)
          .ofBodyLeaf(cycleCode, bodyUscc, leaf)
          .filter(({ role }) => roles.includes(role));
  return rows.some(({ updatedAt }) => updatedAt >= openedAt);
};

/** @throws AppError `reopening.unknown`, `reopening.closed`, `reopening.nothingStated` */
export const closeReopening = (tx: WriteTx, id: string, actor: string): void => {
  const found = requireOpen(tx, id);
  const { cycleCode, bodyUscc, leaf } = found;
  if (!isStated(tx, found)) {
    const unit = createBodyReader(tx).nameOf(bodyUscc) ?? bodyUscc;
    throw new AppError('reopening.nothingStated', { unit, leaf: leaf ?? decisionsReopened });
  }
  createReopeningRepository(tx).close(id, actor);
  createAuditLog(tx).append({
    actor,
    action: 'scoreReopenings.close',
    subject: `${cycleCode} ${bodyUscc}`,
    details: { leaf },
  });
};

/** Opens an indicator again, or the decisions about a unit. @returns its id */
export const openAgain = (
  tx: WriteTx,
  reopening: Omit<ScoreReopening, 'id' | 'openedAt' | 'closedAt' | 'closedBy'>,
): string => {
  const id = createReopeningRepository(tx).open(reopening);
  const { cycleCode, bodyUscc, leaf, kind, openedBy } = reopening;
  createAuditLog(tx).append({
    actor: openedBy,
    action: 'scoreReopenings.open',
    subject: `${cycleCode} ${bodyUscc}`,
    details: { leaf, kind },
  });
  return id;
};
