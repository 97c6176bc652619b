/** A unit's line in sealed runs, with the points of one indicator beside it. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { namesOf, type OpenRun, openRun, publishedDigits, scoreDigits } from '../run-results/open-run.ts';

export type UnitScore = NonNullable<OperationOutput<'cycleNotice.read'>['reopenings'][number]['before']>;

/** Opens each run once, however many units are asked for. */
export const openUnitScores = (db: ReadDb) => {
  const runs = createRunReader(db);
  const opened = new Map<
    string,
    { run: OpenRun; lines: Map<string, ReturnType<typeof runs.subjects>[number]> }
  >();
  const open = (id: string) => {
    const known = opened.get(id) ?? {
      run: openRun(db, id),
      lines: new Map(runs.subjects(id).map((line) => [line.subject, line])),
    };
    opened.set(id, known);
    return known;
  };
  /** Null when the run did not score the unit. @param leaf null: no single indicator is meant */
  return (id: string, bodyUscc: string, leaf: string | null): UnitScore | null => {
    const { run, lines } = open(id);
    const line = lines.get(bodyUscc);
    if (line === undefined) return null;
    const node = leaf === null ? undefined : runs.nodes(id, bodyUscc).find((one) => one.node === leaf);
    return {
      run: id,
      total: scoreDigits(run.model)(line.score),
      leaf: node === undefined ? null : publishedDigits(run.model)(node.published),
      gradeName: namesOf(run.model.document.grades).get(line.grade ?? '') ?? null,
      rank: line.rank,
      groupRank: line.groupRank,
    };
  };
};
