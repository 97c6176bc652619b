/** The consequences of each ledger's steps. A ledger without an entry brings nothing about elsewhere. */
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import type { Consequences } from './consequences.ts';
import { objectionConsequences } from './objections.ts';

const byLedger: { readonly [Code in LedgerCode]?: Consequences } = {
  objections: objectionConsequences,
};

export const consequencesOf = (ledger: string): Consequences =>
  Object.hasOwn(byLedger, ledger) ? (byLedger[ledger as LedgerCode] ?? {}) : {};
