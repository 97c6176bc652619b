/** Figures of the first page that concern several tables at once. */
import type { DueKind } from '#shared/contract/operations/home.ts';
import type { ReadDb } from '../transaction.ts';

export interface DueRecord {
  id: string;
  title: string;
  documentNo: string;
  bodyName: string;
  due: string;
}

/** Which records are due for something, and the column with the day. */
const dueConditions: { readonly [K in DueKind]: { day: string; where: string } } = {
  objection: {
    day: 'objection_due_on',
    where: 'objection_due_on IS NOT NULL AND objection_closed_on IS NULL',
  },
  rectification: {
    day: 'rectify_due_on',
    where: `rectify_due_on IS NOT NULL AND rectified_on IS NULL AND rectification_status NOT IN ('none', 'done')`,
  },
  publicity: {
    day: 'public_max_until',
    where: `status IN ('confirmed', 'published') AND public_max_until IS NOT NULL`,
  },
};

export function createOverviewReader(db: ReadDb) {
  const dueReader = (kind: DueKind) => {
    const { day, where } = dueConditions[kind];
    return {
      counts: db.prepareRead<{ open: number; overdue: number }>(
        `SELECT count(*) AS open, count(*) FILTER (WHERE ${day} < @today) AS overdue
         FROM credit_records WHERE ${where} AND status NOT IN ('revoked', 'archived')`,
      ),
      soonest: db.prepareRead<DueRecord>(
        `SELECT r.id, r.title, r.document_no AS documentNo, b.name AS bodyName, r.${day} AS due
         FROM credit_records r JOIN bodies b ON b.uscc = r.body_uscc
         WHERE r.id IN (SELECT id FROM credit_records WHERE ${where} AND status NOT IN ('revoked', 'archived')
                        AND ${day} <= @until ORDER BY ${day}, id LIMIT @limit)
         ORDER BY r.${day}, r.id`,
      ),
    };
  };
  const due = {
    objection: dueReader('objection'),
    rectification: dueReader('rectification'),
    publicity: dueReader('publicity'),
  };
  const unitsWithoutValues = db.prepareRead<{ units: number }>(
    `SELECT count(*) AS units FROM cycle_units u WHERE u.cycle_code = @cycle AND NOT EXISTS
       (SELECT 1 FROM entries e WHERE e.cycle_code = u.cycle_code AND e.body_uscc = u.body_uscc)`,
  );
  const lastChange = db.prepareRead<{ at: string | null }>(
    `SELECT max(at) AS at FROM (
       SELECT max(updated_at) AS at FROM entries WHERE cycle_code = @cycle
       UNION ALL SELECT max(updated_at) FROM decisions WHERE cycle_code = @cycle
       -- A publicity period that ran out changes no figure; what a person changes afterwards is in the log.
       UNION ALL SELECT max(updated_at) FROM credit_records WHERE status <> 'expired'
       -- Rows of other offices bear the sender's time, and rows taken back leave none.
       UNION ALL SELECT max(event ->> 'at') FROM audit_log
         WHERE event ->> 'action' IN ('packages.merge', 'conflicts.decide', 'imports.undo', 'records.put', 'records.revoke'))`,
  );
  const openImports = db.prepareRead<{ batch: string; fileName: string; refused: number }>(
    `SELECT id AS batch, file_name AS fileName, refused FROM import_batches WHERE status = 'staged'
     ORDER BY created_at DESC, id DESC LIMIT 20`,
  );

  return {
    /** Open and overdue counts, and the most urgent up to a day. */
    due: (kind: DueKind, today: string, until: string, limit: number) => ({
      ...(due[kind].counts.get({ today }) ?? { open: 0, overdue: 0 }),
      records: due[kind].soonest.all({ until, limit }),
    }),
    unitsWithoutValues: (cycle: string): number => unitsWithoutValues.get({ cycle })?.units ?? 0,
    /** When anything that a run of this cycle is computed from was last changed; null when there is nothing. */
    lastChange: (cycle: string): string | null => lastChange.get({ cycle })?.at ?? null,
    openImports: () => openImports.all(),
  };
}
