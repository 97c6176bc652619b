import type { Case } from '../measured.ts';

/** Each area is loaded for its own cases only: what a process loads counts as its memory. */
const areas = {
  import: async () => (await import('./import-ledger.ts')).importCases,
  export: async () => (await import('./export-ledger.ts')).exportCases,
  insert: async () => (await import('./insert-records.ts')).insertCases,
  search: async () => (await import('./search.ts')).searchCases,
  results: async () => (await import('./results.ts')).resultsCases,
  assess: async () => (await import('./assess.ts')).assessCases,
  window: async () => (await import('./window.ts')).windowCases,
  cli: async () => (await import('./command-line.ts')).commandLineCases,
};

type Cases<Area extends keyof typeof areas> = Awaited<ReturnType<(typeof areas)[Area]>>;
export type CaseName = { [Area in keyof typeof areas]: keyof Cases<Area> }[keyof typeof areas];

/** @throws RangeError when there is no such case */
export const loadCase = async (name: string): Promise<Case> => {
  const [area = ''] = name.split('.');
  const found: Readonly<Record<string, Case>> = Object.hasOwn(areas, area)
    ? await areas[area as keyof typeof areas]()
    : {};
  const chosen = found[name];
  if (!chosen) throw new RangeError(`no case ${name}`);
  return chosen;
};
