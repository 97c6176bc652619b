/** The office of this data folder: first start, its key, the offices that it trusts. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { officeOperations } from '#shared/contract/operations/office.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { parseFingerprint } from '#shared/domain/fingerprint.ts';
import { checkRegionCode } from '#shared/domain/region-code.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { databaseFile, signingKeyFileName } from '../db/data-folder.ts';
import { createDatabase } from '../db/open-database.ts';
import { createBodyReader } from '../db/repositories/bodies.ts';
import { createCycleReader } from '../db/repositories/cycles.ts';
import {
  createEnrolledOfficeReader,
  createEnrolledOfficeRepository,
} from '../db/repositories/enrolled-offices.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import { createOfficialReader } from '../db/repositories/officials.ts';
import { createRecordReader } from '../db/repositories/records.ts';
import { createRunReader } from '../db/repositories/runs.ts';
import { createStatedOfficeReader } from '../db/repositories/stated-offices.ts';
import { asAppError } from '../db/sqlite-errors.ts';
import {
  confirmFingerprint,
  createSigningKey,
  exportPublicKey,
  readKeyFile,
  readSigningKey,
  type SigningKey,
  writeKeyFile,
  writeSigningKey,
} from '../packages/signing-key.ts';
import { loadCatalogue, loadMeasureLibrary, loadModels, loadSample } from '../resources.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';
import { installDefaults, installSample } from './install-defaults.ts';
import { installMeasureLibrary } from './ledgers/measure-rules.ts';

/** The key of the folder; one that lies there already is used, never replaced. */
const makeSigningKey = async (folder: string): Promise<SigningKey> => {
  const file = path.join(folder, signingKeyFileName);
  if (existsSync(file)) return readSigningKey(file);
  const key = createSigningKey();
  await writeSigningKey(file, key);
  return key;
};

export const officeHandlers: HandlersOf<typeof officeOperations> = {
  'office.initialise': async (context, { regionCode, name, level, sample }) => {
    const { folder } = context.database;
    if (folder === null) throw new AppError('database.missing', { folder: '' });
    const region = checkRegionCode(regionCode);
    if (!region.valid) throw new AppError('office.regionCodeInvalid', { regionCode });
    if (existsSync(databaseFile(folder))) throw new AppError('database.alreadyExists', { folder });
    // Everything that could be missing or broken is read before the first byte is written.
    const models = loadModels();
    const catalogue = loadCatalogue();
    const library = loadMeasureLibrary();
    const county = sample ? loadSample() : null;

    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw asAppError(error, databaseFile(folder));
    }
    const signingKey = await makeSigningKey(folder);
    const checkpoint = context.progress.phase('initialise.sample');
    await checkpoint(0, 1);
    const database = createDatabase(folder, {
      officeInfo: { regionCode, name, level },
      signingKey: { publicKey: signingKey.publicKey, fingerprint: signingKey.fingerprint },
      now: context.now,
      newId: context.newId,
      alone: true,
    });
    context.database.adopt(database);
    const codes = database.write((tx) => {
      const installed = installDefaults(tx, models, catalogue);
      const now = context.now();
      installMeasureLibrary(tx, library, { actor: context.actor, now, today: dayInChina(now) });
      if (county) installSample(tx, county);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'office.initialise',
        subject: regionCode,
        details: { sample, models: installed.length },
      });
      return installed;
    });
    await checkpoint(1, 1);
    return {
      office: createOfficeReader(database.reader).get(),
      key: createOfficeReader(database.reader).signingKey(),
      models: codes,
      bodies: createBodyReader(database.reader).count(),
      records: createRecordReader(database.reader).count(),
    };
  },

  'office.read': ({ db }) => ({
    office: createOfficeReader(db).get(),
    key: createOfficeReader(db).signingKey(),
    counts: {
      bodies: createBodyReader(db).count(),
      officials: createOfficialReader(db).count(),
      records: createRecordReader(db).count(),
      cycles: createCycleReader(db).list().length,
      runs: createRunReader(db).list().length,
    },
  }),

  'keys.export': async ({ db, files }, { file }) => {
    const office = createOfficeReader(db);
    const key = office.signingKey();
    await writeKeyFile(files.resolve(file, 'write'), exportPublicKey(key, office.get()));
    return key;
  },

  'keys.inspect': async ({ db, files }, { file }) => {
    const { office, fingerprint } = await readKeyFile(files.resolve(file, 'read'));
    const present = createEnrolledOfficeReader(db).find(office.id);
    const same = present?.fingerprint === fingerprint;
    const enrolled =
      present === null ? 'no' : present.revokedAt !== null ? 'revoked' : same ? 'this' : 'other';
    return { office, fingerprint, enrolled };
  },

  'keys.revoke': (context, { office: id }) =>
    context.write((tx) => {
      const offices = createEnrolledOfficeRepository(tx);
      const present = offices.find(id);
      if (present === null) throw new AppError('office.notEnrolled', {});
      if (present.revokedAt !== null) return present;
      const revoked = offices.revoke(id);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'keys.revoke',
        subject: id,
        details: { fingerprint: revoked.fingerprint },
      });
      return revoked;
    }),

  'keys.trust': async (context, { file, fingerprint, parentFingerprint }) => {
    const chosen = context.files.resolve(file, 'read');
    const content = await readKeyFile(chosen);
    const expected = parseFingerprint(fingerprint);
    if (expected === null) throw new AppError('office.fingerprintInvalid', {});
    confirmFingerprint(content, expected, path.basename(chosen));
    return context.write((tx) => {
      const offices = createEnrolledOfficeRepository(tx);
      const present = offices.find(content.office.id);
      if (present?.fingerprint === content.fingerprint && present.revokedAt === null) return present;
      const parentKey = parentFingerprint === null ? null : parseFingerprint(parentFingerprint);
      const parent = parentKey === null ? null : offices.findByKey(parentKey);
      if (parentFingerprint !== null && parent === null) throw new AppError('office.parentUnknown', {});
      const enrolled = offices.enrol({
        ...content.office,
        parentId: parent?.id ?? null,
        publicKey: content.publicKey,
        fingerprint: content.fingerprint,
      });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'keys.trust',
        subject: content.office.id,
        details: { fingerprint: content.fingerprint },
      });
      return enrolled;
    });
  },

  'keys.list': ({ db }) => ({
    offices: createEnrolledOfficeReader(db).list(),
    stated: createStatedOfficeReader(db).list(),
  }),
};
