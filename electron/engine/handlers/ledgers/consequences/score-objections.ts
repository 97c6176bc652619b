/**
 * 考核异议: only about units and indicators of a cycle whose result is being made known; filed late only with a reason. What is
 * upheld opens the indicator again, and the applicant is told only after a corrected result was sealed.
 */
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import type { Cycle, CycleUnit } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { LedgerValues } from '#shared/ledgers/definition.ts';
import { valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createNoticeReader } from '../../../db/repositories/cycle-notices.ts';
import { createCycleReader } from '../../../db/repositories/cycles.ts';
import { createLedgerRepository } from '../../../db/repositories/ledger-rows.ts';
import { createReopeningReader } from '../../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../../db/transaction.ts';
import { filedLate, reopenedBy } from '../../cycle-notice/objections.ts';
import { noticeStages } from '../../cycle-notice/read.ts';
import { openAgain, openShownReopenings } from '../../cycle-notice/reopenings.ts';
import { sealedRuns } from '../../cycle-notice/sealed-runs.ts';
import { openUnitScores } from '../../cycle-notice/unit-scores.ts';
import { documentOf, requireModel } from '../../models.ts';
import type { Consequences } from './consequences.ts';

const against = (code: string, field: string, params: Finding['params'] = {}): Finding => ({
  code,
  severity: 'error',
  params,
  field,
});

interface Assessed {
  cycle: Cycle;
  unit: CycleUnit;
  model: ReturnType<typeof documentOf>;
}

/** What an objection is about; null while cycle and unit do not fit each other. */
const assessedOf = (db: ReadDb, values: LedgerValues, bodyUscc: string | null): Assessed | null => {
  const cycles = createCycleReader(db);
  const cycle = cycles.findByCode(textOf(values, 'cycle') ?? '');
  const unit = cycle === null || bodyUscc === null ? null : cycles.unit(cycle.code, bodyUscc);
  if (cycle === null || unit === null) return null;
  return { cycle, unit, model: documentOf(requireModel(db, unit.modelCode, unit.modelVersion)) };
};

const leafNamed = ({ model }: Assessed, text: string) =>
  model.nodes.find(({ code, scoring }) => scoring !== undefined && code === text) ??
  model.nodes.find(({ name, scoring }) => scoring !== undefined && name === text);

/** What counted when the objection was registered. */
const scoreNow = (db: ReadDb, { cycle, unit }: Assessed, leaf: string | null): string | null => {
  const counting = sealedRuns(db, cycle.code).findLast(({ head }) => head.modelCode === unit.modelCode);
  if (counting === undefined) return null;
  const score = openUnitScores(db)(counting.head.id, unit.bodyUscc, leaf);
  return (leaf === null ? score?.total : score?.leaf) ?? null;
};

export const scoreObjectionConsequences: Consequences = {
  /** The indicator by its code, whichever way it was written; its name; and what it scored. */
  derive(db, { values, bodyUscc }) {
    const assessed = assessedOf(db, values, bodyUscc);
    if (assessed === null) return values;
    const typed = textOf(values, 'leaf');
    const leaf = typed === null ? undefined : leafNamed(assessed, typed);
    const code = leaf?.code ?? typed;
    return {
      ...values,
      leaf: code,
      indicator: leaf?.name ?? textOf(values, 'indicator'),
      scoreBefore: textOf(values, 'scoreBefore') ?? scoreNow(db, assessed, code),
    };
  },

  refuseNew(db, row) {
    const values = valuesOf(row);
    const text = textOf(values, 'cycle') ?? '';
    const cycle = createCycleReader(db).findByCode(text);
    if (cycle === null) return [against('scoreObjection.cycleUnknown', 'cycle', { text })];
    const assessed = assessedOf(db, values, row.bodyUscc);
    if (assessed === null) return [against('scoreObjection.notAssessed', 'bodyUscc', { cycle: text })];
    const findings: Finding[] = [];
    const leaf = textOf(values, 'leaf');
    if (leaf !== null && leafNamed(assessed, leaf) === undefined) {
      const params = { text: leaf, model: assessed.model.name };
      findings.push(against('scoreObjection.leafUnknown', 'leaf', params));
    }
    // A register of former years may be taken in; what is still open needs a result that is being made known.
    if (row.closedOn === null && !noticeStages.includes(cycle.status)) {
      const params = { status: cycleStatuses[cycle.status] };
      return [...findings, against('scoreObjection.notNow', 'cycle', params)];
    }
    const notices = createNoticeReader(db).list(cycle.code);
    const first = notices[0]?.from;
    if (first !== undefined && row.happenedOn < first) {
      findings.push(against('scoreObjection.early', 'happenedOn', { from: first }));
    }
    const until = filedLate(row.happenedOn, notices);
    if (until !== null && textOf(values, 'lateReason') === null) {
      findings.push(against('scoreObjection.late', 'lateReason', { until }));
    }
    return findings;
  },

  checkStep(db, { step, row, reading }) {
    const cycle = textOf(valuesOf(row), 'cycle') ?? '';
    if (step === 'accept') {
      const until = filedLate(row.happenedOn, createNoticeReader(db).list(cycle));
      if (until === null || reading.reason !== null) return [];
      return [against('scoreObjection.lateAccepted', 'reason', { until })];
    }
    if (step !== 'uphold' && step !== 'upholdPartly') return [];
    const assessed = assessedOf(db, reading.values, row.bodyUscc);
    const reopened = reopenedBy(reading.values);
    if (reopened.length === 0) return [against('scoreObjection.nothingReopened', 'reopened')];
    return reopened.flatMap((leaf) =>
      leaf === null || assessed === null || leafNamed(assessed, leaf) !== undefined
        ? []
        : [against('scoreObjection.leafUnknown', 'reopened', { text: leaf, model: assessed.model.name })],
    );
  },

  refuse(db, row, step) {
    if (step !== 'notify' || row.state === 'maintained') return null;
    const cycle = textOf(valuesOf(row), 'cycle') ?? '';
    const show = openShownReopenings(db, cycle);
    const mine = createReopeningReader(db)
      .list(cycle)
      .filter(({ sourceRow }) => sourceRow === row.id)
      .map(show);
    const open = mine.filter(({ state }) => state === 'open').length;
    if (open > 0) return against('scoreObjection.recheckOpen', 'on', { count: open });
    const waiting = mine.some(({ state }) => state === 'closed');
    return waiting ? against('scoreObjection.notSealed', 'on') : null;
  },

  afterStep(tx, { step, row, reading, actor }) {
    const values = valuesOf(row);
    const cycleCode = textOf(values, 'cycle') ?? '';
    const bodyUscc = row.bodyUscc ?? '';
    if (step === 'uphold' || step === 'upholdPartly') {
      const assessed = assessedOf(tx, values, row.bodyUscc);
      for (const named of reopenedBy(values)) {
        const leaf =
          named === null || assessed === null ? named : (leafNamed(assessed, named)?.code ?? named);
        openAgain(tx, {
          ...{ cycleCode, bodyUscc, leaf },
          kind: 'recheck',
          reason: reading.reason ?? '',
          approvedBy: null,
          documentNo: reading.documentNo,
          sourceRow: row.id,
          openedBy: actor,
        });
      }
    }
    if (step === 'notify' && textOf(values, 'outcome') !== 'maintained') {
      const assessed = assessedOf(tx, values, row.bodyUscc);
      const scoreAfter = assessed === null ? null : scoreNow(tx, assessed, textOf(values, 'leaf'));
      if (scoreAfter !== null) {
        createLedgerRepository(tx).update(row.id, { ...row, details: { ...row.details, scoreAfter } });
      }
    }
    return null;
  },
};
