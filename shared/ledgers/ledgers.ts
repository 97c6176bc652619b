/** Every ledger of the program, in the order in which lists show them. */
import type { LedgerDefinition } from './definition.ts';
import { contracts } from './definitions/contracts.ts';
import { objections } from './definitions/objections.ts';

export const ledgers = {
  objections,
  contracts,
} as const satisfies Record<string, LedgerDefinition>;
export type LedgerCode = keyof typeof ledgers;

export const ledgerCodes = Object.keys(ledgers) as [LedgerCode, ...LedgerCode[]];

/** The ledger of this code, null for one that this version does not know. */
export const ledgerNamed = (code: string): LedgerDefinition | null =>
  Object.hasOwn(ledgers, code) ? ledgers[code as LedgerCode] : null;
