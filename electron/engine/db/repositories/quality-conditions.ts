/**
 * What makes a row a finding, as SQL over its table `s` and its body `b`: among which rows it is counted, which of them
 * are at fault, and the texts that say what is wrong. Constants only; `@today`, `@items` (JSON array of catalogue codes)
 * and `@entryDue` (JSON array of decision date and first identifier too late, see `EntryDue`) are bound by the caller.
 */
import type { QualityKind, QualitySubject } from '#shared/domain/quality-kinds.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';

export interface QualityCondition {
  among: string;
  fault: string;
  /** SQL texts beside the name, in the order in which the words use them. */
  says?: readonly string[];
}

export const qualityTables = {
  body: 'bodies s LEFT JOIN bodies b ON b.uscc = s.uscc',
  official: 'officials s LEFT JOIN bodies b ON b.uscc = s.body_uscc',
  record: `credit_records s LEFT JOIN bodies b ON b.uscc = s.body_uscc
    LEFT JOIN entry_due d ON d.day = s.decision_date`,
  ledgerRow: 'ledger_rows s LEFT JOIN bodies b ON b.uscc = s.body_uscc',
} as const satisfies Record<QualitySubject, string>;

/** What identifies a row, and what it is called. */
export const qualityNames = {
  body: { id: 's.uscc', name: 's.name', number: 's.uscc', ledger: 'NULL' },
  official: { id: 's.id', name: 's.name', number: 's.file_no', ledger: 'NULL' },
  record: {
    id: 's.id',
    name: "coalesce(nullif(s.title, ''), s.document_no)",
    number: 's.document_no',
    ledger: 'NULL',
  },
  ledgerRow: {
    id: 's.id',
    name: 'coalesce(s.title, s.number, s.happened_on)',
    number: 's.number',
    ledger: 's.ledger',
  },
} as const satisfies Record<QualitySubject, { id: string; name: string; number: string; ledger: string }>;

/** Decision dates with what the rule says of them, as rows. As texts, or SQLite makes no index of them. */
export const entryDueTable = `entry_due (day, too_late) AS MATERIALIZED
  (SELECT CAST(value ->> 0 AS TEXT), CAST(value ->> 1 AS TEXT) FROM json_each(@entryDue))`;

const open = '(b.valid_to IS NULL OR b.valid_to >= @today)';
const standing = "s.status <> 'revoked'";
const shown = "s.status = 'published'";

/** The kinds that are looked up row by row; the others are marked by the check. */
export const qualityConditions = {
  'body.noHead': { among: open, fault: 's.head_name IS NULL' },
  'body.noLiaison': { among: open, fault: 's.liaison IS NULL' },
  'body.noPhone': { among: open, fault: 's.phone_index IS NULL' },
  'body.noGroup': { among: open, fault: 's.group_code IS NULL' },
  'body.parentUnknown': {
    among: 's.parent_uscc IS NOT NULL',
    fault: 'NOT EXISTS (SELECT 1 FROM bodies p WHERE p.uscc = s.parent_uscc)',
    says: ['s.parent_uscc'],
  },
  'body.parentClosed': {
    among: `s.parent_uscc IS NOT NULL AND ${open}`,
    fault: 'EXISTS (SELECT 1 FROM bodies p WHERE p.uscc = s.parent_uscc AND p.valid_to < @today)',
    says: [
      '(SELECT p.name FROM bodies p WHERE p.uscc = s.parent_uscc)',
      '(SELECT p.valid_to FROM bodies p WHERE p.uscc = s.parent_uscc)',
    ],
  },
  'official.noIdNo': { among: open, fault: 's.id_no_index IS NULL' },
  'official.noFileNo': { among: open, fault: 's.file_no IS NULL' },
  'official.noPledge': { among: open, fault: 's.pledge_signed_on IS NULL' },
  'official.noPost': { among: open, fault: 's.post IS NULL' },
  'official.bodyClosed': { among: '1', fault: `NOT ${open}`, says: ['b.valid_to'] },
  'record.noFact': { among: standing, fault: "trim(s.fact_summary) = ''" },
  'record.noAmount': {
    among: `${standing} AND s.catalogue_item IN (SELECT value FROM json_each(@items))`,
    fault: 's.amount_fen IS NULL',
    says: ['s.catalogue_item'],
  },
  'record.noPersons': {
    among: `${standing} AND s.polarity = 'negative'`,
    fault: "coalesce(trim(s.responsible_persons), '') = ''",
  },
  'record.noEvidence': {
    among: standing,
    fault: "NOT EXISTS (SELECT 1 FROM evidence e WHERE e.owner_type = 'record' AND e.owner_id = s.id)",
  },
  'record.evidenceBroken': {
    among: "EXISTS (SELECT 1 FROM evidence e WHERE e.owner_type = 'record' AND e.owner_id = s.id)",
    fault: `EXISTS (SELECT 1 FROM evidence e JOIN evidence_checks c ON c.sha256 = e.sha256
      WHERE e.owner_type = 'record' AND e.owner_id = s.id AND c.outcome <> 'good')`,
  },
  'record.late': {
    // Worded so that SQLite reads the records first, and not the days.
    among: `${standing} AND coalesce(d.too_late, '') <> '' AND substr(s.id, 15, 1) = '7'`,
    fault: "s.id >= coalesce(d.too_late, '')",
    says: ['s.decision_date', 's.id'],
  },
  'record.afterClosing': {
    among: standing,
    fault: 's.decision_date > b.valid_to',
    says: ['s.decision_date', 'b.valid_to'],
  },
  'record.itemNotInForce': {
    among: standing,
    fault: `NOT EXISTS (SELECT 1 FROM catalogue_items c WHERE c.code = s.catalogue_item
      AND c.valid_from <= s.decision_date AND (c.valid_to IS NULL OR c.valid_to >= s.decision_date))`,
    says: ['s.catalogue_item', 's.decision_date'],
  },
  'record.shownTooLong': {
    among: shown,
    fault: 's.public_max_until < @today',
    says: ['s.public_max_until'],
  },
  'record.shownWithoutPeriod': { among: shown, fault: 's.public_from IS NULL', says: ['s.decision_date'] },
  'record.rectificationOverdue': {
    among: `${standing} AND s.rectify_due_on IS NOT NULL AND s.rectification_status <> 'none'`,
    fault: "s.rectify_due_on < @today AND s.rectified_on IS NULL AND s.rectification_status <> 'done'",
    says: ['s.rectify_due_on'],
  },
  'record.objectionOverdue': {
    among: `${standing} AND s.objection_due_on IS NOT NULL`,
    fault: 's.objection_due_on < @today AND s.objection_closed_on IS NULL',
    says: ['s.objection_due_on'],
  },
  'ledgerRow.referenceMissing': {
    among: 's.row_id IS NOT NULL',
    fault: 'NOT EXISTS (SELECT 1 FROM ledger_rows o WHERE o.id = s.row_id)',
  },
  'ledgerRow.overdue': {
    among: `s.due_on IS NOT NULL AND s.state <> '${withdrawnState}'`,
    fault: 's.due_on < @today AND s.closed_on IS NULL',
    says: ['s.due_on'],
  },
} as const satisfies Partial<Record<QualityKind, QualityCondition>>;

export type LookedUpKind = keyof typeof qualityConditions;

export const conditionOf = (kind: QualityKind): QualityCondition | null =>
  Object.hasOwn(qualityConditions, kind) ? qualityConditions[kind as LookedUpKind] : null;
