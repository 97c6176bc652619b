/** One check of everything: tables stretch by stretch, then what takes more than one row to see. */
import { dayInChina } from '#shared/domain/dates.ts';
import type { QualityKind, QualitySubject } from '#shared/domain/quality-kinds.ts';
import {
  createQualityReader,
  createQualityRepository,
  type QualityCounts,
} from '../../db/repositories/quality.ts';
import type { JobContext } from '../../runtime/context.ts';
import { currentRegionTable } from '../regions/current-table.ts';
import { qualityBasis } from './basis.ts';
import { writeCounts } from './counts.ts';
import {
  codeMarks,
  doubleOfficialMarks,
  doubleRecordMarks,
  similarNameMarks,
  type UnitMark,
} from './marks.ts';
import { stretchesOf } from './stretches.ts';

const subjects: readonly QualitySubject[] = ['body', 'official', 'record', 'ledgerRow'];

const isOpen = ({ validTo }: { validTo: string | null }, today: string): boolean =>
  validTo === null || validTo >= today;

const countRows = async ({ db, progress, now }: JobContext): Promise<QualityCounts> => {
  const reader = createQualityReader(db);
  const basis = qualityBasis(db, dayInChina(now()));
  const last = subjects.map((subject) => reader.lastRow(subject));
  const total = last.reduce((sum, rows) => sum + rows, 0);
  const checkpoint = progress.phase('quality.rows');
  const counts: QualityCounts = new Map();
  let done = 0;
  for (const [index, subject] of subjects.entries()) {
    const end = last[index] ?? 0;
    for (const stretch of stretchesOf(end)) {
      await checkpoint(done + stretch.after, total);
      reader.count(counts, subject, basis, stretch);
    }
    done += end;
  }
  await checkpoint(total, total);
  return counts;
};

const findMarks = async ({ db, progress, now }: JobContext): Promise<UnitMark[]> => {
  const reader = createQualityReader(db);
  const bodies = reader.codedBodies();
  const regions = currentRegionTable(db);
  const checkpoint = progress.phase('quality.duplicates');
  const marks = bodies.flatMap((body) => codeMarks(body, regions));
  marks.push(...similarNameMarks(bodies.filter((body) => isOpen(body, dayInChina(now())))));
  marks.push(...doubleOfficialMarks(reader.doubleOfficials(dayInChina(now()))));
  for (const [index, { uscc }] of bodies.entries()) {
    await checkpoint(index, bodies.length);
    marks.push(...doubleRecordMarks(uscc, reader.doubleRecords(uscc)));
  }
  await checkpoint(bodies.length, bodies.length);
  return marks;
};

/** Among what the marked kinds are counted: bodies, officials with a number, records that stand. */
const countMarks = ({ db, now }: JobContext, counts: QualityCounts, marks: readonly UnitMark[]): void => {
  const reader = createQualityReader(db);
  const shareOf = (uscc: string, kind: QualityKind) => {
    const ofUnit = counts.get(uscc) ?? new Map<QualityKind, { found: number; among: number }>();
    counts.set(uscc, ofUnit);
    const share = ofUnit.get(kind) ?? { found: 0, among: 0 };
    ofUnit.set(kind, share);
    return share;
  };
  const bodyKinds = [
    'body.codeWrong',
    'body.regionWrong',
    'body.regionUnknown',
    'body.levelDiffers',
  ] as const;
  for (const body of reader.codedBodies()) {
    for (const kind of bodyKinds) shareOf(body.uscc, kind).among += 1;
    if (isOpen(body, dayInChina(now()))) shareOf(body.uscc, 'body.similarName').among += 1;
  }
  for (const { uscc, total } of reader.numberedOfficials(dayInChina(now()))) {
    shareOf(uscc, 'official.duplicate').among += total;
  }
  // The records that stand were counted for their facts.
  for (const [uscc, kinds] of counts) {
    const standing = kinds.get('record.noFact')?.among ?? 0;
    if (standing > 0) shareOf(uscc, 'record.duplicate').among += standing;
  }
  for (const { uscc, kind } of marks) shareOf(uscc, kind).found += 1;
};

/** Checks everything and keeps the outcome. */
export const checkQuality = async (context: JobContext): Promise<void> => {
  const checkedAt = context.now();
  const auditSequence = createQualityReader(context.db).newestAudit();
  const counts = await countRows(context);
  const marks = await findMarks(context);
  countMarks(context, counts, marks);
  context.write((tx) =>
    createQualityRepository(tx).replace({ checkedAt, auditSequence, counts: writeCounts(counts) }, marks),
  );
};
