/** Every ledger of the program, in the order in which lists show them. */
import type { LedgerDefinition } from './definition.ts';
import {
  disclosureItems,
  enforcementDecisions,
  informationRequests,
  payments,
  pledges,
  procurements,
  tenders,
  trainings,
} from './definitions/business.ts';
import { contracts } from './definitions/contracts.ts';
import { penalties, permits } from './definitions/dual-disclosure.ts';
import { thirdPartyReports } from './definitions/external.ts';
import {
  columnSchedules,
  leadingGroupMeetings,
  leadingGroups,
  normativeDocuments,
  postDuties,
} from './definitions/institutions.ts';
import { leads } from './definitions/leads.ts';
import { measureLibrary, measures, memorandums } from './definitions/measures.ts';
import { objections } from './definitions/objections.ts';
import { creditUses, publications, typicalCases } from './definitions/publicity.ts';
import { repairs } from './definitions/repairs.ts';
import { scoreObjections } from './definitions/score-objections.ts';
import {
  accountabilities,
  campaigns,
  circulars,
  interviews,
  rectifications,
  reminders,
  supervisions,
} from './definitions/tasks.ts';
import { complaints, opinionEvents, petitionerCredit, petitions } from './definitions/voices.ts';

export const ledgers = {
  leads,
  objections,
  scoreObjections,
  repairs,
  measures,
  measureLibrary,
  memorandums,
  rectifications,
  accountabilities,
  interviews,
  circulars,
  supervisions,
  campaigns,
  reminders,
  petitions,
  complaints,
  opinionEvents,
  petitionerCredit,
  pledges,
  contracts,
  payments,
  procurements,
  tenders,
  disclosureItems,
  informationRequests,
  permits,
  penalties,
  enforcementDecisions,
  trainings,
  typicalCases,
  publications,
  creditUses,
  thirdPartyReports,
  postDuties,
  columnSchedules,
  leadingGroups,
  leadingGroupMeetings,
  normativeDocuments,
} as const satisfies Record<string, LedgerDefinition>;
export type LedgerCode = keyof typeof ledgers;

export const ledgerCodes = Object.keys(ledgers) as [LedgerCode, ...LedgerCode[]];

/** The ledger of this code, null for one that this version does not know. */
export const ledgerNamed = (code: string): LedgerDefinition | null =>
  Object.hasOwn(ledgers, code) ? ledgers[code as LedgerCode] : null;
