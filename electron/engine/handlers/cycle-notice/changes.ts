/** What the sealed runs after the first one changed: for the units themselves, and for everybody who moved because of it. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { createReopeningReader } from '../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { compareUnits } from '../run-results/compare.ts';
import { openRun } from '../run-results/open-run.ts';
import { openNames, openShownReopenings } from './reopenings.ts';
import { type SealedRun, sealedRuns } from './sealed-runs.ts';

type Change = OperationOutput<'scoreChanges.list'>['changes'][number];
type Moved = OperationOutput<'scoreChanges.moved'>['moved'][number];

/** More units than any run has. */
const everyUnit = 100_000;

/** The seal of a run, with all of its cycle; null for a trial run. @throws AppError `run.unknown` */
const findSealed = (db: ReadDb, run: string): { sealed: SealedRun[]; own: SealedRun } | null => {
  const { head } = openRun(db, run);
  const sealed = sealedRuns(db, head.cycleCode);
  const own = sealed.find((one) => one.head.id === run);
  return own === undefined ? null : { sealed, own };
};

/** Reopenings of a model's units whose values a sealed run holds, as against the first official one. */
const reopeningsIn = (db: ReadDb, sealed: readonly SealedRun[], { head, seal }: SealedRun) => {
  const names = openNames(db, head.cycleCode);
  const first = sealed.find((one) => one.head.modelCode === head.modelCode);
  if (first === undefined || first.head.id === head.id) return [];
  return createReopeningReader(db)
    .list(head.cycleCode)
    .filter(
      ({ bodyUscc, closedAt }) =>
        names.modelOf(bodyUscc) === head.modelCode && closedAt !== null && closedAt <= seal.sealedAt,
    );
};

export const changesIn = (db: ReadDb, run: string, bodyUscc: string | undefined): Change[] => {
  const found = findSealed(db, run);
  if (found === null) return [];
  const show = openShownReopenings(db, found.own.head.cycleCode, found.sealed);
  return reopeningsIn(db, found.sealed, found.own)
    .filter((one) => bodyUscc === undefined || one.bodyUscc === bodyUscc)
    .map(show)
    .map(
      ({
        id,
        kind,
        bodyUscc: unit,
        bodyName,
        leaf,
        leafName,
        reason,
        approvedBy,
        documentNo,
        before,
        after,
      }) => ({
        ...{
          id,
          kind,
          bodyUscc: unit,
          bodyName,
          leaf,
          leafName,
          reason,
          approvedBy,
          documentNo,
          before,
          after,
        },
      }),
    );
};

/** Everybody whose score or place is another than in the run before. */
export const movedBy = (db: ReadDb, run: string): Moved[] => {
  const found = findSealed(db, run);
  const before = found?.own.seal.supersedes ?? null;
  if (found === null || before === null) return [];
  const { head } = found.own;
  const earlier = found.sealed.find((one) => one.head.id === before)?.seal.sealedAt ?? '';
  const own = new Set(
    reopeningsIn(db, found.sealed, found.own)
      .filter(({ closedAt }) => (closedAt ?? '') > earlier)
      .map(({ bodyUscc }) => bodyUscc),
  );
  const request = { before, after: head.id, changedOnly: true, cursor: null, limit: everyUnit };
  return compareUnits(db, request).rows.map((row) => ({
    ...{ code: row.code, name: row.name, group: row.group },
    scoreBefore: row.before?.score ?? null,
    scoreAfter: row.after?.score ?? null,
    gradeBefore: row.before?.gradeName ?? null,
    gradeAfter: row.after?.gradeName ?? null,
    rankBefore: row.before?.rank ?? null,
    rankAfter: row.after?.rank ?? null,
    groupRankBefore: row.before?.groupRank ?? null,
    groupRankAfter: row.after?.groupRank ?? null,
    own: own.has(row.code),
  }));
};
