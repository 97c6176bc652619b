/** What a new data folder starts with: bundled models and catalogue, and the fictional sample county if asked for. */

import type { CatalogueItem } from '#shared/domain/entities.ts';
import { modelDigest } from '#shared/model/digest.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { canonicalJson } from '../db/content-hash.ts';
import type { CreditDatabase } from '../db/open-database.ts';
import { createBodyRepository } from '../db/repositories/bodies.ts';
import { createCatalogueRepository } from '../db/repositories/catalogue.ts';
import { createCycleRepository } from '../db/repositories/cycles.ts';
import { createDecisionRepository, createEntryRepository } from '../db/repositories/entries.ts';
import { createModelReader, createModelRepository } from '../db/repositories/models.ts';
import { createOfficialRepository } from '../db/repositories/officials.ts';
import { createRecordRepository } from '../db/repositories/records.ts';
import type { WriteTx } from '../db/transaction.ts';
import { type BundledModel, loadModels } from '../resources.ts';
import type { SampleCounty } from '../sample-county.ts';

const saveModel = (tx: WriteTx, { document, status }: BundledModel): void => {
  createModelRepository(tx).save({
    code: document.code,
    version: document.version,
    name: document.name,
    digest: modelDigest(document),
    document: canonicalJson(document),
    status,
    legalBasis: null,
  });
};

/** Stores the bundled models and the catalogue. @returns the codes of the models */
export const installDefaults = (
  tx: WriteTx,
  models: readonly BundledModel[],
  catalogue: readonly CatalogueItem[],
): string[] => {
  createCatalogueRepository(tx).replaceAll(catalogue);
  for (const model of models) saveModel(tx, model);
  return [...new Set(models.map(({ document }) => document.code))];
};

/**
 * Adds the bundled models that came out after a folder was made. Versions that it has stay as they are, whoever made
 * them: cycles are frozen on them.
 * @param actor who opened the database, for the audit log
 */
export const installNewModels = (database: CreditDatabase, actor: string): void => {
  const known = createModelReader(database.reader);
  const missing = loadModels(undefined, (code, version) => known.find(code, version) === null);
  if (missing.length === 0) return;
  database.write((tx) => {
    for (const model of missing) saveModel(tx, model);
    createAuditLog(tx).append({
      actor,
      action: 'models.install',
      subject: null,
      details: {
        models: missing.map(({ document }) => `${document.code} ${document.version}`).join(', '),
      },
    });
  });
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
