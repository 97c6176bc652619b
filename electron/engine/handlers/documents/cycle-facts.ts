/** What the database knows about a cycle, and about one unit in it, for the fields of letters. */
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createNoticeReader } from '../../db/repositories/cycle-notices.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officialRuns, type RankingLine, rankingOf } from '../assessment/official-results.ts';
import { requireCycle, requireUnit } from '../cycles.ts';
import type { SubjectFacts } from './document-kind.ts';

/** A unit's line in the official run; null while there is none. */
const lineOf = (db: ReadDb, cycle: string, unit: string): RankingLine | null => {
  for (const { id } of officialRuns(db, cycle)) {
    const line = rankingOf(db, id).find(({ code }) => code === unit);
    if (line !== undefined) return line;
  }
  return null;
};

const factsOfUnit = (db: ReadDb, cycle: string, uscc: string): SubjectFacts => {
  const { bodyUscc } = requireUnit(db, cycle, uscc);
  const bodyName = createBodyReader(db).nameOf(bodyUscc) ?? '';
  const line = lineOf(db, cycle, uscc);
  return {
    bodyName,
    uscc,
    applicant: bodyName,
    unitScore: line?.score ?? '',
    unitGrade: line?.gradeName ?? '',
    unitRank: line === null || line.rank === null ? '' : String(line.rank),
  };
};

/** @throws AppError `cycle.unknown`, `cycle.unitUnknown` */
export const factsOfCycle = (db: ReadDb, id: string): SubjectFacts => {
  const { cycle, unit } = readCycleSubject(id);
  const notice = createNoticeReader(db).list(cycle).at(-1);
  const { name, year, periodFrom, periodTo, planDocumentNo } = requireCycle(db, cycle);
  return {
    matter: name,
    cycleName: name,
    cycleYear: String(year),
    periodFrom,
    periodTo,
    planDocumentNo: planDocumentNo ?? '',
    unitCount: String(createCycleReader(db).countUnits(cycle, null)),
    noticeFrom: notice?.from ?? '',
    noticeUntil: notice?.until ?? '',
    noticeNo: notice?.documentNo ?? '',
    ...(unit === null ? {} : factsOfUnit(db, cycle, unit)),
  };
};
