import type { Case } from '../measured.ts';
import { assessCases } from './assess.ts';
import { commandLineCases } from './command-line.ts';
import { exportCases } from './export-ledger.ts';
import { importCases } from './import-ledger.ts';
import { insertCases } from './insert-records.ts';

export const cases = {
  ...importCases,
  ...exportCases,
  ...insertCases,
  ...assessCases,
  ...commandLineCases,
} satisfies Record<string, Case>;

export type CaseName = keyof typeof cases;
