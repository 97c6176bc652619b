/** The values of one leaf of one unit: what was stated by whom, which of it counts, and what a typed text means. */
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Entry, EntryContent } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type EntryValue, readEntryText } from '#shared/model/entry-text.ts';
import { itemFault } from '#shared/model/read-subject.ts';
import type { LeafSubject } from '#shared/model/score-leaf.ts';
import type { EntryDraft } from '../../db/repositories/entry-drafts.ts';
import { rolePrecedence } from '../assessment/gather-model-data.ts';
import type { EntryItem, EntryLeaf } from './entry-model.ts';

/** What the credit database yields for an item. */
export interface Derived {
  value: number | null;
  records: number;
}

/** Everything known about one leaf of one unit. */
export interface LeafWork {
  bodyUscc: string;
  unitName: string;
  group: string | null;
  entries: readonly Entry[];
  /** Ids of those entries that have evidence files. */
  filed: ReadonlySet<string>;
  drafts: readonly EntryDraft[];
  /** By item. */
  derived: ReadonlyMap<string, Derived>;
  /** What was stated for the same leaf in the last cycle, under the same model. */
  previous: readonly EntryContent[];
  /** The reason why the leaf does not apply to the unit; null when it applies. */
  notApplicable: string | null;
  /** The values that count for the other units, on leaves that compare them; read when asked for. */
  peers: () => readonly LeafSubject[];
  /** What the model's audit rules find at this leaf, judged over all of the unit's leaves when asked for. */
  ruleFindings: () => readonly Finding[];
}

/** Drafts of cells without a value. A value that came in later, by an import or a merge, stands in a draft's place. */
export const draftsInForce = (
  drafts: readonly EntryDraft[],
  entries: readonly Pick<EntryContent, 'leaf' | 'item' | 'role' | 'value'>[],
): EntryDraft[] =>
  drafts.filter(
    (draft) =>
      !entries.some(
        ({ leaf, item, role, value }) =>
          value !== null && leaf === draft.leaf && item === draft.item && role === draft.role,
      ),
  );

export interface CountedValue {
  value: EntryValue;
  role: ScorerRole;
}

/** The value of an item that counts on a leaf without weighted roles: the most trusted one that is there. */
export const countedValue = (
  entries: readonly Pick<EntryContent, 'item' | 'role' | 'value'>[],
  item: string,
  derived: Derived | undefined,
): CountedValue | null => {
  for (const role of rolePrecedence) {
    const value =
      role === 'derived'
        ? (derived?.value ?? null)
        : (entries.find((entry) => entry.role === role && entry.item === item)?.value ?? null);
    if (value !== null) return { value, role };
  }
  return null;
};

/** What one role stated, item by item. */
export const itemsOf = (entries: readonly EntryContent[], role: ScorerRole): Record<string, EntryValue> =>
  Object.fromEntries(
    entries.filter((entry) => entry.role === role).map((entry) => [entry.item, entry.value] as const),
  );

/** The values of the leaf as a data document holds them. */
export const valuesThatCount = (
  leaf: EntryLeaf,
  entries: readonly EntryContent[],
  derived: ReadonlyMap<string, Derived>,
): LeafSubject['values'] => {
  if (leaf.node.scorers) {
    const roles = leaf.node.scorers.map(({ role }) => role as ScorerRole);
    return { by: Object.fromEntries(roles.map((role) => [role, itemsOf(entries, role)])) };
  }
  return Object.fromEntries(
    leaf.items.map(
      ({ item }) => [item, countedValue(entries, item, derived.get(item))?.value ?? null] as const,
    ),
  );
};

/** What a text typed into a cell is: a value, or the reason why it is none. */
export const judgeText = (
  item: EntryItem,
  text: string,
): { value: EntryValue } | { fault: Pick<Finding, 'code' | 'params'> } => {
  const reading = readEntryText(item.rule.type, item.levels, text);
  if ('fault' in reading) return reading;
  const fault = itemFault(item.rule, reading.value);
  return fault === null ? reading : { fault };
};

/** The roles that have stated something, or tried to. */
export const rolesIn = (work: Pick<LeafWork, 'entries' | 'drafts'>): EntryRole[] => {
  const present = new Set<ScorerRole>([...work.entries, ...work.drafts].map(({ role }) => role));
  present.delete('derived');
  return [...present] as EntryRole[];
};
