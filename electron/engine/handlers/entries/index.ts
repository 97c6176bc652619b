/** Entering and reviewing values, and the assessor's decisions. */
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import { mostLeavesAnswered } from '#shared/contract/operations/entries.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { checkData } from '#shared/model/check-data.ts';
import { dataFormat } from '#shared/model/data.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createEntryReader, createEntryRepository } from '../../db/repositories/entries.ts';
import { createDraftRepository } from '../../db/repositories/entry-drafts.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { requireCycle, requireOpenForEntry, requireUnit } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { cellLock, entryLock } from './cell-locks.ts';
import { checkUnits } from './check.ts';
import { copyPrevious, previewCopy } from './copy-previous.ts';
import { listDecisions, putDecision } from './decisions.ts';
import { readDerivation } from './derivation.ts';
import { entryModelOf } from './entry-model.ts';
import { readHistory } from './history.ts';
import { viewLeaf } from './leaf-view.ts';
import { readMatrix } from './matrix.ts';
import { readProgress } from './progress.ts';
import { type CellAnswer, openCells, touchedLeaves } from './put-cells.ts';
import { reviewLimitOf } from './review-limit.ts';
import { readColumn, readSheet } from './sheet.ts';
import { leavesOfRulesOver } from './unit-rules.ts';
import { requireVisibleUnit } from './unit-view.ts';
import { inapplicableLeaves, openUnit, readUnitWork } from './unit-work.ts';

type Touched = ReturnType<typeof touchedLeaves>;

/** The leaves entered, and those at which an audit rule over one of them may now find something else. */
const withLeavesOfRules = (db: ReadDb, cycle: Cycle, entered: Touched): Touched => {
  const all = [...entered];
  for (const [bodyUscc, of] of Map.groupBy(entered, (one) => one.bodyUscc)) {
    const unit = requireUnit(db, cycle.code, bodyUscc);
    const model = entryModelOf(requireModel(db, unit.modelCode, unit.modelVersion));
    const leaves = new Set(of.map(({ leaf }) => leaf));
    for (const leaf of leavesOfRulesOver(model, leaves)) {
      const [first] = of;
      if (first !== undefined && !leaves.has(leaf)) all.push({ ...first, leaf });
    }
  }
  return all;
};

/** The leaves that some cells belong to, as they are now. */
const leavesAfter = (
  db: ReadDb,
  cycleCode: string,
  { cells, today }: { cells: readonly CellAnswer[]; today: string },
) => {
  const entered = touchedLeaves(cells);
  if (entered.length > mostLeavesAnswered) return [];
  const cycle = requireCycle(db, cycleCode);
  const touched = withLeavesOfRules(db, cycle, entered);
  if (touched.length > mostLeavesAnswered) return [];
  const previous = createCycleReader(db).findPrevious(cycle);
  const { id: ownOffice } = createOfficeReader(db).get();
  return touched.flatMap(({ bodyUscc, leaf: code, role }) => {
    const setting = openUnit(db, cycle, bodyUscc);
    const leaf = setting.model.leaves.get(code);
    if (!leaf) return [];
    const standing = readStandings(db, cycleCode, bodyUscc)(bodyUscc);
    const locks = { cycle, version: setting.version, standing, today };
    const viewer = {
      role,
      ownOffice,
      lock: () => entryLock(locks, role, leaf),
      reviewLimit: reviewLimitOf(db, cycle),
    };
    const work = readUnitWork(db, setting, previous, code)(leaf);
    return [{ bodyUscc, leaf: viewLeaf(setting.model, leaf, work, viewer) }];
  });
};

export const entryHandlers: HandlersOf<typeof entryOperations> = {
  'entries.sheet': ({ db, now }, { cycle, bodyUscc, role }) =>
    readSheet(db, requireCycle(db, cycle), { bodyUscc, role, today: dayInChina(now()) }),

  'entries.column': ({ db, now }, { cycle, ...request }) =>
    readColumn(db, requireCycle(db, cycle), { ...request, today: dayInChina(now()) }),

  'entries.matrix': ({ db, now }, { cycle, ...request }) =>
    readMatrix(db, requireCycle(db, cycle), { ...request, today: dayInChina(now()) }),

  'entries.put': (context, { cycle: code, ...entry }) =>
    context.write((tx) => {
      const cycle = requireCycle(tx, code);
      requireOpenForEntry(tx, cycle);
      const unit = requireUnit(tx, code, entry.bodyUscc);
      requireVisibleUnit(tx, entry.bodyUscc);
      const version = requireModel(tx, unit.modelCode, unit.modelVersion);
      const model = documentOf(version);
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

      const key = { cycleCode: code, ...entry };
      const present = createEntryReader(tx).findCell(key);
      const owner = present?.ownerOffice ?? null;
      const entryModel = entryModelOf(version);
      const leaf = entryModel.leaves.get(entry.leaf);
      const place = { cycle: code, bodyUscc: entry.bodyUscc };
      const notApplicable = inapplicableLeaves(tx, entryModel, place).get(entry.leaf) ?? null;
      const lock =
        entryLock(
          {
            cycle,
            version,
            standing: readStandings(tx, code, entry.bodyUscc)(entry.bodyUscc),
            today: dayInChina(tx.now()),
          },
          entry.role,
          leaf ?? null,
        ) ?? (leaf ? cellLock({ leaf, role: entry.role, notApplicable, owner }, tx.origin().office) : null);
      if (lock !== null) return { stored: false, findings: [...findings, lock] };

      createEntryRepository(tx).upsert(key);
      createDraftRepository(tx).drop(key);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'entries.put',
        subject: `${code} ${entry.bodyUscc} ${entry.leaf}`,
        details: { item: entry.item, role: entry.role, before: present?.value ?? null, after: entry.value },
      });
      return { stored: true, findings };
    }),

  'entries.putMany': (context, { cycle: code, cells: changes }) => {
    const cells = context.write((tx) => {
      const cycle = requireCycle(tx, code);
      requireOpenForEntry(tx, cycle);
      return changes.map(openCells(tx, cycle, context.actor));
    });
    const today = dayInChina(context.now());
    return { cells, leaves: leavesAfter(context.db, code, { cells, today }) };
  },

  'entries.previewCopy': ({ db }, { cycle, ...request }) => previewCopy(db, requireCycle(db, cycle), request),

  'entries.copyPrevious': (context, { cycle: code, ...request }) =>
    context.write((tx) => {
      const cycle = requireCycle(tx, code);
      requireOpenForEntry(tx, cycle);
      return copyPrevious(tx, cycle, request, context.actor);
    }),

  'entries.history': ({ db }, { cycle, ...place }) => {
    const { code: cycleCode } = requireCycle(db, cycle);
    requireUnit(db, cycleCode, place.bodyUscc);
    requireVisibleUnit(db, place.bodyUscc);
    return readHistory(db, { cycleCode, ...place });
  },

  'entries.derivation': ({ db }, { cycle, ...place }) => {
    requireVisibleUnit(db, place.bodyUscc);
    return readDerivation(db, requireCycle(db, cycle), place);
  },

  'entries.check': ({ db }, { cycle, ...request }) => checkUnits(db, requireCycle(db, cycle), request),

  'cycles.progress': ({ db }, { cycle, ...request }) => readProgress(db, requireCycle(db, cycle), request),

  'decisions.list': ({ db }, { cycle, bodyUscc }) => listDecisions(db, requireCycle(db, cycle), bodyUscc),

  'decisions.put': (context, decision) =>
    context.write((tx) => putDecision(tx, requireCycle(tx, decision.cycleCode), decision, context.actor)),
};
