/** Which papers a matter of each ledger calls for, the most usual first. */
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';

const papers: { readonly [Code in LedgerCode]?: readonly string[] } = {
  leads: ['rectificationNotice', 'reminder'],
  objections: ['objectionOutcome'],
  scoreObjections: ['scoreObjectionAnswer', 'scoreObjectionOutcome'],
  repairs: ['repairOutcome'],
  rectifications: ['rectificationNotice', 'selfCriticism', 'reminder', 'interview', 'circular'],
  interviews: ['interview'],
  circulars: ['circular', 'rectificationNotice'],
  reminders: ['reminder'],
  supervisions: ['rectificationNotice', 'circular'],
  campaigns: ['rectificationNotice', 'circular', 'reminder'],
  accountabilities: ['selfCriticism', 'circular'],
  typicalCases: ['publicNotice', 'circular'],
};

/** Where nothing else is usual, whoever is late is reminded. */
const usual = ['reminder', 'rectificationNotice'];

export const papersOf = (ledger: string): readonly string[] =>
  (Object.hasOwn(papers, ledger) ? papers[ledger as LedgerCode] : undefined) ?? usual;
