/** Which ledgers can hold a matter about something. */
import type { LedgerDefinition, LedgerReferences } from '#shared/ledgers/definition.ts';
import { ledgers } from '#shared/ledgers/ledgers.ts';

const all = Object.values<LedgerDefinition>(ledgers);

/** Ledgers whose rows may refer to a thing of this kind. */
export const ledgersAbout = (kind: Exclude<keyof LedgerReferences, 'row'>): readonly LedgerDefinition[] =>
  all.filter(({ references }) => references[kind] !== undefined);

/** Ledgers whose rows may belong to a row of this ledger. */
export const ledgersBelow = (ledger: string): readonly LedgerDefinition[] =>
  all.filter(({ references }) => references.row?.ledgers.includes(ledger) === true);
