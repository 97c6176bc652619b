/**
 * Enters cells as they were typed, inside one transaction. A text that is no valid value takes the cell's value away
 * and stays as a draft, so that what a cell shows is what is scored: the value, or nothing.
 */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type EntryValue, writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEntryRepository } from '../../db/repositories/entries.ts';
import { type CellKey, createDraftRepository } from '../../db/repositories/entry-drafts.ts';
import { createRowHistory } from '../../db/repositories/row-history.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { cellLock, entryLock } from './cell-locks.ts';
import { draftsInForce, judgeText } from './leaf-values.ts';
import { requireVisibleUnit } from './unit-view.ts';
import { openUnit, type UnitSetting } from './unit-work.ts';

type PutMany = (typeof entryOperations)['entries.putMany'];
export type CellChange = z.output<PutMany['input']>['cells'][number];
export type CellAnswer = z.input<PutMany['output']>['cells'][number];

interface CellState {
  value: EntryValue;
  draft: string | null;
  note: string | null;
  evidence: string | null;
}

const textOf = ({ value, draft }: CellState): string => draft ?? writeEntryText(value);

/** A text that is left out stays; an empty one is none. */
const changedText = (given: string | null | undefined, present: string | null): string | null =>
  given === undefined ? present : given?.trim() ? given.trim() : null;

/** Opens each unit once, however many of its cells are entered. */
const unitOpener = (tx: WriteTx, cycle: Cycle) => {
  const opened = new Map<string, UnitSetting>();
  return (bodyUscc: string): UnitSetting => {
    const known = opened.get(bodyUscc);
    if (known !== undefined) return known;
    const unit = openUnit(tx, cycle, bodyUscc);
    requireVisibleUnit(tx, bodyUscc);
    opened.set(bodyUscc, unit);
    return unit;
  };
};

/** Prepares to enter cells of a cycle that is not closed. The function it returns throws `cycle.unitUnknown`, `entry.otherUnit`. */
export const openCells = (tx: WriteTx, cycle: Cycle, actor: string): ((change: CellChange) => CellAnswer) => {
  const entries = createEntryRepository(tx);
  const drafts = createDraftRepository(tx);
  const history = createRowHistory(tx);
  const audit = createAuditLog(tx);
  const unitOf = unitOpener(tx, cycle);
  const { office } = tx.origin();
  const today = dayInChina(tx.now());
  const standingOf = readStandings(tx, cycle.code);

  /** What the cell is to hold, and what is wrong with it. */
  const decide = (
    change: CellChange,
    present: CellState,
    owner: string | null,
  ): { state: CellState; findings: Finding[] } | { refused: Finding } => {
    const { version, model, notApplicable } = unitOf(change.bodyUscc);
    const place = { leaf: change.leaf, item: change.item, role: change.role, subject: change.bodyUscc };
    const refuse = (code: string, params: Finding['params']) => ({
      refused: { code, severity: 'error' as const, params, ...place },
    });
    const leaf = model.leaves.get(change.leaf);
    if (!leaf) return refuse('entry.leafUnknown', { text: change.leaf });
    const item = leaf.items.find((one) => one.item === change.item);
    if (!item) return refuse('entry.itemUnknown', { leaf: change.leaf, text: change.item });
    const reason = notApplicable.get(change.leaf) ?? null;
    const lock =
      entryLock({ cycle, version, standing: standingOf(change.bodyUscc), today }, change.role, leaf) ??
      cellLock({ leaf, role: change.role, notApplicable: reason, owner }, office);
    if (lock !== null) return { refused: { ...lock, ...place } };

    const kept = {
      note: changedText(change.note, present.note),
      evidence: changedText(change.evidence, present.evidence),
    };
    if (change.text === undefined) {
      return { state: { ...kept, value: present.value, draft: present.draft }, findings: [] };
    }
    const judged = judgeText(item, change.text ?? '');
    if ('value' in judged) return { state: { ...kept, value: judged.value, draft: null }, findings: [] };
    return {
      state: { ...kept, value: null, draft: (change.text ?? '').trim() },
      findings: [{ ...judged.fault, severity: 'error', ...place }],
    };
  };

  const store = (key: CellKey, present: CellState, state: CellState, known: boolean): boolean => {
    if (state.draft !== null && state.draft !== present.draft) drafts.keep(key, state.draft);
    if (state.draft === null) drafts.drop(key);
    const { value, note, evidence } = state;
    const nothing = value === null && note === null && evidence === null;
    if (nothing && !known) return false;
    const { outcome, previous } = entries.upsert({ ...key, value, note, evidence });
    // The audit log tells of values only; what a text was before is kept here, sealed.
    if (previous !== null && (previous.note !== note || previous.evidence !== evidence)) {
      history.keep('entries', previous, actor);
    }
    return outcome !== 'unchanged';
  };

  return (change) => {
    const { bodyUscc, leaf, item, role } = change;
    const key: CellKey = { cycleCode: cycle.code, bodyUscc, leaf, item, role };
    const entry = entries.findCell(key);
    const kept = drafts.find(key);
    const [draft] = draftsInForce(kept === null ? [] : [kept], entry === null ? [] : [entry]);
    const present: CellState = {
      value: entry?.value ?? null,
      draft: draft?.text ?? null,
      note: entry?.note ?? null,
      evidence: entry?.evidence ?? null,
    };
    const place = { bodyUscc, leaf, item, role };
    const previous = { text: textOf(present), note: present.note, evidence: present.evidence };
    const answer = (outcome: CellAnswer['outcome'], state: CellState, findings: Finding[]): CellAnswer => ({
      ...place,
      outcome,
      findings,
      value: state.value,
      text: textOf(state),
      note: state.note,
      evidence: state.evidence,
      previous,
    });

    const decided = decide(change, present, entry?.ownerOffice ?? null);
    if ('refused' in decided) return answer('refused', present, [decided.refused]);
    const { state, findings } = decided;
    const written = store(key, present, state, entry !== null);
    if (written) {
      audit.append({
        actor,
        action: 'entries.put',
        subject: `${cycle.code} ${bodyUscc} ${leaf}`,
        details: { item, role, before: present.value, after: state.value },
      });
    }
    if (state.draft !== null) return answer('draft', state, findings);
    const cleared = state.value === null && (present.value !== null || present.draft !== null);
    if (cleared) return answer('cleared', state, findings);
    return answer(written || present.draft !== null ? 'stored' : 'unchanged', state, findings);
  };
};

/** Whose cells a role's are, for reading them anew: each leaf of each unit once, in order of first mention. */
export const touchedLeaves = (
  cells: readonly CellAnswer[],
): { bodyUscc: string; leaf: string; role: EntryRole }[] => {
  const touched = new Map<string, { bodyUscc: string; leaf: string; role: EntryRole }>();
  for (const { bodyUscc, leaf, role, outcome } of cells) {
    const key = `${bodyUscc} ${leaf}`;
    if (outcome !== 'refused' && !touched.has(key)) touched.set(key, { bodyUscc, leaf, role });
  }
  return [...touched.values()];
};
