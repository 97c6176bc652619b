/** In which tab of the editor what a finding is about can be put right. */
import type { Finding } from '#shared/errors/finding.ts';

export type EditorTab = 'tree' | 'adjustments' | 'grades' | 'settings' | 'rules';

const tabOfPart: Readonly<Record<string, EditorTab>> = {
  nodes: 'tree',
  bonus: 'adjustments',
  penalty: 'adjustments',
  adjustments: 'adjustments',
  vetoes: 'adjustments',
  grades: 'grades',
  auditRules: 'rules',
};

const tabOfCode: readonly (readonly [string, EditorTab])[] = [
  ['model.auditRule.', 'rules'],
  ['model.tieBreak.', 'settings'],
  ['model.grades.', 'grades'],
  ['model.veto.', 'adjustments'],
];

/** @returns the tab, and the node when it is about one */
export const tabOfFinding = ({ code, params, node }: Finding): { tab: EditorTab; node: string | null } => {
  const found = tabOfCode.find(([start]) => code.startsWith(start));
  if (found !== undefined) return { tab: found[1], node: null };
  if (node !== undefined) return { tab: 'tree', node };
  const part = /^\w+/.exec(String(params.path ?? params.list ?? ''))?.[0] ?? '';
  const tab = Object.hasOwn(tabOfPart, part) ? (tabOfPart[part] ?? 'settings') : 'settings';
  const twice = code === 'model.code.twice' && tab === 'tree';
  return { tab, node: twice ? String(params.code) : null };
};

/** What is said of a field of the document, by its path. */
export const findingsAt = (findings: readonly Finding[], path: string): readonly Finding[] =>
  findings.filter(({ params }) => params.path === path);

/** What is said of a part of the document: of anything whose path begins so. */
export const findingsWithin = (findings: readonly Finding[], start: string): readonly Finding[] =>
  findings.filter(({ params: { path } }) => typeof path === 'string' && path.startsWith(start));
