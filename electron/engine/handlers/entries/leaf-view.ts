/**
 * One leaf of one unit as a sheet shows it: what each role stated, what counts, what it comes to, and what is doubtful.
 * Pure; `unit-work.ts` gathers what it needs.
 */
import type { z } from 'zod';
import type { entryOperations } from '#shared/contract/operations/entries.ts';
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Entry } from '#shared/domain/entities.ts';
import type { Exact } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { type LeafScore, type LeafSubject, scoreLeafAlone } from '#shared/model/score-leaf.ts';
import type { EntryDraft } from '../../db/repositories/entry-drafts.ts';
import { cellLock } from './cell-locks.ts';
import { checkLeaf, differenceText } from './check-leaf.ts';
import {
  boundText,
  type EntryItem,
  type EntryLeaf,
  type EntryModel,
  isAsked,
  withLabels,
} from './entry-model.ts';
import { countedValue, itemsOf, type LeafWork, rolesIn, valuesThatCount } from './leaf-values.ts';
import { reasonsOwed } from './review-reasons.ts';

type Sheet = z.input<(typeof entryOperations)['entries.sheet']['output']>;
export type SheetLeaf = NonNullable<Sheet['nodes'][number]['leaf']>;
export type SheetItem = SheetLeaf['items'][number];
type Stated = NonNullable<SheetItem['stated'][EntryRole]>;
type Score = SheetLeaf['counted'];

/** Who looks at the sheet. */
export interface Viewer {
  role: EntryRole;
  ownOffice: string;
  /** Why nothing can be entered about a leaf of a unit now; null when something can. */
  lock: (bodyUscc: string, leaf: EntryLeaf) => Finding | null;
  /** Points by which a reviewed score may differ from the unit's own without a reason. */
  reviewLimit: Exact;
}

const scoreOf = (leaf: EntryLeaf, { status, points, trace }: LeafScore): Score => ({
  status,
  points,
  trace: withLabels(leaf, trace),
});
const notApplicableScore: Score = { status: 'excluded', points: null, trace: '' };

/**
 * What the values that count come to; null when the leaf does not apply.
 * @param peers the other units' values, on leaves that compare them
 */
export const countedScore = (
  model: EntryModel,
  leaf: EntryLeaf,
  work: LeafWork,
  peers: readonly LeafSubject[],
): LeafScore | null => {
  if (work.notApplicable !== null) return null;
  const values = valuesThatCount(leaf, work.entries, work.derived);
  const own = { code: work.bodyUscc, group: work.group, values };
  return scoreLeafAlone(model.compiled, leaf.position, [own, ...peers])[0] ?? null;
};

/** What each role's values come to by themselves; not where values only mean something beside those of others. */
const scoresByRole = (model: EntryModel, leaf: EntryLeaf, work: LeafWork): SheetLeaf['scores'] => {
  const scores: SheetLeaf['scores'] = {};
  if (leaf.relative || work.notApplicable !== null) return scores;
  for (const role of rolesIn(work)) {
    const values = itemsOf(work.entries, role);
    if (Object.values(values).every((value) => value === null)) continue;
    const subject = { code: work.bodyUscc, group: work.group, values };
    const [score] = scoreLeafAlone(model.compiled, leaf.position, [subject], { ignoreScorers: true });
    if (score) scores[role] = scoreOf(leaf, score);
  }
  return scores;
};

const statedIn = (
  entry: Entry | undefined,
  draft: EntryDraft | undefined,
  findings: readonly Finding[],
): Stated => ({
  id: entry?.id ?? null,
  value: entry?.value ?? null,
  text: draft?.text ?? writeEntryText(entry?.value ?? null),
  draft: draft !== undefined,
  note: entry?.note ?? null,
  evidence: entry?.evidence ?? null,
  updatedAt: draft?.updatedAt ?? entry?.updatedAt ?? null,
  findings: [...findings],
});

const viewItem = (
  leaf: EntryLeaf,
  item: EntryItem,
  work: LeafWork,
  viewer: Viewer,
  findings: readonly Finding[],
  owed: readonly Finding[],
): SheetItem => {
  const stated: SheetItem['stated'] = {};
  const differences: SheetItem['differences'] = {};
  const entryOf = (role: ScorerRole) =>
    work.entries.find((entry) => entry.item === item.item && entry.role === role);
  const self = entryOf('self')?.value ?? null;
  for (const role of rolesIn(work)) {
    const entry = entryOf(role);
    const draft = work.drafts.find((one) => one.item === item.item && one.role === role);
    if (!entry && !draft) continue;
    const own = findings.filter(
      (finding) =>
        finding.item === item.item && finding.role === role && !finding.code.startsWith('entry.missing.'),
    );
    stated[role] = statedIn(entry, draft, own);
    const differs = role === 'self' ? null : differenceText(entry?.value ?? null, self);
    if (differs !== null) differences[role] = differs;
  }
  const derived = work.derived.get(item.item);
  const before =
    work.previous.find(
      (entry) => entry.item === item.item && entry.role === viewer.role && entry.value !== null,
    ) ?? countedValue(work.previous, item.item, undefined);
  const owner = entryOf(viewer.role)?.ownerOffice ?? null;
  const place = { leaf, role: viewer.role, notApplicable: work.notApplicable, owner };
  return {
    item: item.item,
    label: item.label,
    unit: item.unit,
    type: item.rule.type,
    levels: [...item.levels],
    minimum: boundText(item.rule.range?.minimum),
    maximum: boundText(item.rule.range?.maximum),
    lock: viewer.lock(work.bodyUscc, leaf) ?? cellLock(place, viewer.ownOffice),
    asked: isAsked(leaf, item, viewer.role),
    stated,
    derived: derived ?? null,
    previous: before ? { value: before.value, text: writeEntryText(before.value), role: before.role } : null,
    counted: leaf.weighted ? null : countedValue(work.entries, item.item, derived),
    differences,
    reasonsOwed: Object.fromEntries(
      owed.filter((one) => one.item === item.item).map((one) => [one.role as EntryRole, one]),
    ),
  };
};

/** The leaf as the viewer's sheet shows it. */
export const viewLeaf = (model: EntryModel, leaf: EntryLeaf, work: LeafWork, viewer: Viewer): SheetLeaf => {
  const counted = countedScore(model, leaf, work, work.peers());
  const findings = checkLeaf(leaf, work, counted);
  const owed = reasonsOwed(model, leaf, work, viewer.reviewLimit);
  return {
    code: leaf.node.code,
    askedOf: [...leaf.askedOf],
    weighted: leaf.weighted,
    rule: leaf.rule,
    basis: leaf.node.basis ?? null,
    source: leaf.source,
    evidence: leaf.node.evidence ?? 'optional',
    notApplicable: work.notApplicable,
    items: leaf.items.map((item) => viewItem(leaf, item, work, viewer, findings, owed)),
    scores: scoresByRole(model, leaf, work),
    counted: counted === null ? notApplicableScore : scoreOf(leaf, counted),
    findings,
  };
};

/** The lines of the leaf, without what it comes to. @param counted as `countedScore` tells */
export const viewItems = (
  model: EntryModel,
  leaf: EntryLeaf,
  work: LeafWork,
  viewer: Viewer,
  counted: LeafScore | null,
): SheetItem[] => {
  const findings = checkLeaf(leaf, work, counted);
  const owed = reasonsOwed(model, leaf, work, viewer.reviewLimit);
  return leaf.items.map((item) => viewItem(leaf, item, work, viewer, findings, owed));
};

/** One item of the leaf, and what the leaf comes to, without the other items. */
export const viewOneItem = (
  model: EntryModel,
  leaf: EntryLeaf,
  item: EntryItem,
  work: LeafWork,
  viewer: Viewer,
  counted: LeafScore | null,
): { line: SheetItem; counted: Score } => ({
  line: viewItem(
    leaf,
    item,
    work,
    viewer,
    checkLeaf(leaf, work, counted),
    reasonsOwed(model, leaf, work, viewer.reviewLimit),
  ),
  counted: counted === null ? notApplicableScore : scoreOf(leaf, counted),
});
