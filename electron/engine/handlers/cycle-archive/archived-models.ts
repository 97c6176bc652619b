/** The model versions that a cycle's units were assessed with, and those of its runs. */
import type { ModelVersion } from '#shared/domain/entities.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { requireModel } from '../models.ts';

export const modelsOfCycle = (db: ReadDb, cycle: string): ModelVersion[] => {
  const used = [...createCycleReader(db).units(cycle), ...createRunReader(db).list(cycle)];
  const named = new Map(
    used.map(({ modelCode, modelVersion }) => [`${modelCode} ${modelVersion}`, { modelCode, modelVersion }]),
  );
  return [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { modelCode, modelVersion }]) => requireModel(db, modelCode, modelVersion));
};
