/** 报送清单: what was handed over, and whether what arrived is what the list says. */
import { basename } from 'node:path';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError, type FailureCode } from '#shared/errors/app-error.ts';
import { layoutFailures } from '#shared/errors/codes/layout.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createPackageReader } from '../../db/repositories/packages.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  type DeliveryList,
  type ListedPackage,
  openDeliveryListParser,
} from '../../excel/layouts/delivery-list.ts';
import { rowsLookedAt } from '../../excel/layouts/header-place.ts';
import { readWorkbookInProcess } from '../../excel/read-workbook-in-process.ts';
import { withRowsAhead } from '../../excel/rows-ahead.ts';
import { inspectPackage } from '../../packages/open-package.ts';
import type { JobContext } from '../../runtime/context.ts';
import { requireCycle } from '../cycles.ts';

type Checked = OperationOutput<'packages.checkDelivery'>;
type Line = Checked['files'][number];

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
/** A table without rows travels as an empty one; it is not handed over. */
const tablesOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).filter((count) => count > 0).length;

/** The name that a package was saved under, as the audit log remembers it. */
const fileNameOf = (db: ReadDb, manifestId: string): string | null => {
  const [entry] = createAuditReader(db).ofSubject('packages.create', manifestId, 1);
  return typeof entry?.details.fileName === 'string' ? entry.details.fileName : null;
};

/**
 * The list that goes with the last submission of a cycle to each receiver.
 * @throws AppError `cycle.unknown`, `delivery.none`
 */
export const deliveryList = (db: ReadDb, cycleCode: string, today: string): DeliveryList => {
  const cycle = requireCycle(db, cycleCode);
  const latest = new Map<string | null, DeliveryList['packages'][number]>();
  for (const head of createPackageReader(db).page({ direction: 'sent', cycleCode, limit: 200 })) {
    if (head.kind !== 'submission' || latest.has(head.receiver)) continue;
    latest.set(head.receiver, {
      fileName: fileNameOf(db, head.manifestId) ?? `${head.senderName}-${cycleCode}.zxpkg`,
      tables: tablesOf(head.counts),
      rows: sumOf(head.counts),
      sha256: head.sha256,
      sender: head.senderName,
      receiver: head.receiverName,
      receiptNo: null,
    });
  }
  if (latest.size === 0) throw new AppError('delivery.none', { cycle: cycleCode });
  return {
    officeName: createOfficeReader(db).get().name,
    cycle,
    preparedOn: today,
    packages: [...latest.values()],
  };
};

const readList = async (
  context: JobContext,
  file: string,
): Promise<{ listed: ListedPackage[]; findings: Finding[] }> => {
  const parser = openDeliveryListParser();
  const listed: ListedPackage[] = [];
  const findings: Finding[] = [];
  const { spawnReader, progress } = context;
  const events = readWorkbookInProcess(file, { spawnReader, signal: progress.signal });
  for await (const event of withRowsAhead(events, rowsLookedAt)) {
    if (event.type === 'sheet') parser.enterSheet(event.sheet, event.ahead);
    if (event.type !== 'row') continue;
    const parsed = parser.accept(event.row);
    if (parsed.kind !== 'data') continue;
    findings.push(...parsed.findings);
    if (parsed.value !== null) listed.push(parsed.value);
  }
  const whole = parser.finish().findings;
  const refusal = whole.find(
    ({ severity, code }) => severity === 'error' && Object.hasOwn(layoutFailures, code),
  );
  if (refusal) throw new AppError(refusal.code as FailureCode, refusal.params as never);
  return { listed, findings: [...findings, ...whole] };
};

interface Arrived {
  fileName: string;
  /** Null when it cannot be read as a package. */
  content: { tables: number; rows: number; sha256: string } | null;
}

const look = async (path: string): Promise<Arrived> => {
  const fileName = basename(path);
  try {
    const { manifest, sha256 } = await inspectPackage(path);
    return { fileName, content: { tables: tablesOf(manifest.counts), rows: sumOf(manifest.counts), sha256 } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { fileName, content: null };
  }
};

const compare = (listed: ListedPackage, arrived: Arrived | undefined): Line => {
  const { fileName, ...line } = listed;
  if (arrived === undefined) return { fileName, state: 'missing', listed: line, found: null };
  const { content } = arrived;
  if (content === null) return { fileName, state: 'damaged', listed: line, found: null };
  const same = content.sha256 === line.sha256 && content.tables === line.tables && content.rows === line.rows;
  return {
    fileName,
    state: same ? 'matches' : 'differs',
    listed: line,
    found: { fileName: arrived.fileName, ...content },
  };
};

/** Answers `packages.checkDelivery`: a file is looked for by its bytes first, then by its name. */
export const checkDelivery = async (
  context: JobContext,
  { list, packages }: OperationInput<'packages.checkDelivery'>,
): Promise<Checked> => {
  const checkpoint = context.progress.phase('package.read');
  const { listed, findings } = await readList(context, context.files.resolve(list, 'read'));
  const arrived: Arrived[] = [];
  for (const token of packages) {
    await checkpoint(arrived.length, packages.length);
    arrived.push(await look(context.files.resolve(token, 'read')));
  }
  const left = new Set(arrived);
  const take = (fits: (file: Arrived) => boolean): Arrived | undefined => {
    const found = [...left].find(fits);
    if (found) left.delete(found);
    return found;
  };
  const byBytes = listed.map((line) => take(({ content }) => content?.sha256 === line.sha256));
  const files = listed.map((line, index) =>
    compare(line, byBytes[index] ?? take(({ fileName }) => fileName === line.fileName)),
  );
  const unlisted = [...left].map(
    ({ fileName, content }): Line => ({
      fileName,
      state: content === null ? 'damaged' : 'unlisted',
      listed: null,
      found: content && { fileName, ...content },
    }),
  );
  return { files: [...files, ...unlisted], findings };
};
