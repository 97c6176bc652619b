/** Forms that can be imported: those of the credit database and the assessment, and one for every ledger. */
import { formLayouts } from '../domain/code-lists.ts';
import { type LedgerCode, ledgerCodes, ledgers } from './ledgers.ts';

const ledgerLayouts = Object.fromEntries(ledgerCodes.map((code) => [code, ledgers[code].title])) as Record<
  LedgerCode,
  string
>;

/** Titles by layout, in the order of choices. */
export const importLayouts = { ...formLayouts, ...ledgerLayouts };
export type ImportLayout = keyof typeof importLayouts;

/** Forms about one unit of one cycle, which the workbook or the user names. */
export const isFormOfUnit = (layout: string | undefined): boolean =>
  layout === 'self-assessment' || layout === 'review';

export const importLayoutCodes = Object.keys(importLayouts) as [ImportLayout, ...ImportLayout[]];
