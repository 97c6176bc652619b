/** What the database knows about a cycle, and about one unit in it, for the fields of letters. */
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import { compareExact, formatShort, quotient, zero } from '#shared/domain/exact.ts';
import type { ConsequenceAction } from '#shared/domain/grade-consequences.ts';
import { valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createNoticeReader } from '../../db/repositories/cycle-notices.ts';
import { createPlanReader } from '../../db/repositories/cycle-plans.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader } from '../../db/repositories/entries.ts';
import { createConsequenceReader } from '../../db/repositories/grade-consequences.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officialRuns, rankingOf, unitResult } from '../assessment/official-results.ts';
import { requireCycle, requireUnit } from '../cycles.ts';
import { reviewLimitOf } from '../entries/review-limit.ts';
import { documentOf, requireModel } from '../models.ts';
import type { SubjectFacts } from './document-kind.ts';

/** What was decided about a unit in a cycle, for the letters that follow from it. */
const factsOfConsequences = (db: ReadDb, cycle: string, uscc: string): SubjectFacts => {
  const rows = createLedgerReader(db);
  const decided = createConsequenceReader(db)
    .list(cycle)
    .filter(({ bodyUscc, state }) => bodyUscc === uscc && state === 'decided');
  const rowOf = (action: ConsequenceAction) => {
    const id = decided.find((consequence) => consequence.action === action)?.rowId ?? null;
    return id === null ? null : rows.find(id);
  };
  const rectification = rowOf('rectification');
  const interview = rowOf('interview');
  const text = (row: ReturnType<typeof rowOf>, field: string): string =>
    row === null ? '' : (textOf(valuesOf(row), field) ?? '');
  const grounds = decided
    .filter(({ action }) => action === 'rectification' || action === 'interview')
    .flatMap((consequence) => consequence.grounds);
  return {
    ...(grounds.length === 0 ? {} : { unitGrounds: [...new Set(grounds)].join('；') }),
    ...(rectification === null ? {} : { rectifyDueOn: text(rectification, 'dueOn') }),
    ...(interview === null
      ? {}
      : { interviewOn: text(interview, 'planOn'), interviewer: text(interview, 'interviewer') }),
  };
};

const factsOfUnit = (db: ReadDb, cycle: string, uscc: string): SubjectFacts => {
  const { bodyUscc } = requireUnit(db, cycle, uscc);
  const bodyName = createBodyReader(db).nameOf(bodyUscc) ?? '';
  const found = unitResult(db, cycle, uscc);
  const numbered = (rank: number | null | undefined): string =>
    typeof rank === 'number' ? String(rank) : '';
  const result =
    found === null || found.line.score === null
      ? ''
      : `得分${found.line.score}分，等次“${found.line.gradeName ?? ''}”`;
  return {
    bodyName,
    uscc,
    applicant: bodyName,
    unitScore: found?.line.score ?? '',
    unitGrade: found?.line.gradeName ?? '',
    unitRank: numbered(found?.line.rank),
    unitGroup: found?.line.group ?? '',
    unitGroupRank: found?.line.group == null ? '' : numbered(found.line.groupRank),
    rankedUnits: found === null ? '' : String(found.ranked),
    unitGrounds: result,
    ...factsOfConsequences(db, cycle, uscc),
  };
};

/** What the official runs say of a cycle as a whole: how many units hold which grade, and which the best and the worst. */
const factsOfResults = (db: ReadDb, cycle: string): SubjectFacts => {
  const runs = officialRuns(db, cycle).map((run) => {
    const { name, grades } = documentOf(requireModel(db, run.modelCode, run.modelVersion));
    return { name, grades, lines: rankingOf(db, run.id) };
  });
  if (runs.length === 0) return {};
  const summary = runs.map(({ name, grades, lines }) => {
    const counts = grades.map((grade) => {
      const count = lines.filter((line) => line.grade === grade.code).length;
      return `${grade.name}${count}个`;
    });
    const ungraded = lines.filter(({ grade }) => grade === null).length;
    const all = [...counts, ...(ungraded === 0 ? [] : [`未计分${ungraded}个`])].join('、');
    return runs.length === 1 ? all : `${name}：${all}`;
  });
  const worst = runs.flatMap(({ grades, lines }) =>
    lines
      .filter(({ grade }) => grade === grades.at(-1)?.code)
      .map(({ name, score, gradeName }) => `${name}（${score ?? ''}分，${gradeName ?? ''}）`),
  );
  return {
    gradeSummary: `各等次单位数：${summary.join('；')}。`,
    bestGrade: [...new Set(runs.map(({ grades }) => grades[0]?.name ?? ''))].join('”“'),
    worstUnits: worst.length === 0 ? '' : `考核等次为最低等次的单位：${worst.join('、')}。`,
  };
};

/** What the plan says in words: what stands above its tables depends on whether there is anything in them. */
const factsOfPlan = (db: ReadDb, cycle: Cycle): SubjectFacts => {
  const plan = createPlanReader(db);
  const limit = reviewLimitOf(db, cycle);
  const dated = plan.dates(cycle.code).length > 0;
  const notApplicable = createDecisionReader(db)
    .list(cycle.code)
    .some(({ kind, count }) => kind === 'notApplicable' && Number(count) !== 0);
  return {
    stageNote: dated
      ? '考核按下列日期进行。截止日期以后不再接受该阶段的填报，确需延长的另行通知。'
      : '各阶段的起止日期另行通知。',
    notApplicableNote: notApplicable ? '下列指标不适用于所列单位，不计分，其分值由同级指标分担。' : '',
    reviewNote:
      compareExact(limit, zero) === 0
        ? '核定得分与自评得分不一致的，应当写明原因。'
        : `核定得分与自评得分相差超过${formatShort(quotient(limit), 4)}分的，应当写明原因。`,
  };
};

/** @throws AppError `cycle.unknown`, `cycle.unitUnknown` */
export const factsOfCycle = (db: ReadDb, id: string): SubjectFacts => {
  const { cycle, unit } = readCycleSubject(id);
  const notice = createNoticeReader(db).list(cycle).at(-1);
  const found = requireCycle(db, cycle);
  const { name, year, periodFrom, periodTo, planDocumentNo } = found;
  return {
    matter: name,
    cycleName: name,
    cycleYear: String(year),
    periodFrom,
    periodTo,
    planDocumentNo: planDocumentNo ?? '',
    planBasis: planDocumentNo === null ? '考核方案' : `考核方案（${planDocumentNo}）`,
    unitCount: String(createCycleReader(db).countUnits(cycle, null)),
    noticeFrom: notice?.from ?? '',
    noticeUntil: notice?.until ?? '',
    noticeNo: notice?.documentNo ?? '',
    ...(unit === null
      ? { ...factsOfPlan(db, found), ...factsOfResults(db, cycle) }
      : factsOfUnit(db, cycle, unit)),
  };
};
