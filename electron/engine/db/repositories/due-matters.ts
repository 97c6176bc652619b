/** Everything that waits for a day, whatever table it stands in, in one order. */

import { onShowStatuses } from '#shared/domain/code-lists.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';

export interface DueMatter {
  kind: string;
  source: 'record' | 'ledger';
  id: string;
  ledger: string | null;
  title: string;
  number: string;
  bodyUscc: string | null;
  bodyName: string;
  dueOn: string;
  /** The day that the limit is counted from, where it is stored. */
  startedOn: string | null;
  /** Severity of a record: its publicity rule depends on it. */
  severity: string | null;
  decisionDate: string | null;
  /** The clocks of a ledger row as JSON. */
  clocks: string | null;
}

export interface DueMatterFilter {
  kind?: string;
  bodyUscc?: string;
  urgency?: 'overdue' | 'soon' | 'later';
}

/** The last row of a page: the next page begins after it. */
export interface DuePosition {
  dueOn: string;
  id: string;
  kind: string;
}

export interface DueDays {
  today: string;
  /** The last day that is near, by kind. */
  horizons: Readonly<Record<string, string>>;
  /** For kinds not named there. */
  horizon: string;
}

export interface DueCount {
  kind: string;
  total: number;
  overdue: number;
  soon: number;
}

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');
const onShow = `status IN (${quoted(onShowStatuses)})`;
const inUse = `status NOT IN ('revoked', 'archived')`;

/** An objection that is kept in its ledger is listed from there. */
const noCase = `NOT EXISTS (SELECT 1 FROM ledger_rows c WHERE c.record_id = r.id AND c.ledger = 'objections'
  AND c.due_on IS NOT NULL AND c.state <> '${withdrawnState}')`;

const recordArm = (kind: string, day: string, started: string, where: string): string =>
  `SELECT '${kind}' AS kind, 'record' AS source, r.id, NULL AS ledger, r.title, r.document_no AS number,
     r.body_uscc, r.${day} AS due_on, ${started} AS started_on, r.severity, r.decision_date, NULL AS clocks
   FROM credit_records r WHERE r.${day} IS NOT NULL AND ${where}`;

const matters = [
  recordArm(
    'objection',
    'objection_due_on',
    'r.objection_filed_on',
    `r.objection_closed_on IS NULL AND ${inUse} AND ${noCase}`,
  ),
  recordArm(
    'rectification',
    'rectify_due_on',
    'NULL',
    `r.rectified_on IS NULL AND r.rectification_status NOT IN ('none', 'done') AND ${inUse}`,
  ),
  recordArm('publicity', 'public_max_until', 'r.public_from', onShow),
  recordArm(
    'repair',
    'public_min_until',
    'r.public_from',
    `${onShow} AND r.public_min_until >= @today AND r.repair_status = 'none'`,
  ),
  // An objection is one kind of matter, wherever it is kept.
  `SELECT iif(l.ledger = 'objections', 'objection', l.ledger) AS kind, 'ledger' AS source, l.id, l.ledger,
     coalesce(l.title, '') AS title, coalesce(l.number, '') AS number, l.body_uscc, l.due_on, NULL AS started_on,
     NULL AS severity, NULL AS decision_date, l.clocks
   FROM ledger_rows l WHERE l.due_on IS NOT NULL AND l.state <> '${withdrawnState}'`,
].join('\nUNION ALL ');

const horizonOf = 'coalesce((SELECT value FROM json_each(@horizons) WHERE key = m.kind), @horizon)';

const urgencies = {
  overdue: 'm.due_on < @today',
  soon: `m.due_on >= @today AND m.due_on <= ${horizonOf}`,
  later: `m.due_on > ${horizonOf}`,
} as const;

export function createDueReader(db: ReadDb) {
  const columns = `m.kind, m.source, m.id, m.ledger, m.title, m.number, m.body_uscc AS bodyUscc,
    coalesce(b.name, '') AS bodyName, m.due_on AS dueOn, m.started_on AS startedOn, m.severity,
    m.decision_date AS decisionDate, m.clocks`;
  const daysOf = ({ today, horizons, horizon }: DueDays): Record<string, SqlValue> => ({
    today,
    horizons: JSON.stringify(horizons),
    horizon,
  });
  return {
    /** The nearest last day first. */
    list(filter: DueMatterFilter, days: DueDays, limit: number, after: DuePosition | null): DueMatter[] {
      const parts = [
        ...(filter.kind === undefined ? [] : ['m.kind = @kind']),
        ...(filter.bodyUscc === undefined ? [] : ['m.body_uscc = @bodyUscc']),
        ...(filter.urgency === undefined ? [] : [urgencies[filter.urgency]]),
        ...(after === null ? [] : ['(m.due_on, m.id, m.kind) > (@afterDay, @afterId, @afterKind)']),
      ];
      const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`;
      return db
        .prepareRead<DueMatter>(
          `SELECT ${columns} FROM (${matters}) m LEFT JOIN bodies b ON b.uscc = m.body_uscc
           ${where} ORDER BY m.due_on, m.id, m.kind LIMIT @limit`,
        )
        .all({
          ...daysOf(days),
          ...(filter.kind === undefined ? {} : { kind: filter.kind }),
          ...(filter.bodyUscc === undefined ? {} : { bodyUscc: filter.bodyUscc }),
          ...(after === null ? {} : { afterDay: after.dueOn, afterId: after.id, afterKind: after.kind }),
          limit,
        });
    },
    counts(bodyUscc: string | undefined, days: DueDays): DueCount[] {
      return db
        .prepareRead<DueCount>(
          `SELECT m.kind, count(*) AS total, count(*) FILTER (WHERE ${urgencies.overdue}) AS overdue,
             count(*) FILTER (WHERE ${urgencies.soon}) AS soon
           FROM (${matters}) m ${bodyUscc === undefined ? '' : 'WHERE m.body_uscc = @bodyUscc'}
           GROUP BY m.kind ORDER BY m.kind`,
        )
        .all({ ...daysOf(days), ...(bodyUscc === undefined ? {} : { bodyUscc }) });
    },
    /** Records of this office that are on show after their last day. */
    pastPublicity: (office: string, today: string): string[] =>
      db
        .prepareRead<{ id: string }>(
          `SELECT id FROM credit_records
           WHERE ${onShow} AND public_max_until IS NOT NULL AND public_max_until < @today AND owner_office = @office
           ORDER BY public_max_until, id`,
        )
        .all({ office, today })
        .map(({ id }) => id),
    /** The days of warning that the office has set, by kind. */
    warnings: (): Map<string, number> =>
      new Map(
        db
          .prepareRead<{ kind: string; days: number }>(
            'SELECT kind, working_days_ahead AS days FROM warning_settings ORDER BY kind',
          )
          .all()
          .map(({ kind, days }) => [kind, days]),
      ),
  };
}

export function createWarningRepository(tx: WriteTx) {
  const remove = tx.prepareWrite('DELETE FROM warning_settings WHERE kind = @kind');
  const insert = tx.prepareWrite(
    `INSERT INTO warning_settings (kind, working_days_ahead, changed_at) VALUES (@kind, @days, @changedAt)`,
  );
  return {
    /** @param days null: as suggested */
    set(kind: string, days: number | null): void {
      remove.run({ kind });
      if (days !== null) insert.run({ kind, days, changedAt: tx.now() });
    },
  };
}
