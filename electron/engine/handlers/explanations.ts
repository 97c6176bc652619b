/** 说明 and 全审: writing, reading and counting what explains the findings of the check. */

import { z } from 'zod';
import type { explanationOperations } from '#shared/contract/operations/explanations.ts';
import { type ExplanationState, explanationStates } from '#shared/contract/operations/explanations.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CheckExplanation, Cycle } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import {
  createExplanationReader,
  createExplanationRepository,
  type ExplanationReading,
} from '../db/repositories/check-explanations.ts';
import { createCycleReader } from '../db/repositories/cycles.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import type { ReadDb, WriteTx } from '../db/transaction.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { readStandings } from './cycles/unit-standing.ts';
import { requireCycle, requireUnit } from './cycles.ts';
import { entryLock } from './entries/cell-locks.ts';
import { checkUnit } from './entries/check.ts';
import { entryModelOf } from './entries/entry-model.ts';
import { aboutOf, findingKey, keyText } from './entries/explained.ts';
import { requireVisibleUnit, unitViews } from './entries/unit-view.ts';
import { requireModel } from './models.ts';
import { readCursor } from './paging.ts';

/** An explanation stands and falls with the values: it is written while these may be changed. */
const requireOpenRole = (tx: WriteTx, cycle: Cycle, bodyUscc: string, finding: Finding): void => {
  const role = finding.role as EntryRole | 'derived' | undefined;
  const unit = requireUnit(tx, cycle.code, bodyUscc);
  const version = requireModel(tx, unit.modelCode, unit.modelVersion);
  const model = entryModelOf(version);
  const lock =
    role === undefined || role === 'derived'
      ? isClosed(cycle.status)
        ? { code: 'entry.locked.closed', params: { status: cycle.status } }
        : null
      : entryLock(
          {
            cycle,
            version,
            standing: readStandings(tx, cycle.code, bodyUscc)(bodyUscc),
            today: dayInChina(tx.now()),
          },
          role,
          model.leaves.get(finding.leaf ?? '') ?? null,
        );
  if (lock !== null) throw new AppError('explanation.locked', { why: describeFinding(lock) });
};

const stateOf = (
  written: CheckExplanation,
  now: Finding | null,
  reading: ExplanationReading | null,
): ExplanationState => {
  if (now === null || aboutOf(now) !== written.about) return 'outdated';
  if (reading === null) return 'unread';
  return reading.accepted ? 'accepted' : 'refused';
};

/** Explanations of a cycle as readers see them. */
const shownExplanations = (db: ReadDb, cycle: Cycle, bodyUscc: string | null) => {
  const reader = createExplanationReader(db);
  const viewOf = unitViews(db);
  const ownOffice = createOfficeReader(db).get().id;
  const readings = reader.readings(cycle.code, bodyUscc ?? undefined);
  const written = reader
    .list(cycle.code, bodyUscc ?? undefined)
    .filter(
      (one) => viewOf(one.bodyUscc) !== 'other' && createCycleReader(db).unit(cycle.code, one.bodyUscc),
    );
  return [...Map.groupBy(written, (one) => one.bodyUscc)].flatMap(([uscc, ofUnit]) => {
    const { name, findings } = checkUnit(db, cycle, uscc);
    const unit = requireUnit(db, cycle.code, uscc);
    const { labels } = entryModelOf(requireModel(db, unit.modelCode, unit.modelVersion));
    const present = new Map(findings.map((finding) => [keyText(findingKey(finding)), finding]));
    return ofUnit.map((one) => {
      const { id, contentHash, text, updatedAt, ownerOffice, code, leaf, item, role, about } = one;
      const now = present.get(keyText(one)) ?? null;
      const reading = readings.get(id) ?? null;
      return {
        id,
        contentHash,
        bodyUscc: uscc,
        unit: name,
        leafName: labels.leafName(leaf),
        itemLabel: item === '' ? '' : labels.itemLabel(leaf, item),
        about: {
          code,
          severity: 'warning' as const,
          params: JSON.parse(about) as Finding['params'],
          subject: uscc,
          leaf,
          ...(item === '' ? {} : { item }),
          ...(role === '' ? {} : { role }),
        },
        now,
        text,
        writtenAt: updatedAt,
        own: ownerOffice === ownOffice,
        state: stateOf(one, now, reading),
        reading,
      };
    });
  });
};

/** Counts of one kind of finding while units are checked. */
interface Kind {
  code: string;
  rule: string;
  name: string;
  severity: 'error' | 'warning';
  units: Set<string>;
  findings: number;
  open: number;
}

const countKinds = (kinds: Map<string, Kind>, { bodyUscc, findings }: ReturnType<typeof checkUnit>): void => {
  for (const finding of findings) {
    const { code, rule } = findingKey(finding);
    const { severity, explained, params } = finding;
    const key = `${severity} ${code} ${rule}`;
    const name = rule === '' ? '' : String(params.name);
    const kind = kinds.get(key) ?? { code, rule, name, severity, units: new Set(), findings: 0, open: 0 };
    kinds.set(key, kind);
    kind.units.add(bodyUscc);
    kind.findings += 1;
    if (severity === 'error' || !explained) kind.open += 1;
  }
};

export const explanationHandlers: HandlersOf<typeof explanationOperations> = {
  'explanations.put': (context, { cycle: cycleCode, text, ...place }) =>
    context.write((tx) => {
      const cycle = requireCycle(tx, cycleCode);
      requireVisibleUnit(tx, place.bodyUscc);
      const found = checkUnit(tx, cycle, place.bodyUscc).findings.find(
        (finding) => keyText(findingKey(finding)) === keyText(place),
      );
      const explanations = createExplanationRepository(tx);
      const key = { cycleCode, ...place };
      const present = explanations.findTwin({ ...key, about: '', text: '' });
      if (present !== null && present.ownerOffice !== tx.origin().office) {
        throw new AppError('explanation.otherOffice', {});
      }
      if (found === undefined && (text !== '' || present === null)) {
        throw new AppError('explanation.findingGone', { leaf: place.leaf });
      }
      if (found !== undefined && text !== '') {
        if (found.severity === 'error') throw new AppError('explanation.errorStays', {});
        requireOpenRole(tx, cycle, place.bodyUscc, found);
      }
      const about = found === undefined || text === '' ? (present?.about ?? '{}') : aboutOf(found);
      const row = explanations.put({ ...key, about, text });
      createAuditLog(tx).append({
        actor: context.actor,
        action: text === '' ? 'explanations.withdraw' : 'explanations.put',
        subject: `${cycleCode} ${place.bodyUscc} ${place.leaf}`,
        details: { code: `${place.code} ${place.rule}`.trim(), item: place.item },
      });
      return { id: row.id, text };
    }),

  'explanations.list': ({ db }, { cycle: code, bodyUscc, state, cursor, limit }) => {
    const cycle = requireCycle(db, code);
    if (bodyUscc !== null) requireVisibleUnit(db, bodyUscc);
    const all = shownExplanations(db, cycle, bodyUscc);
    const chosen = state === null ? all : all.filter((one) => one.state === state);
    const from = readCursor(cursor, z.int()) ?? 0;
    const rows = chosen.slice(from, from + limit);
    return {
      rows,
      next: from + limit < chosen.length ? String(from + limit) : null,
      total: chosen.length,
      counts: Object.fromEntries(
        explanationStates.map((one) => [one, all.filter((row) => row.state === one).length]),
      ) as Record<ExplanationState, number>,
    };
  },

  'explanations.read': (context, { id, contentHash, accepted, remark }) =>
    context.write((tx) => {
      const explanations = createExplanationRepository(tx);
      const present = explanations.find(id);
      if (present === null || present.text === '') throw new AppError('explanation.unknown', {});
      if (present.contentHash !== contentHash) {
        const unit = createBodyReader(tx).findByUscc(present.bodyUscc)?.name ?? present.bodyUscc;
        throw new AppError('explanation.changed', { unit });
      }
      const reading = { accepted, remark: remark === '' ? null : remark, actor: context.actor };
      explanations.mark(present, reading);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'explanations.read',
        subject: `${present.cycleCode} ${present.bodyUscc} ${present.leaf}`,
        details: { code: `${present.code} ${present.rule}`.trim(), accepted },
      });
      return { ...reading, readAt: tx.now() };
    }),

  'explanations.checkAll': async ({ db, progress }, { cycle: code }) => {
    const cycle = requireCycle(db, code);
    const viewOf = unitViews(db);
    const units = createCycleReader(db)
      .units(code)
      .filter(({ bodyUscc }) => viewOf(bodyUscc) !== 'other');
    const checkpoint = progress.phase('check.units');
    const kinds = new Map<string, Kind>();
    const totals = { clean: 0, errors: 0, warnings: 0, open: 0 };
    for (const [done, { bodyUscc }] of units.entries()) {
      await checkpoint(done, units.length);
      const unit = checkUnit(db, cycle, bodyUscc);
      totals.clean += unit.findings.length === 0 ? 1 : 0;
      totals.errors += unit.errors;
      totals.warnings += unit.warnings;
      totals.open += unit.findings.filter((one) => one.severity === 'warning' && !one.explained).length;
      countKinds(kinds, unit);
    }
    await checkpoint(units.length, units.length);
    return {
      units: units.length,
      ...totals,
      kinds: [...kinds.values()]
        .map((kind) => ({ ...kind, units: kind.units.size }))
        .sort((a, b) =>
          a.severity === b.severity ? b.findings - a.findings : a.severity === 'error' ? -1 : 1,
        ),
    };
  },
};
