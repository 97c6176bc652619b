/**
 * 归档: one folder with everything of a cycle, verified before it gets its name. It is made from a result that is final;
 * what happens to the cycle while it is being written makes it stale, and is refused.
 */
import path from 'node:path';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type AuditEvent, createAuditReader } from '../../db/audit-log.ts';
import { signingKeyFileName } from '../../db/data-folder.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { buildListWorkbook } from '../../excel/layouts/list.ts';
import { streamWorkbook } from '../../excel/write-workbook.ts';
import type { ArchiveFields } from '../../packages/cycle-archive/archive-manifest.ts';
import { type VerifiedArchive, verifyArchive } from '../../packages/cycle-archive/verify-archive.ts';
import { type ArchiveWriter, createArchiveWriter } from '../../packages/cycle-archive/write-archive.ts';
import { readSigningKey, type SigningKey } from '../../packages/signing-key.ts';
import type { JobContext } from '../../runtime/context.ts';
import { programVersion } from '../../version.ts';
import { requireCycle } from '../cycles.ts';
import { type ArchiveItem, archiveCategories } from './archive-item.ts';
import { archiveMeaning } from './archive-meaning.ts';
import { modelsOfCycle } from './archived-models.ts';
import { type AuditPart, aboutCycle, auditFile, auditPart } from './audit-file.ts';
import { type CycleMatter, matterOf } from './cycle-matter.ts';
import { dataItems, identifiersIn, modelFile, modelItems, runFiles, runItems } from './data-files.ts';
import { evidenceItems } from './evidence-files.ts';
import { paperItems } from './papers.ts';
import { readMe, readMeName } from './read-me.ts';
import { workbookItems } from './workbooks.ts';

const catalogueName = '归档目录.xlsx';

export interface MadeArchive extends VerifiedArchive {
  /** Evidence that was not there. */
  lost: Finding[];
}

/** @throws AppError `cycleArchive.tooEarly`, `cycleArchive.logBroken` */
const requireArchivable = (db: ReadDb, code: string): CycleMatter => {
  const cycle = requireCycle(db, code);
  if (!isClosed(cycle.status)) {
    throw new AppError('cycleArchive.tooEarly', { cycle: cycle.name, status: cycleStatuses[cycle.status] });
  }
  const verdict = createAuditReader(db).verify();
  if (!verdict.intact) throw new AppError('cycleArchive.logBroken', { sequence: verdict.firstBad });
  return matterOf(db, cycle);
};

const auditItem = (part: AuditPart): ArchiveItem => ({
  category: 'audit',
  name: auditFile,
  title: '操作日志',
  weight: 1,
  write: (writer) => writer.table(auditFile, part.rows()),
});

/** 归档目录, as 报送材料清单 is laid out: every file with its rows, bytes and digest. */
const writeCatalogue = (
  context: JobContext,
  writer: ArchiveWriter,
  { cycle }: CycleMatter,
  items: readonly ArchiveItem[],
): Promise<unknown> => {
  const entries = new Map(writer.entries.map((entry) => [entry.name, entry]));
  const plan = buildListWorkbook({
    title: `${cycle.name}归档目录`,
    columns: [
      { title: '序号', kind: 'number' },
      { title: '类别', kind: 'text' },
      { title: '内容', kind: 'text' },
      { title: '文件', kind: 'text' },
      { title: '字节', kind: 'number' },
      { title: 'SHA-256', kind: 'text', width: 68 },
    ],
    rows: items.map(({ category, title, name }, index) => [
      String(index + 1),
      archiveCategories[category],
      title,
      name,
      String(entries.get(name)?.size ?? ''),
      entries.get(name)?.sha256 ?? '',
    ]),
    officeName: createOfficeReader(context.db).get().name,
    exportedOn: dayInChina(context.now()),
  });
  return writer.write(catalogueName, streamWorkbook(plan));
};

const fieldsOf = (
  context: JobContext,
  { cycle, units, sealed }: CycleMatter,
  audit: ArchiveFields['audit'],
): ArchiveFields => {
  const { db } = context;
  const { id, regionCode, name, level } = createOfficeReader(db).get();
  return {
    id: context.newId(),
    createdAt: context.now(),
    appVersion: programVersion,
    office: { id, regionCode, name, level },
    cycle: {
      code: cycle.code,
      name: cycle.name,
      year: cycle.year,
      periodFrom: cycle.periodFrom,
      periodTo: cycle.periodTo,
      status: cycle.status,
      planDocumentNo: cycle.planDocumentNo,
    },
    units: units.size,
    models: modelsOfCycle(db, cycle.code).map(({ code, version, digest }) => ({
      ...{ code, version, digest },
      file: modelFile(code, version),
    })),
    runs: sealed.map(({ run, seal }) => ({
      id: run.id,
      modelCode: run.modelCode,
      modelVersion: run.modelVersion,
      kind: seal.kind,
      official: run.official,
      engine: run.engineVersion,
      dataDigest: run.dataDigest,
      resultSha256: run.resultSha256,
      ...runFiles(run.id),
    })),
    audit,
  };
};

/** Files being written at once. Each waits for its compression and for the disk, and the next is made meanwhile. */
const atOnce = 4;

/** Writes them all; when one fails, none is begun any more, and none is being written when the failure is passed on. */
const writeItems = async (
  items: readonly ArchiveItem[],
  writer: ArchiveWriter,
  step: (done: number) => Promise<void>,
): Promise<void> => {
  const waiting = items.values();
  const failures: unknown[] = [];
  let done = 0;
  const writeNext = async (): Promise<void> => {
    try {
      for (const item of waiting) {
        if (failures.length > 0) return;
        await step(done);
        await item.write(writer);
        done += item.weight;
      }
    } catch (error) {
      failures.push(error);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writeNext));
  if (failures.length > 0) throw failures[0];
};

const writeAll = async (
  context: JobContext,
  writer: ArchiveWriter,
  matter: CycleMatter,
  key: SigningKey,
): Promise<{ sha256: string; lost: Finding[] }> => {
  const { db } = context;
  const checkpoint = context.progress.phase('cycleArchive.write');
  await checkpoint(0, null);
  const head = createAuditReader(db).head();
  const evidence = await evidenceItems(matter, context.database.folder ?? '');
  const isTold = aboutCycle(matter, identifiersIn(db, matter.cycle.code));
  const audit = auditPart(db, isTold, head.sequence);
  const items = [
    ...workbookItems(context, matter),
    ...paperItems(db, matter),
    ...dataItems(db, matter),
    ...modelItems(db, matter),
    ...runItems(db, matter),
    ...evidence.items,
    auditItem(audit),
  ];
  const total = items.reduce((sum, { weight }) => sum + weight, 1);
  await writeItems(items, writer, (done) => checkpoint(done, total));
  await writeCatalogue(context, writer, matter, items);
  const { name, code } = matter.cycle;
  await writer.write(
    readMeName,
    readMe({
      cycleName: name,
      officeName: createOfficeReader(db).get().name,
      madeOn: dayInChina(context.now()),
      programVersion,
      fingerprint: key.fingerprint,
    }),
  );
  requireUnchanged(db, isTold, head.sequence, code);
  const { sha256 } = await writer.seal(
    fieldsOf(context, matter, { file: auditFile, told: audit.told, from: audit.from, head }),
    key,
  );
  await checkpoint(total, total);
  return { sha256, lost: evidence.findings };
};

/** @throws AppError `cycleArchive.changedMeanwhile` when something was done to the cycle since */
const requireUnchanged = (
  db: ReadDb,
  isAbout: (event: AuditEvent) => boolean,
  since: number,
  cycle: string,
): void => {
  const reader = createAuditReader(db);
  for (let last = since; ; ) {
    const page = reader.rawAfter(last, 1_000);
    if (page.some(({ event }) => isAbout(JSON.parse(event) as AuditEvent))) {
      throw new AppError('cycleArchive.changedMeanwhile', { cycle });
    }
    const end = page.at(-1);
    if (end === undefined) return;
    last = end.sequence;
  }
};

/**
 * Writes the archive of a cycle as the folder `target`.
 * @throws AppError `cycle.unknown`, `cycleArchive.tooEarly`, `cycleArchive.logBroken`, `cycleArchive.changedMeanwhile`,
 *   `cycleArchive.notGood`, `file.*`, `operation.cancelled`; nothing lies under the name then
 */
export const makeArchive = async (
  context: JobContext,
  cycle: string,
  target: string,
): Promise<MadeArchive> => {
  const matter = requireArchivable(context.db, cycle);
  const key = await readSigningKey(path.join(context.database.folder ?? '', signingKeyFileName));
  const writer = await createArchiveWriter(target);
  try {
    const { lost } = await writeAll(context, writer, matter, key);
    const verified = await verifyArchive(writer.folder, archiveMeaning, {
      files: context.progress.phase('cycleArchive.verify'),
      runs: context.progress.phase('cycleArchive.rescore'),
    });
    const bad = verified.checks.filter(({ passed }) => !passed).length;
    if (bad > 0) {
      throw new AppError('cycleArchive.notGood', {
        name: path.basename(target),
        problems: verified.findings.length,
      });
    }
    await writer.publish();
    return { ...verified, lost };
  } finally {
    await writer.discard();
  }
};
