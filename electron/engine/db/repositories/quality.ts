/**
 * 数据质量: counting and listing findings. Tables are read in stretches of their row numbers, so that a check of a
 * million records never holds up other calls, and each stretch is counted for all kinds at once.
 */
import type { AuditAction } from '#shared/domain/audit-words.ts';
import type { OfficeLevel } from '#shared/domain/code-lists.ts';
import type { Period } from '#shared/domain/periods.ts';
import {
  type QualityKind,
  type QualitySubject,
  qualityKindCodes,
  qualityKindOf,
} from '#shared/domain/quality-kinds.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';
import { conditionOf, entryDueTable, qualityNames, qualityTables } from './quality-conditions.ts';

/** What the conditions are read against. */
export interface QualityBasis {
  /** `yyyy-mm-dd`. */
  today: string;
  /** Catalogue items whose records should have an amount. */
  items: readonly string[];
  /** By decision date: the smallest identifier (UUIDv7, hex with hyphen) that was made after the last day for entering. */
  entryDue: readonly (readonly [day: string, tooLate: string])[];
}

/** Counts by unit and kind. Units without a body count under ''. */
export type QualityCounts = Map<string, Map<QualityKind, { found: number; among: number }>>;

/** Row numbers of a table, the first not included. */
export interface Stretch {
  after: number;
  until: number;
}

export interface QualityFinding {
  position: number;
  id: string;
  name: string;
  number: string | null;
  ledger: string | null;
  unit: { uscc: string; name: string } | null;
  own: boolean;
  says: string[];
}

export interface QualityQuestion {
  kind: QualityKind;
  unit: string | null;
  side: 'found' | 'sound';
  /** Only rows before this position; null from the last on. */
  before: number | null;
  limit: number;
}

/** Something that only the check finds out, kept until the next one. */
export interface QualityMark {
  kind: QualityKind;
  subjectId: string;
  says: string[];
}

/** What of a body can be wrong in itself. */
export interface CodedBody {
  uscc: string;
  name: string;
  validTo: string | null;
  regionCode: string;
  adminLevel: OfficeLevel;
}

export interface StoredCheck {
  checkedAt: string;
  auditSequence: number;
  /** JSON. */
  counts: string;
}

/** Acts after which a check is as good as before. */
const harmless: readonly AuditAction[] = [
  'cycles.create',
  'cycles.removeUnits',
  'cycles.setStatus',
  'cycles.setUnits',
  'decisions.put',
  'documents.reword',
  'documents.write',
  'due.changeSettings',
  'eligibility.check',
  'eligibility.confirm',
  'eligibility.decide',
  'entries.put',
  'evidence.describe',
  'evidence.export',
  'keys.revoke',
  'keys.trust',
  'ledgers.reveal',
  'lists.export',
  'models.enable',
  'models.import',
  'officials.putFileItem',
  'officials.reveal',
  'officials.withdrawFileItem',
  'packages.create',
  'reports.export',
  'runs.execute',
  'templates.write',
];

const tableOf = {
  body: 'bodies',
  official: 'officials',
  record: 'credit_records',
  ledgerRow: 'ledger_rows',
} as const;

/** Kinds about one table that are looked up row by row. */
export const lookedUpKinds = (subject: QualitySubject): QualityKind[] =>
  qualityKindCodes.filter((kind) => qualityKindOf(kind).subject === subject && conditionOf(kind) !== null);

/** Document numbers are written with many brackets and spaces (`recordNaturalKey`). */
const plainNumber = [...'([{【〔［（'].reduce(
  (sql, bracket) => `replace(${sql}, '${bracket}', '[')`,
  [...')]}】〕］）'].reduce(
    (sql, bracket) => `replace(${sql}, '${bracket}', ']')`,
    "upper(replace(replace(document_no, ' ', ''), char(12288), ''))",
  ),
);

interface ListedRow {
  position: number;
  id: string;
  name: string;
  number: string | null;
  ledger: string | null;
  unitCode: string | null;
  unitName: string | null;
  own: number;
  says: string;
}

const findingOf = ({ unitCode, unitName, own, says, ...row }: ListedRow): QualityFinding => ({
  ...row,
  unit: unitCode === null ? null : { uscc: unitCode, name: unitName ?? '' },
  own: own === 1,
  says: (JSON.parse(says) as (string | number | null)[]).map((text) => String(text ?? '')),
});

export function createQualityReader(db: ReadDb) {
  const bound = ({ today, items, entryDue }: QualityBasis): Record<string, SqlValue> => ({
    today,
    items: JSON.stringify(items),
    entryDue: JSON.stringify(entryDue),
  });
  const lastRow = (subject: QualitySubject) =>
    db.prepareRead<{ last: number | null }>(`SELECT max(rowid) AS last FROM ${tableOf[subject]}`).get()
      ?.last ?? 0;

  const countStatement = (subject: QualitySubject, kinds: readonly QualityKind[], more: string) => {
    const sums = kinds.flatMap((kind, index) => {
      const { among, fault } = conditionOf(kind) ?? { among: '0', fault: '0' };
      return [
        `count(*) FILTER (WHERE ${among}) AS a${index}`,
        `count(*) FILTER (WHERE (${among}) AND (${fault})) AS f${index}`,
      ];
    });
    return db.prepareRead<Record<string, string | number | null>>(
      `WITH ${entryDueTable}
       SELECT b.uscc AS uscc, ${sums.join(', ')} FROM ${qualityTables[subject]} WHERE ${more} GROUP BY b.uscc`,
    );
  };

  const addTo = (
    counts: QualityCounts,
    kinds: readonly QualityKind[],
    rows: readonly Record<string, string | number | null>[],
  ): void => {
    for (const row of rows) {
      const uscc = String(row.uscc ?? '');
      const ofUnit = counts.get(uscc) ?? new Map<QualityKind, { found: number; among: number }>();
      counts.set(uscc, ofUnit);
      for (const [index, kind] of kinds.entries()) {
        const sum = ofUnit.get(kind) ?? { found: 0, among: 0 };
        sum.among += Number(row[`a${index}`]);
        sum.found += Number(row[`f${index}`]);
        ofUnit.set(kind, sum);
      }
    }
  };

  const decisionDates = db.prepareRead<{ day: string }>(
    `WITH RECURSIVE days (day) AS (
       SELECT min(decision_date) FROM credit_records
       UNION ALL
       SELECT (SELECT min(decision_date) FROM credit_records WHERE decision_date > day) FROM days WHERE day IS NOT NULL
     ) SELECT day FROM days WHERE day IS NOT NULL`,
  );
  const doubleRecords = db.prepareRead<{ ids: string }>(
    `SELECT json_group_array(id) AS ids FROM credit_records WHERE body_uscc = ? AND status <> 'revoked'
     GROUP BY catalogue_item, official_id, ${plainNumber} HAVING count(*) > 1`,
  );
  const doubleOfficials = db.prepareRead<{ ids: string; names: string; units: string }>(
    `SELECT json_group_array(s.id) AS ids, json_group_array(b.name) AS names,
       json_group_array(b.uscc) AS units
     FROM officials s JOIN bodies b ON b.uscc = s.body_uscc
     WHERE s.id_no_index IS NOT NULL AND (b.valid_to IS NULL OR b.valid_to >= ?)
     GROUP BY s.id_no_index HAVING count(DISTINCT s.body_uscc) > 1`,
  );
  const numberedOfficials = db.prepareRead<{ uscc: string; total: number }>(
    `SELECT s.body_uscc AS uscc, count(*) AS total FROM officials s JOIN bodies b ON b.uscc = s.body_uscc
     WHERE s.id_no_index IS NOT NULL AND (b.valid_to IS NULL OR b.valid_to >= ?) GROUP BY s.body_uscc`,
  );
  const codedBodies = db.prepareRead<CodedBody>(
    `SELECT uscc, name, valid_to AS validTo, region_code AS regionCode, admin_level AS adminLevel
     FROM bodies ORDER BY uscc`,
  );
  const doublesOfPeriod = db.prepareRead<{ uscc: string; found: number }>(
    `SELECT s.body_uscc AS uscc, count(*) AS found FROM quality_marks m JOIN credit_records s ON s.id = m.subject_id
     WHERE m.kind = 'record.duplicate' AND s.status <> 'revoked' AND s.decision_date BETWEEN ? AND ?
     GROUP BY s.body_uscc`,
  );
  const stored = db.prepareRead<StoredCheck>(
    'SELECT checked_at AS checkedAt, audit_sequence AS auditSequence, counts FROM quality_checks',
  );
  const changedSince = db.prepareRead<{ changed: number }>(
    `SELECT EXISTS (SELECT 1 FROM audit_log WHERE sequence > ?
       AND event ->> 'action' NOT IN (SELECT value FROM json_each(?))) AS changed`,
  );
  const newestAudit = db.prepareRead<{ sequence: number }>(
    'SELECT coalesce(max(sequence), 0) AS sequence FROM audit_log',
  );

  const list = (subject: QualitySubject, from: string, where: string, says: string) => {
    const { id, name, number, ledger } = qualityNames[subject];
    return db.prepareRead<ListedRow>(
      `WITH ${entryDueTable}
       SELECT s.rowid AS position, ${id} AS id, ${name} AS name, ${number} AS number, ${ledger} AS ledger, b.uscc AS unitCode,
         b.name AS unitName, s.owner_office = (SELECT id FROM office) AS own, ${says} AS says
       FROM ${from}
       WHERE ${where} AND (@unit IS NULL OR b.uscc = @unit) AND (@before IS NULL OR s.rowid < @before)
       ORDER BY s.rowid DESC LIMIT @limit`,
    );
  };

  return {
    /** Rows to be read by a check, by the highest row number of each table. */
    lastRow,
    /** Counts a stretch of a table for every kind about it. */
    count(
      counts: QualityCounts,
      subject: QualitySubject,
      basis: QualityBasis,
      { after, until }: Stretch,
    ): void {
      const kinds = lookedUpKinds(subject);
      const statement = countStatement(subject, kinds, 's.rowid > @after AND s.rowid <= @until');
      addTo(counts, kinds, statement.all({ ...bound(basis), after, until }));
    },
    /** Counts those records of a stretch that were decided in a period, for some kinds. */
    countPeriod(
      counts: QualityCounts,
      kinds: readonly QualityKind[],
      basis: QualityBasis,
      { after, until }: Stretch,
      { from, to }: Period,
    ): void {
      const statement = countStatement(
        'record',
        kinds,
        // Read in the order of the table: a year is most of it.
        's.rowid > @after AND s.rowid <= @until AND +s.decision_date BETWEEN @from AND @to',
      );
      addTo(counts, kinds, statement.all({ ...bound(basis), after, until, from, to }));
    },
    /** Records decided in a period that the last check found double, by unit. */
    doublesOfPeriod: ({ from, to }: Period) => doublesOfPeriod.all(from, to),
    /** Every day on which something was decided. */
    decisionDates: (): string[] => decisionDates.all().map(({ day }) => day),
    /** Groups of records of a body that speak of the same document and item. */
    doubleRecords: (uscc: string): string[][] =>
      doubleRecords.all(uscc).map(({ ids }) => JSON.parse(ids) as string[]),
    /** Persons that are registered in several open bodies. */
    doubleOfficials: (today: string): { ids: string[]; names: string[]; units: string[] }[] =>
      doubleOfficials.all(today).map(({ ids, names, units }) => ({
        ids: JSON.parse(ids) as string[],
        names: JSON.parse(names) as string[],
        units: JSON.parse(units) as string[],
      })),
    numberedOfficials: (today: string) => numberedOfficials.all(today),
    /** The codes of every body. */
    codedBodies: (): CodedBody[] => codedBodies.all(),
    stored: (): StoredCheck | null => stored.get() ?? null,
    newestAudit: (): number => newestAudit.get()?.sequence ?? 0,
    /** Whether anything that a check looks at has happened since this entry of the audit log. */
    changedSince: (sequence: number): boolean =>
      changedSince.get(sequence, JSON.stringify(harmless))?.changed === 1,
    /** Findings of one kind, those entered last first. */
    findings(basis: QualityBasis, { kind, unit, side, before, limit }: QualityQuestion): QualityFinding[] {
      const { subject } = qualityKindOf(kind);
      const condition = conditionOf(kind);
      const more = { ...bound(basis), unit, before, limit };
      if (condition !== null) {
        const fault = side === 'found' ? condition.fault : `(${condition.fault}) IS NOT TRUE`;
        const says = `json_array(${(condition.says ?? []).join(', ')})`;
        return list(subject, qualityTables[subject], `(${condition.among}) AND (${fault})`, says)
          .all(more)
          .map(findingOf);
      }
      if (side === 'sound') return [];
      const from = `${qualityTables[subject]} JOIN quality_marks m ON m.subject_id = ${qualityNames[subject].id}`;
      return list(subject, from, 'm.kind = @kind', 'm.says')
        .all({ ...more, kind })
        .map(findingOf);
    },
  };
}

export function createQualityRepository(tx: WriteTx) {
  const forget = tx.prepareWrite('DELETE FROM quality_marks');
  const mark = tx.prepareWrite(
    'INSERT OR REPLACE INTO quality_marks (kind, subject_id, says) VALUES (@kind, @subjectId, @says)',
  );
  const put = tx.prepareWrite(
    `INSERT OR REPLACE INTO quality_checks (only_row, checked_at, audit_sequence, counts)
     VALUES (1, @checkedAt, @auditSequence, @counts)`,
  );
  return {
    ...createQualityReader(tx),
    /** Puts a check in the place of the one before. */
    replace(check: StoredCheck, marks: readonly QualityMark[]): void {
      forget.run();
      for (const { kind, subjectId, says } of marks) {
        mark.run({ kind, subjectId, says: JSON.stringify(says) });
      }
      put.run({ ...check });
    },
  };
}
