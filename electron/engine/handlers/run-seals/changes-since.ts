/** Whether the database still holds what a run was made from. */
import { compareData, type DataChange } from '#shared/model/compare-data.ts';
import type { ModelData } from '#shared/model/data.ts';
import { createRunReader, type RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { gatherCycle } from '../assessment/score-cycle.ts';
import { requireCycle } from '../cycles.ts';

export interface ChangesSince {
  /** Version of the model that the cycle assesses with now, when it is another; null when none or the same. */
  modelNow: string | null;
  changes: DataChange[];
}

const storedData = (db: ReadDb, run: string): ModelData | null => {
  const documents = createRunReader(db).documents(run);
  return documents === null ? null : (JSON.parse(documents.data) as ModelData);
};

/** What a run took that the database does not hold any more, or holds otherwise. */
export const changesSince = (db: ReadDb, head: RunHead): ChangesSince => {
  const before = storedData(db, head.id);
  const versions: string[] = [];
  let now: ModelData = { format: 'zhengxin-data/1', subjects: [] };
  for (const { model, data } of gatherCycle(db, requireCycle(db, head.cycleCode), head.modelCode)) {
    versions.push(model.version);
    if (model.version === head.modelVersion || versions.length === 1) now = data;
  }
  const [other] = versions.filter((version) => version !== head.modelVersion);
  return {
    modelNow: versions.includes(head.modelVersion) ? null : (other ?? null),
    changes: before === null ? [] : compareData(before, now),
  };
};

/** How the data of two runs differ. */
export const changesBetween = (db: ReadDb, before: string, after: string): DataChange[] => {
  const [earlier, later] = [storedData(db, before), storedData(db, after)];
  return earlier === null || later === null ? [] : compareData(earlier, later);
};
