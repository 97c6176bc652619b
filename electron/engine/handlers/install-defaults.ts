/** What a new data folder starts with: bundled models and catalogue, and the fictional sample county if asked for. */

import type { CatalogueItem } from '#shared/domain/entities.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { canonicalJson } from '../db/content-hash.ts';
import { createBodyRepository } from '../db/repositories/bodies.ts';
import { createCatalogueRepository } from '../db/repositories/catalogue.ts';
import { createCycleRepository } from '../db/repositories/cycles.ts';
import { createDecisionRepository, createEntryRepository } from '../db/repositories/entries.ts';
import { createModelRepository } from '../db/repositories/models.ts';
import { createOfficialRepository } from '../db/repositories/officials.ts';
import { createRecordRepository } from '../db/repositories/records.ts';
import type { WriteTx } from '../db/transaction.ts';
import type { BundledModel } from '../resources.ts';
import type { SampleCounty } from '../sample-county.ts';

/** Stores the bundled models and the catalogue. @returns the codes of the models */
export const installDefaults = (
  tx: WriteTx,
  models: readonly BundledModel[],
  catalogue: readonly CatalogueItem[],
): string[] => {
  createCatalogueRepository(tx).replaceAll(catalogue);
  const repository = createModelRepository(tx);
  for (const { document, status } of models) {
    repository.save({
      code: document.code,
      version: document.version,
      name: document.name,
      digest: modelDigest(document),
      document: canonicalJson(document),
      status,
      legalBasis: null,
    });
  }
  return models.map(({ document }) => document.code);
};

/**
 * Puts the sample county into a new database. Officials get identifiers of this database; the records that name
 * them follow.
 */
export const installSample = (tx: WriteTx, county: SampleCounty): void => {
  const bodies = createBodyRepository(tx);
  for (const body of county.bodies) bodies.insert(body);

  const officials = createOfficialRepository(tx);
  const idOf = new Map<string, string>();
  for (const { id, ...official } of county.officials) idOf.set(id, officials.insert(official).id);

  const records = createRecordRepository(tx);
  for (const record of county.records) {
    const officialId = record.officialId === null ? null : (idOf.get(record.officialId) ?? null);
    records.insert({ ...record, officialId });
  }

  const cycles = createCycleRepository(tx);
  for (const cycle of county.cycles) {
    cycles.insert(cycle);
    cycles.setUnits(
      cycle.code,
      county.units.filter((unit) => unit.cycleCode === cycle.code),
    );
  }
  const entries = createEntryRepository(tx);
  for (const entry of county.entries) entries.upsert(entry);
  const decisions = createDecisionRepository(tx);
  for (const decision of county.decisions) decisions.upsert(decision);
};
