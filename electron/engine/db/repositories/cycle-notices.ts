/** 公示: notices of a cycle's results, where they were posted, and the meeting that approved the result. */
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface CycleNotice {
  id: string;
  cycleCode: string;
  from: string;
  /** Last day, as it was counted when the notice began. */
  until: string;
  /** False when it runs through a year whose holidays were not known. */
  certain: boolean;
  /** First day in force of the rule's version, and its basis. */
  ruleFrom: string;
  basis: string;
  documentNo: string | null;
  startedAt: string;
  startedBy: string;
  /** The day it was ended before its time, why, and by whom. */
  endedOn: string | null;
  endReason: string | null;
  endedAt: string | null;
  endedBy: string | null;
}

export interface NoticePosting {
  noticeId: string;
  channel: string;
  /** Address or place. */
  place: string;
  postedOn: string;
  notedAt: string;
  actor: string;
}

export interface CycleApproval {
  /** Meeting or person. */
  approvedBy: string;
  approvedOn: string;
  documentNo: string | null;
  notedAt: string;
  actor: string;
}

const columns = `id, cycle_code AS cycleCode, from_on AS "from", until_on AS until, certain, rule_from AS ruleFrom, basis,
  document_no AS documentNo, started_at AS startedAt, started_by AS startedBy, ended_on AS endedOn,
  end_reason AS endReason, ended_at AS endedAt, ended_by AS endedBy`;

type NoticeRow = Omit<CycleNotice, 'certain'> & { certain: number };
const toNotice = (row: NoticeRow): CycleNotice => ({ ...row, certain: row.certain === 1 });

export function createNoticeReader(db: ReadDb) {
  const one = db.prepareRead<NoticeRow>(`SELECT ${columns} FROM cycle_notices WHERE id = ?`);
  const ofCycle = db.prepareRead<NoticeRow>(
    `SELECT ${columns} FROM cycle_notices WHERE cycle_code = ? ORDER BY from_on, started_at, id`,
  );
  const postings = db.prepareRead<NoticePosting>(
    `SELECT notice_id AS noticeId, channel, place, posted_on AS postedOn, noted_at AS notedAt, actor
     FROM notice_postings WHERE notice_id IN (SELECT id FROM cycle_notices WHERE cycle_code = ?)
     ORDER BY posted_on, noted_at, id`,
  );
  const approval = db.prepareRead<CycleApproval>(
    `SELECT approved_by AS approvedBy, approved_on AS approvedOn, document_no AS documentNo, noted_at AS notedAt, actor
     FROM cycle_approvals WHERE cycle_code = ? ORDER BY noted_at DESC, id DESC LIMIT 1`,
  );
  return {
    find(id: string): CycleNotice | null {
      const row = one.get(id);
      return row === undefined ? null : toNotice(row);
    },
    /** In the order in which they began. */
    list: (cycle: string): CycleNotice[] => ofCycle.all(cycle).map(toNotice),
    postings: (cycle: string): NoticePosting[] => postings.all(cycle),
    /** The last one that was noted. */
    approval: (cycle: string): CycleApproval | null => approval.get(cycle) ?? null,
  };
}

export function createNoticeRepository(tx: WriteTx) {
  const start = tx.prepareWrite(
    `INSERT INTO cycle_notices (id, cycle_code, from_on, until_on, certain, rule_from, basis, document_no, started_at, started_by)
     VALUES (@id, @cycleCode, @from, @until, @certain, @ruleFrom, @basis, @documentNo, @startedAt, @startedBy)`,
  );
  const end = tx.prepareWrite(
    `UPDATE cycle_notices SET ended_on = @endedOn, end_reason = @reason, ended_at = @endedAt, ended_by = @actor
     WHERE id = @id AND ended_on IS NULL`,
  );
  const post = tx.prepareWrite(
    `INSERT INTO notice_postings (id, notice_id, channel, place, posted_on, noted_at, actor)
     VALUES (@id, @noticeId, @channel, @place, @postedOn, @notedAt, @actor)`,
  );
  const approve = tx.prepareWrite(
    `INSERT INTO cycle_approvals (id, cycle_code, approved_by, approved_on, document_no, noted_at, actor)
     VALUES (@id, @cycle, @approvedBy, @approvedOn, @documentNo, @notedAt, @actor)`,
  );
  return {
    ...createNoticeReader(tx),
    /** @returns its id */
    start(
      notice: Pick<
        CycleNotice,
        'cycleCode' | 'from' | 'until' | 'certain' | 'ruleFrom' | 'basis' | 'documentNo' | 'startedBy'
      >,
    ): string {
      const id = tx.newId();
      start.run({ ...notice, id, certain: notice.certain ? 1 : 0, startedAt: tx.now() });
      return id;
    },
    /** Ends a notice before its time. @throws AppError `database.rowMissing` when it was ended already */
    end(id: string, { endedOn, reason, actor }: { endedOn: string; reason: string; actor: string }): void {
      requireOne(end.run({ id, endedOn, reason, actor, endedAt: tx.now() }), 'cycle_notices', id);
    },
    post(posting: Omit<NoticePosting, 'notedAt'>): void {
      post.run({ ...posting, id: tx.newId(), notedAt: tx.now() });
    },
    approve(cycle: string, approval: Omit<CycleApproval, 'notedAt'>): void {
      approve.run({ ...approval, cycle, id: tx.newId(), notedAt: tx.now() });
    },
  };
}
