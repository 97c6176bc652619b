/**
 * What is missing, invalid or contradictory in one leaf of one unit (审核). An error blocks the unit's score or is not
 * scored itself; a warning may stand with an explanation in the note.
 */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { exactFromNumber, formatShort, quotient } from '#shared/domain/exact.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type EntryValue, writeEntryText } from '#shared/model/entry-text.ts';
import { itemFault } from '#shared/model/read-subject.ts';
import type { LeafScore } from '#shared/model/score-leaf.ts';
import { type EntryItem, type EntryLeaf, withLabels } from './entry-model.ts';
import { countedValue, itemsOf, judgeText, type LeafWork, rolesIn } from './leaf-values.ts';

type Report = (
  severity: Finding['severity'],
  code: string,
  params: Finding['params'],
  place?: { item?: string; role?: ScorerRole },
) => void;

/** Roles whose values stand before the unit's own when both are there. */
const reviewers: readonly EntryRole[] = ['finalReview', 'assessor'];

/** One value less another; null unless both are numbers. */
export const differenceText = (value: EntryValue, self: EntryValue): string | null =>
  typeof value === 'number' && typeof self === 'number'
    ? formatShort(quotient(exactFromNumber(value).sub(exactFromNumber(self))), 15)
    : null;

const checkTexts = (leaf: EntryLeaf, work: LeafWork, report: Report): void => {
  const itemOf = (name: string): EntryItem | undefined => leaf.items.find(({ item }) => item === name);
  for (const draft of work.drafts) {
    const item = itemOf(draft.item);
    const judged = item && judgeText(item, draft.text);
    if (judged && 'fault' in judged) report('error', judged.fault.code, judged.fault.params, draft);
  }
  for (const entry of work.entries) {
    const item = itemOf(entry.item);
    const fault = item ? itemFault(item.rule, entry.value) : null;
    if (fault !== null) report('error', fault.code, fault.params, entry);
  }
};

const missingCodes = {
  zero: ['warning', 'entry.missing.zero'],
  exclude: ['warning', 'entry.missing.excluded'],
  block: ['error', 'entry.missing.blocks'],
} as const;

/** Items without a value, where that leaves the leaf, or a weighted role, without a rate. */
const checkMissing = (leaf: EntryLeaf, work: LeafWork, score: LeafScore, report: Report): void => {
  const [severity, code] = missingCodes[leaf.node.missing ?? 'zero'];
  for (const { role } of score.missing) {
    const asked = (role ?? leaf.askedOf[0]) as ScorerRole | undefined;
    const place = asked !== undefined && Object.hasOwn(scorerRoles, asked) ? { role: asked } : {};
    const given = role === undefined ? null : itemsOf(work.entries, role as ScorerRole);
    const empty = leaf.items.filter(({ item }) =>
      given === null
        ? countedValue(work.entries, item, work.derived.get(item)) === null
        : (given[item] ?? null) === null,
    );
    for (const { item } of empty) {
      const drafted = work.drafts.some((draft) => draft.item === item && draft.role === asked);
      if (!drafted) report(severity, code, {}, { ...place, item });
    }
    // Everything is filled in, and still it counts as missing: too few answers, a denominator of 0.
    if (empty.length === 0)
      report(severity, 'entry.missing.asMissing', { why: withLabels(leaf, score.trace) }, place);
  }
};

/** A numerator above its denominator is almost always a slip; overfulfilment exists, so it may pass with a note. */
const checkQuotient = (leaf: EntryLeaf, work: LeafWork, role: EntryRole, report: Report): void => {
  const { scoring } = leaf.node;
  if (!('numerator' in scoring) || scoring.numerator === undefined || scoring.denominator === undefined)
    return;
  const { numerator, denominator } = scoring;
  const given = itemsOf(work.entries, role);
  const [left, right] = [given[numerator], given[denominator]];
  if (typeof left !== 'number' || typeof right !== 'number' || left <= right) return;
  const label = (name: string): string => leaf.items.find(({ item }) => item === name)?.label ?? name;
  const params = {
    numerator: label(numerator),
    denominator: label(denominator),
    left: writeEntryText(left),
    right: writeEntryText(right),
  };
  report('warning', 'entry.numeratorLarger', params, { item: numerator, role });
};

const checkSurvey = (leaf: EntryLeaf, work: LeafWork, role: EntryRole, report: Report): void => {
  const { scoring } = leaf.node;
  if (scoring.method !== 'survey') return;
  const mean = itemsOf(work.entries, role)[scoring.mean];
  if (typeof mean !== 'number' || (mean >= scoring.min && mean <= scoring.max)) return;
  const params = { min: writeEntryText(scoring.min), max: writeEntryText(scoring.max) };
  report('warning', 'entry.outOfRange', params, { item: scoring.mean, role });
};

const checkEvidence = (leaf: EntryLeaf, work: LeafWork, report: Report): void => {
  if (leaf.node.evidence !== 'required') return;
  const own = work.entries.filter(({ role }) => role === 'self');
  const filled = leaf.items.find(({ item }) =>
    own.some((entry) => entry.item === item && entry.value !== null),
  );
  if (filled && own.every(({ id, evidence }) => evidence === null && !work.filed.has(id))) {
    report('warning', 'entry.evidenceMissing', {}, { item: filled.item, role: 'self' });
  }
};

/** A score of a third party rests on a report: its fingerprint (SHA-256) is named with it, or the file lies beside it. */
const checkReport = (work: LeafWork, report: Report): void => {
  const bare = work.entries.find(
    ({ id, role, value, evidence }) =>
      role === 'thirdParty' &&
      value !== null &&
      !/\b[0-9a-f]{64}\b/.test(evidence ?? '') &&
      !work.filed.has(id),
  );
  if (bare) report('warning', 'entry.thirdPartyWithoutReport', {}, { item: bare.item, role: 'thirdParty' });
};

/** The unit's own figure against what the records say and what a reviewer states. */
const checkAgainstSelf = (leaf: EntryLeaf, work: LeafWork, report: Report): void => {
  for (const { item } of leaf.items) {
    const stated = (role: EntryRole) =>
      work.entries.find((entry) => entry.item === item && entry.role === role);
    const self = stated('self')?.value ?? null;
    if (self === null) continue;
    const derived = work.derived.get(item);
    if (derived && derived.value !== null && derived.value !== self) {
      const params = {
        self: writeEntryText(self),
        derived: writeEntryText(derived.value),
        difference: differenceText(self, derived.value),
        records: derived.records,
      };
      report('warning', 'entry.differsFromRecords', params, { item, role: 'self' });
    }
    for (const role of leaf.weighted ? [] : reviewers) {
      const entry = stated(role);
      if (!entry || entry.value === null || entry.value === self || entry.note !== null) continue;
      const params = {
        self: writeEntryText(self),
        given: writeEntryText(entry.value),
        difference: differenceText(entry.value, self),
      };
      report('warning', 'entry.differsFromSelf', params, { item, role });
    }
  }
};

/**
 * Everything doubtful about a leaf, with its place.
 * @param score of the values that count; null when the leaf does not apply
 */
export const checkLeaf = (leaf: EntryLeaf, work: LeafWork, score: LeafScore | null): Finding[] => {
  if (score === null) return [];
  const findings: Finding[] = [];
  const report: Report = (severity, code, params, { item, role } = {}) => {
    findings.push({
      code,
      severity,
      params,
      subject: work.bodyUscc,
      leaf: leaf.node.code,
      ...(role === undefined ? {} : { role }),
      ...(item === undefined ? {} : { item }),
    });
  };
  checkTexts(leaf, work, report);
  // A wrong single value is reported already, by whom it was stated.
  findings.push(...score.findings.filter(({ item }) => item === undefined));
  checkMissing(leaf, work, score, report);
  for (const role of rolesIn(work)) {
    checkQuotient(leaf, work, role, report);
    checkSurvey(leaf, work, role, report);
  }
  checkEvidence(leaf, work, report);
  checkReport(work, report);
  checkAgainstSelf(leaf, work, report);
  findings.push(...work.ruleFindings());
  return findings;
};
