/** The consequences of each ledger's steps. A ledger without an entry brings nothing about elsewhere. */
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { becomingLead } from './becoming-leads.ts';
import type { Consequences } from './consequences.ts';
import { leadConsequences } from './leads.ts';
import { objectionConsequences } from './objections.ts';
import { publicationConsequences } from './publications.ts';
import { repairConsequences } from './repairs.ts';
import { scoreObjectionConsequences } from './score-objections.ts';
import {
  accountabilityConsequences,
  campaignConsequences,
  rectificationConsequences,
  supervisionConsequences,
} from './tasks.ts';

const byLedger: { readonly [Code in LedgerCode]?: Consequences } = {
  leads: leadConsequences,
  objections: objectionConsequences,
  scoreObjections: scoreObjectionConsequences,
  repairs: repairConsequences,
  rectifications: rectificationConsequences,
  campaigns: campaignConsequences,
  supervisions: supervisionConsequences,
  accountabilities: accountabilityConsequences,
  publications: publicationConsequences,
  complaints: becomingLead({ channel: 'complaint', content: 'title' }),
  opinionEvents: becomingLead({ channel: 'network', content: 'content' }),
  procurements: becomingLead({ channel: 'department', domain: 'procurement', content: 'violation' }),
  tenders: becomingLead({ channel: 'department', domain: 'tendering', content: 'violation' }),
};

export const consequencesOf = (ledger: string): Consequences =>
  Object.hasOwn(byLedger, ledger) ? (byLedger[ledger as LedgerCode] ?? {}) : {};
