/** Deciding: an adopted proposal becomes a row of the ledger that keeps track of such acts. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { addDays, addMonths, dayInChina } from '#shared/domain/dates.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import {
  type ConsequenceAction,
  type ConsequenceRule,
  consequenceActions,
} from '#shared/domain/grade-consequences.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { valuesOf } from '#shared/ledgers/ledger-row.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { type Consequence, createConsequenceRepository } from '../../db/repositories/grade-consequences.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { loadConsequenceRules } from '../../resources.ts';
import { dearestLeaves } from '../assessment/lost-points.ts';
import { makeRow, type NewRow } from '../ledgers/make-row.ts';
import { clockSources } from '../ledgers/sources.ts';
import { requireNoObstacle } from './called-for.ts';
import { type GradedRun, gradedRuns } from './graded-units.ts';

interface Adopting {
  tx: WriteTx;
  cycle: Cycle;
  consequence: Consequence;
  unit: string;
  rules: readonly ConsequenceRule[];
  on: string;
  handler: string;
  note: string;
  /** The official runs. */
  runs: readonly GradedRun[];
  /** Where it comes from, for the row's remarks. */
  source: string;
}

/** Days where no rule says how many: our own proposal, to be changed on the row. */
const proposedDays = 7;

const dueOn = ({ rules, on }: Adopting): string => {
  const within = rules.find((rule) => rule.within !== null)?.within;
  if (within === undefined || within === null) return addDays(on, proposedDays);
  return 'months' in within ? addMonths(on, within.months) : addDays(on, within.days);
};

const because = ({ consequence, note }: Adopting): string =>
  [`${consequence.grounds.join('；')}。`, ...(note === '' ? [] : [note])].join('\n');

/** Leaves named as the problem of a failing unit. */
const namedLeaves = 5;

const circularAbout = (doing: Adopting, nature: string, title: string): NewRow => ({
  ledger: 'circulars',
  bodyUscc: doing.consequence.bodyUscc,
  values: {
    ...{ title: title.slice(0, 200), nature, content: because(doing), scope: 'county' },
    ...{ happenedOn: doing.on, remarks: doing.source },
  },
});

/** The row that an act is kept track of with; null where it is a paper and nothing more. */
const rowsOf: { readonly [A in ConsequenceAction]: (doing: Adopting) => NewRow | null } = {
  circular: (doing) => circularAbout(doing, 'briefing', `关于${doing.cycle.name}结果的通报`),
  organisationReport: () => null,
  praise: (doing) => circularAbout(doing, 'praise', `关于${doing.cycle.name}表扬${doing.unit}的通报`),
  criticism: (doing) => circularAbout(doing, 'criticism', `关于${doing.cycle.name}批评${doing.unit}的通报`),
  typicalCase: (doing) => ({
    ledger: 'typicalCases',
    bodyUscc: doing.consequence.bodyUscc,
    values: {
      ...{ nature: 'positive', title: `${doing.unit}：${doing.cycle.name}先进典型`.slice(0, 200) },
      ...{ content: because(doing), happenedOn: doing.on, scope: 'county', remarks: doing.source },
    },
  }),
  rectification: (doing) => {
    const { cycle, consequence, on, runs, source, tx } = doing;
    const { runId, bodyUscc } = consequence;
    const run = runs.find(({ head }) => head.id === runId);
    const leaves = run === undefined || bodyUscc === null ? [] : dearestLeaves(tx, run, bodyUscc);
    const named = leaves.slice(0, namedLeaves).map(({ name, lost }) => `${name}（失${lost}分）`);
    return {
      ledger: 'rectifications',
      bodyUscc: consequence.bodyUscc,
      values: {
        source: 'assessment',
        title:
          `${cycle.name}${consequence.grounds.join('；')}。${named.length === 0 ? '' : `失分较多的指标：${named.join('、')}。`}`.slice(
            0,
            500,
          ),
        action: '逐项分析失分原因，制定整改措施，明确责任人和完成时限，按期报送整改报告。',
        ...{ happenedOn: on, dueOn: dueOn(doing), remarks: source },
      },
    };
  },
  interview: (doing) => ({
    ledger: 'interviews',
    bodyUscc: doing.consequence.bodyUscc,
    values: {
      title: `${doing.cycle.name}${doing.consequence.grounds.join('；')}`.slice(0, 300),
      ...{ happenedOn: doing.on, planOn: dueOn(doing), interviewer: doing.handler, remarks: doing.source },
    },
  }),
  measure: ({ tx, consequence, on, source }) => {
    const entry = consequence.entryId === null ? null : createLedgerReader(tx).find(consequence.entryId);
    if (entry === null) throw new AppError('consequence.unknown', {});
    const { title, nature = null, legalBasis = null, executor = null, months } = valuesOf(entry);
    return {
      ledger: 'measures',
      bodyUscc: consequence.bodyUscc,
      rowId: entry.id,
      values: {
        ...{ title: title ?? '', nature, legalBasis, executor: executor ?? '待定', happenedOn: on },
        endOn: typeof months === 'number' && months > 0 ? addMonths(on, months) : null,
        polarity: nature === 'incentive' ? 'positive' : 'negative',
        remarks: source,
      },
    };
  },
  accountability: (doing) => ({
    ledger: 'accountabilities',
    bodyUscc: doing.consequence.bodyUscc,
    values: {
      title: `${doing.cycle.name}${doing.consequence.grounds.join('；')}`.slice(0, 300),
      ...{ happenedOn: doing.on, remarks: doing.source },
    },
  }),
};

/** @throws AppError `consequence.unknown`, `consequence.decided`, `consequence.lapsed` and what makes deciding impossible */
export const decideConsequences = (
  tx: WriteTx,
  cycle: Cycle,
  { ids, decision, on, handler, note = '' }: Omit<OperationInput<'consequences.decide'>, 'cycle'>,
  { actor, now }: { actor: string; now: string },
): OperationOutput<'consequences.decide'> => {
  const runs = gradedRuns(tx, cycle);
  requireNoObstacle(cycle, runs);
  if (decision === 'dismiss' && note === '') throw new AppError('consequence.noteNeeded', {});
  if (on > dayInChina(now)) throw new AppError('consequence.dayInvalid', { day: on });
  const repository = createConsequenceRepository(tx);
  const allRules = loadConsequenceRules();
  const bodies = createBodyReader(tx);
  const sources = clockSources(tx);
  let rows = 0;
  for (const id of new Set(ids)) {
    const consequence = repository.find(id);
    if (consequence === null || consequence.cycleCode !== cycle.code) {
      throw new AppError('consequence.unknown', {});
    }
    const unit =
      consequence.bodyUscc === null ? cycle.name : (bodies.nameOf(consequence.bodyUscc) ?? cycle.name);
    const named = { unit, action: consequenceActions[consequence.action] };
    if (consequence.state !== 'proposed') throw new AppError('consequence.decided', named);
    if (decision === 'adopt' && consequence.lapsedAt !== null)
      throw new AppError('consequence.lapsed', named);
    const rules = allRules.filter(({ code }) => consequence.rules.includes(code));
    const run = consequence.runId === null ? '' : `，测算编号 ${consequence.runId}`;
    const source = `来源：${cycle.name}（${cycle.code}）结果运用${run}；规则：${rules.map(({ name }) => name).join('、')}`;
    const doing = {
      ...{ tx, cycle, consequence, unit, rules, on, handler, note, runs },
      source: source.slice(0, 300),
    };
    const made = decision === 'adopt' ? rowsOf[consequence.action](doing) : null;
    const row = made === null ? null : makeRow(tx, made, { actor, now, sources });
    if (row !== null) rows += 1;
    repository.decide(id, {
      state: decision === 'adopt' ? 'decided' : 'dismissed',
      by: actor,
      note: note === '' ? null : note,
      rowId: row?.id ?? null,
    });
  }
  const decided = new Set(ids).size;
  createAuditLog(tx).append({
    actor,
    action: 'consequences.decide',
    subject: cycle.code,
    details: { cycle: cycle.code, count: decided, rows, result: decision },
  });
  return { decided, rows };
};
