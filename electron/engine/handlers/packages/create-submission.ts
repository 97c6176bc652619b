/** Sealing what this office reports upwards for a cycle. */
import path from 'node:path';
import type { Body, CycleUnit } from '#shared/domain/entities.ts';
import { evidenceFolder, signingKeyFileName } from '../../db/data-folder.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import { createExplanationReader } from '../../db/repositories/check-explanations.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createDecisionReader, createEntryReader } from '../../db/repositories/entries.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createFileItemReader } from '../../db/repositories/official-file-items.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { placeOf } from '../../evidence/store.ts';
import type { ManifestFields } from '../../packages/manifest.ts';
import { type SealedPackage, sealPackage } from '../../packages/seal-package.ts';
import { readSigningKey } from '../../packages/signing-key.ts';
import type { JobContext } from '../../runtime/context.ts';
import { requireCycle } from '../cycles.ts';
import { requireModel } from '../models.ts';
import { isAbove } from './office-levels.ts';
import { officesBelow, officesOfSubmission } from './offices-below.ts';
import { type ScorableRows, scoreRows } from './score-rows.ts';
import { senderFields } from './sender.ts';
import {
  officesTable,
  type SubmissionTable,
  travellingBody,
  travellingLedgerRow,
  travellingOfficial,
  unitsTable,
} from './tables.ts';

/** The bodies that rows speak of, and what is below them: not every body of the register. */
const concernedBodies = (db: ReadDb, rows: readonly { bodyUscc: string }[]): Body[] => {
  const reader = createBodyReader(db);
  const found = new Map<string, Body>();
  for (const uscc of new Set(rows.map((row) => row.bodyUscc))) {
    for (const { body } of reader.tree(uscc)) found.set(body.uscc, body);
  }
  return [...found.values()].sort((a, b) => (a.uscc < b.uscc ? -1 : 1));
};

type SubmissionContent = Record<SubmissionTable, { ownerOffice: string }[]> & ScorableRows;

/** Everything that this office, or an office reporting through it, owns of a cycle. */
const collectRows = (db: ReadDb, cycle: string): SubmissionContent => {
  const ours = officesOfSubmission(db);
  const owned = <Row extends { ownerOffice: string }>(rows: Iterable<Row>): Row[] =>
    [...rows].filter((row) => ours.has(row.ownerOffice));

  const entries = owned(createEntryReader(db).list(cycle));
  const decisions = owned(createDecisionReader(db).list(cycle));
  const explanations = owned(createExplanationReader(db).listAll(cycle));
  const creditRecords = owned(createRecordReader(db).stream());
  const ledgerRows = owned(createLedgerReader(db).stream({}));
  const units = createCycleReader(db).units(cycle);
  const aboutBodies = ledgerRows.flatMap(({ bodyUscc }) => (bodyUscc === null ? [] : [{ bodyUscc }]));
  const bodies = owned(
    concernedBodies(db, [
      ...entries,
      ...decisions,
      ...explanations,
      ...creditRecords,
      ...aboutBodies,
      ...units,
    ]),
  );
  const known = new Set(bodies.map((body) => body.uscc));
  const sendable = <Row extends { bodyUscc: string }>(rows: Row[]): Row[] =>
    rows.filter((row) => known.has(row.bodyUscc));
  const people = createOfficialReader(db);
  const officials = owned(bodies.flatMap((body) => people.listOfBody(body.uscc)));
  const files = createFileItemReader(db);
  const records = sendable(creditRecords);
  // A row goes only with everything that it refers to. What is about no body is the office's own, such as its library
  // of measures.
  const going = new Set([...officials, ...records].map(({ id }) => id));
  const complete = ledgerRows.filter(
    ({ bodyUscc, officialId, recordId }) =>
      bodyUscc !== null &&
      known.has(bodyUscc) &&
      (officialId === null || going.has(officialId)) &&
      (recordId === null || going.has(recordId)),
  );
  // Files about persons, and of rows that keep something about one sealed, stay here: a package is signed, not encrypted.
  const impersonal = complete.filter(({ personal, officialId }) => personal === null && officialId === null);
  const sent = new Set([...creditRecords, ...impersonal, ...entries, ...bodies].map((row) => row.id));
  return {
    bodies: bodies.map(travellingBody),
    bodyChanges: sendable(owned(createBodyChangeReader(db).list())),
    officials: officials.map(travellingOfficial),
    officialFileItems: owned(officials.flatMap(({ id }) => files.listOf(id))),
    creditRecords: records,
    ledgerRows: complete.map(travellingLedgerRow),
    entries: sendable(entries),
    decisions: sendable(decisions),
    checkExplanations: sendable(explanations),
    evidence: owned(createEvidenceReader(db).list()).filter((row) => sent.has(row.ownerId)),
    units: sendable(units),
  };
};

const modelsOf = (db: ReadDb, units: readonly CycleUnit[]): ManifestFields['models'] => {
  const used = new Map<string, ManifestFields['models'][number]>();
  for (const { modelCode, modelVersion } of units) {
    const { code, version, digest } = requireModel(db, modelCode, modelVersion);
    used.set(`${code} ${version}`, { code, version, digest });
  }
  return [...used.values()].sort((a, b) => (`${a.code} ${a.version}` < `${b.code} ${b.version}` ? -1 : 1));
};

/**
 * The office that a submission is addressed to: the one enrolled office of a higher level, whose returns we accept. With
 * none or several it stays open, and the receiver is told so.
 */
const officeAbove = (db: ReadDb): ManifestFields['receiver'] => {
  const { level } = createOfficeReader(db).get();
  const above = createEnrolledOfficeReader(db)
    .list()
    .filter((office) => office.revokedAt === null && isAbove(office.level, level));
  const [only] = above;
  if (only === undefined || above.length > 1) return null;
  return { officeId: only.id, regionCode: only.regionCode, name: only.name, level: only.level };
};

/** Seals the submission of a cycle into `target`. @throws AppError `cycle.unknown`, `file.*`, `package.*` */
export const createSubmission = async (
  context: JobContext,
  cycleCode: string,
  target: string,
): Promise<SealedPackage & { fingerprint: string }> => {
  const { db } = context;
  const cycle = requireCycle(db, cycleCode);
  const checkpoint = context.progress.phase('package.seal');
  await checkpoint(0, 2);
  const rows = collectRows(db, cycleCode);
  const scores = scoreRows(db, cycle, rows);
  await checkpoint(1, 2);

  const key = await readSigningKey(path.join(context.database.folder ?? '', signingKeyFileName));
  const folder = evidenceFolder(context.database.folder ?? '');
  const manifest: ManifestFields = {
    ...senderFields(context),
    kind: 'submission',
    receiver: officeAbove(db),
    cycle: {
      code: cycle.code,
      name: cycle.name,
      periodFrom: cycle.periodFrom,
      periodTo: cycle.periodTo,
    },
    models: modelsOf(db, rows.units),
    declared: { scores, resultDigest: null },
  };
  const { units, ...tables } = rows;
  const below = officesBelow(db);
  const hashes = [...new Set(rows.evidence.map((row) => (row as { sha256?: string }).sha256 ?? ''))];
  const sealed = await sealPackage(target, {
    manifest,
    tables: {
      ...tables,
      [unitsTable]: units,
      ...(below.length === 0 ? {} : { [officesTable]: below }),
    },
    evidence: hashes.map((sha256) => ({ sha256, path: placeOf(folder, sha256) })),
    key,
  });
  await checkpoint(2, 2);
  return { ...sealed, fingerprint: key.fingerprint };
};
