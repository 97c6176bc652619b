/** Everything about a cycle's result since it was official, for the page 公示与异议. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { scoreObjections } from '#shared/ledgers/definitions/score-objections.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createNoticeReader } from '../../db/repositories/cycle-notices.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createReopeningReader } from '../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officialRuns } from '../assessment/official-results.ts';
import { openShownRows } from '../ledgers/shown-rows.ts';
import { documentOf, requireModel } from '../models.ts';
import { finalWaits } from './blockers.ts';
import { movedBy } from './changes.ts';
import { shownCorrections } from './corrections.ts';
import { daysLeft, noticeState, unfinished } from './notice-state.ts';
import { filedLate, isAnswered, objectionsOf } from './objections.ts';
import { openNames, openShownReopenings } from './reopenings.ts';
import { countingAt, type SealedRun, sealedRuns } from './sealed-runs.ts';
import { openUnitScores } from './unit-scores.ts';

type Answer = OperationOutput<'cycleNotice.read'>;

/** Stages in which results are made known. */
export const noticeStages: readonly Cycle['status'][] = ['publicNotice', 'objection'];

const startRefusal = (db: ReadDb, cycle: Cycle, today: string): Finding | null => {
  const because = (code: string, params: Finding['params'] = {}): Finding => ({
    code,
    severity: 'error',
    params,
  });
  if (!noticeStages.includes(cycle.status)) {
    return because('notice.cannotStart.stage', { status: cycleStatuses[cycle.status] });
  }
  if (officialRuns(db, cycle.code).length === 0) return because('notice.cannotStart.noResult');
  const running = unfinished(createNoticeReader(db).list(cycle.code), today);
  return running === null ? null : because('notice.cannotStart.running', { until: running.until });
};

const shownNotices = (db: ReadDb, cycle: string, today: string): Answer['notices'] => {
  const reader = createNoticeReader(db);
  const postings = reader.postings(cycle);
  const { calendar } = createRuleReader(db);
  return reader.list(cycle).map((notice) => {
    const { id, from, until, certain, basis, documentNo, startedAt, startedBy } = notice;
    const { endedOn, endedAt, endReason, endedBy } = notice;
    return {
      ...{
        id,
        from,
        until,
        certain,
        basis,
        documentNo,
        startedAt,
        startedBy,
        endedOn,
        endedAt,
        endReason,
        endedBy,
      },
      postings: postings
        .filter(({ noticeId }) => noticeId === id)
        .map(({ channel, place, postedOn }) => ({
          channel: channel as Answer['notices'][number]['postings'][number]['channel'],
          place,
          postedOn,
        })),
      state: noticeState(notice, today),
      daysLeft: daysLeft(notice, today, calendar),
    };
  });
};

const shownResults = (db: ReadDb, sealed: readonly SealedRun[]): Answer['results'] =>
  sealed.map(({ head, seal }) => ({
    run: head.id,
    model: head.modelCode,
    modelName: documentOf(requireModel(db, head.modelCode, head.modelVersion)).name,
    kind: seal.kind,
    reason: seal.reason,
    approvedBy: seal.approvedBy,
    documentNo: seal.documentNo,
    supersedes: seal.supersedes,
    sealedAt: seal.sealedAt,
    sealedBy: seal.actor,
    official: head.official,
    moved: seal.supersedes === null ? 0 : movedBy(db, head.id).length,
  }));

/** The first step that was entered tells when the objection came to be known here. */
const registeredAt = ({ steps, updatedAt }: LedgerRow): string => steps[0]?.at ?? updatedAt;

const shownObjections = (
  db: ReadDb,
  cycle: string,
  sealed: readonly SealedRun[],
  reopenings: Answer['reopenings'],
  now: string,
): Answer['objections'] => {
  const { show } = openShownRows(db, now);
  const names = openNames(db, cycle);
  const scoreIn = openUnitScores(db);
  const notices = createNoticeReader(db).list(cycle);
  return objectionsOf(db, cycle).map((row) => {
    const values = valuesOf(row);
    const { clock, bodyName } = show(row);
    const bodyUscc = row.bodyUscc ?? '';
    const leaf = textOf(values, 'leaf');
    const ofModel = sealed.filter(({ head }) => head.modelCode === names.modelOf(bodyUscc));
    const before = countingAt(ofModel, registeredAt(row)) ?? ofModel[0] ?? null;
    const after = reopenings.findLast((one) => one.objection === row.id)?.after ?? null;
    return {
      id: row.id,
      revision: row.revision,
      number: row.number,
      bodyUscc,
      bodyName: bodyName ?? bodyUscc,
      leaf,
      indicator: names.leaf(bodyUscc, leaf),
      ground: textOf(values, 'ground') ?? '',
      claimed: textOf(values, 'claimed'),
      filedOn: row.happenedOn,
      registeredAt: registeredAt(row),
      late: filedLate(row.happenedOn, notices) !== null,
      state: row.state,
      stateTitle: stateTitle(scoreObjections, row.state),
      outcome: textOf(values, 'outcome'),
      open: !isAnswered(row),
      dueOn: row.dueOn,
      remaining: row.dueOn === null || clock === null ? null : clock.remaining,
      before: before === null ? null : scoreIn(before.head.id, bodyUscc, leaf),
      after: after === null ? null : scoreIn(after.run, bodyUscc, leaf),
    };
  });
};

/** @param at `today` is the day in China of the instant `now` */
export const readNoticeWork = (db: ReadDb, cycle: Cycle, at: { today: string; now: string }): Answer => {
  const { today, now } = at;
  const sealed = sealedRuns(db, cycle.code);
  const reopenings = createReopeningReader(db)
    .list(cycle.code)
    .map(openShownReopenings(db, cycle.code, sealed));
  return {
    stage: cycle.status,
    today,
    startRefusal: startRefusal(db, cycle, today),
    notices: shownNotices(db, cycle.code, today),
    results: shownResults(db, sealed),
    objections: shownObjections(db, cycle.code, sealed, reopenings, now),
    reopenings,
    corrections: shownCorrections(db, cycle.code),
    approval: createNoticeReader(db).approval(cycle.code),
    waiting: isClosed(cycle.status) ? [] : finalWaits(db, cycle, today),
  };
};
