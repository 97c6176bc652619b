/**
 * The tables of a submission package. Officials travel without citizen numbers and bodies without telephone numbers:
 * a package is signed, not encrypted, and the level above needs neither to assess. Ledger rows leave out private persons.
 */
import { z } from 'zod';
import {
  type Body,
  bodyChangeContent,
  bodyContent,
  checkExplanationContent,
  creditRecordContent,
  cycleUnit,
  decisionContent,
  entryContent,
  evidenceContent,
  type Official,
  officeLevelCode,
  officialContent,
  officialFileItemContent,
  syncFields,
  uuid,
} from '#shared/domain/entities.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { type LedgerRow, ledgerRow } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { strangeValues } from '#shared/ledgers/values.ts';
import { syncedTables } from '../../db/synced-tables.ts';

/** A row of a ledger must be what the ledger's definition says: no form has checked it here. */
const checkLedgerRow = (row: LedgerRow, context: z.RefinementCtx): void => {
  const refuse = (...path: string[]): void =>
    context.addIssue({ code: 'custom', path, message: 'undefined' });
  const definition = ledgerNamed(row.ledger);
  if (definition === null) {
    refuse('ledger');
    return;
  }
  if (row.state !== withdrawnState && !Object.hasOwn(definition.states, row.state)) refuse('state');
  for (const field of strangeValues(definition, row.details)) refuse('details', field);
};

export const submissionRows = {
  bodies: bodyContent.extend({ ...syncFields.shape, phone: z.null() }),
  bodyChanges: bodyChangeContent.extend(syncFields.shape),
  officials: officialContent.extend({ ...syncFields.shape, idNo: z.null() }),
  officialFileItems: officialFileItemContent.extend(syncFields.shape),
  creditRecords: creditRecordContent.extend(syncFields.shape),
  ledgerRows: ledgerRow.extend({ personal: z.null() }).superRefine(checkLedgerRow),
  entries: entryContent.extend(syncFields.shape),
  decisions: decisionContent.extend(syncFields.shape),
  checkExplanations: checkExplanationContent.extend(syncFields.shape),
  evidence: evidenceContent.extend(syncFields.shape),
} as const;
export type SubmissionTable = keyof typeof submissionRows;

/** In the order in which rows refer to one another. */
export const submissionTables = Object.keys(submissionRows) as SubmissionTable[];

/** Which units the sender assessed with which model; not a row of its own, it belongs to the cycle. */
export const unitsTable = 'units';
export const unitRow = cycleUnit;

/** Offices whose rows the sender brings besides its own. Not in the package when there are none. */
export const officesTable = 'offices';
export const officeRow = z.strictObject({
  id: uuid,
  regionCode: z.string().regex(/^\d{12}$/),
  name: z.string().min(1).max(200),
  level: officeLevelCode,
  parentId: uuid,
});

/** A body as it travels; its hash covers what is sent. */
export const travellingBody = (body: Body): Body => {
  const content = { ...body, phone: null };
  return { ...content, contentHash: syncedTables.bodies.hashOf(content) };
};

/** An official as it travels. */
export const travellingOfficial = (official: Official): Official => {
  const content = { ...official, idNo: null };
  return { ...content, contentHash: syncedTables.officials.hashOf(content) };
};

/** A ledger row as it travels: without what it says about private persons. */
export const travellingLedgerRow = (row: LedgerRow): LedgerRow => {
  const content = { ...row, personal: null };
  return { ...content, contentHash: syncedTables.ledgerRows.hashOf(content) };
};
