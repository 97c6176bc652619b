/** Findings of the check as lines of its list. */
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import type { RowOf } from '../../../engine/use-operation.ts';
import { explanationWords } from '../../../i18n/zh-CN/explanations.ts';

type Unit = RowOf<'entries.check'>;

/** One finding with the unit that it is about. */
export type Line = Unit['findings'][number] & { key: string; bodyUscc: string; unit: string };

/** Lines already made, by the unit as answered: a page more does not make all of them anew. */
const made = new WeakMap<Unit, Line[]>();

export const linesOfUnit = (unit: Unit): Line[] => {
  const known = made.get(unit);
  if (known !== undefined) return known;
  const { bodyUscc, name, findings } = unit;
  const lines = findings.map((finding, index) => ({
    ...finding,
    key: `${bodyUscc} ${index}`,
    bodyUscc,
    unit: name,
  }));
  made.set(unit, lines);
  return lines;
};

/** Tells kinds of findings apart: a rule's code, else the finding's own. */
export const kindOf = ({ code, params }: Pick<Line, 'code' | 'params'>): string =>
  code.startsWith('entry.rule.') ? `rule ${String(params.rule)}` : code;

/** Longest name of a kind that is no rule, in characters. */
const longestName = 24;

/** What a kind is called: a rule's name, else the words of one of its findings, cut short. */
export const kindName = ({ code, params }: Pick<Line, 'code' | 'params'>): string => {
  if (code.startsWith('entry.rule.')) return `${String(params.rule)} ${String(params.name)}`;
  const [first = ''] = describeFinding({ code, params }).split(/[。；，]/);
  return first.length > longestName ? `${first.slice(0, longestName)}…` : first;
};

/** Kinds of lines, each with its name and how many there are, the most frequent first. */
export const kindsOf = (lines: readonly Line[]): { value: string; name: string; count: number }[] => {
  const kinds = new Map<string, { value: string; name: string; count: number }>();
  for (const line of lines) {
    const value = kindOf(line);
    const known = kinds.get(value) ?? { value, name: kindName(line), count: 0 };
    known.count += 1;
    kinds.set(value, known);
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count);
};

/** How a finding's explanation stands, in a word. */
export const explainedText = ({ explained, explanation }: Line): string => {
  const { states } = explanationWords;
  if (explanation?.reading?.accepted === false) return states.refused;
  if (explained) return states.explained;
  return explanation === null ? states.none : states.outdated;
};
