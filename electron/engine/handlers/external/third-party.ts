/** 第三方评估: reports with their files, and the scores that name them. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { exactFromNumber, formatShort, quotient } from '#shared/domain/exact.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createTakingReader, createTakingRepository } from '../../db/repositories/third-party-takings.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import type { CellChange } from '../entries/put-cells.ts';
import { type Entered, enterValues, stageFinding } from './enter-values.ts';
import { askedColumns, modelsOfCycle } from './unit-values.ts';

type Answer = OperationOutput<'thirdParty.read'>;

/** Role of all scores that come from reports. */
const role = 'thirdParty';
const ledger = 'thirdPartyReports';

const textOf = (row: LedgerRow, field: string): string => {
  const value = valuesOf(row)[field];
  return typeof value === 'string' ? value : '';
};

const filesOf = (db: ReadDb, id: string) =>
  createEvidenceReader(db)
    .listOf('ledgerRow', id)
    .map(({ fileName, sha256 }) => ({ fileName, sha256 }));

export interface ScoreSource {
  id: string;
  title: string;
  cycle: string;
  /** SHA-256 of its files. */
  files: string[];
  /** What a value that comes from it names as its evidence. */
  evidence: string;
}

/** A report that scores can be taken from. @throws AppError `thirdParty.reportUnknown`, `thirdParty.noFile` */
export const reportForScores = (db: ReadDb, id: string): ScoreSource => {
  const row = createLedgerReader(db).find(id);
  if (row === null || row.ledger !== ledger || row.state === withdrawnState) {
    throw new AppError('thirdParty.reportUnknown', {});
  }
  const title = textOf(row, 'title');
  const files = filesOf(db, id);
  const [first] = files;
  if (first === undefined) throw new AppError('thirdParty.noFile', { report: title });
  const more = files.length > 1 ? `等 ${files.length} 个文件` : '';
  return {
    id,
    title,
    cycle: textOf(row, 'cycle'),
    files: files.map(({ sha256 }) => sha256),
    evidence: `《${title}》（${textOf(row, 'agency')}，合同 ${textOf(row, 'number')}，${textOf(row, 'happenedOn')}），报告指纹 SHA-256：${first.sha256}${more}`,
  };
};

/** Notes from which report leaves got their scores, and what its files were. @returns ids of the notes */
export const noteTaking = (
  tx: WriteTx,
  cycle: string,
  source: ScoreSource,
  taken: Entered['taken'],
  actor: string,
): string[] => {
  const takings = createTakingRepository(tx);
  return [...Map.groupBy(taken, ({ leaf: one }) => one)].map(([leaf, cells]) => {
    const units = new Set(cells.map(({ bodyUscc }) => bodyUscc)).size;
    return takings.add({
      cycleCode: cycle,
      reportId: source.id,
      leaf,
      files: source.files,
      units,
      takenBy: actor,
    });
  });
};

const reportsOf = (db: ReadDb, cycle: string): Answer['reports'] => {
  const takings = createTakingReader(db).list(cycle);
  return [...createLedgerReader(db).stream({ ledger })]
    .filter((row) => row.state !== withdrawnState && textOf(row, 'cycle') === cycle)
    .map((row) => {
      const files = filesOf(db, row.id);
      const present = new Set(files.map(({ sha256 }) => sha256));
      const own = takings.filter(({ reportId }) => reportId === row.id);
      // Newest first: of each leaf the last taking counts.
      const last = own.filter((taking) => taking === own.find(({ leaf }) => leaf === taking.leaf));
      return {
        id: row.id,
        title: textOf(row, 'title'),
        agency: textOf(row, 'agency'),
        contractNo: textOf(row, 'number'),
        reportedOn: row.happenedOn,
        files,
        takings: last.map(({ leaf, units, takenAt, files: then }) => ({
          leaf,
          units,
          takenAt,
          sameFiles: then.length === files.length && then.every((sha256) => present.has(sha256)),
        })),
      };
    });
};

/** Share of the third party among weighted scorers, percent; null where the leaf has none. */
const weightOf = (scorers: readonly { role: string; weight: number }[] | undefined): string | null => {
  const own = scorers?.find((scorer) => scorer.role === role);
  if (scorers === undefined || own === undefined) return null;
  const total = scorers.reduce((sum, { weight }) => sum.add(exactFromNumber(weight)), exactFromNumber(0));
  return formatShort(quotient(exactFromNumber(own.weight).mul(100).div(total)), 2);
};

/** Answers `thirdParty.read`. */
export const readThirdParty = (db: ReadDb, code: string): Answer => {
  const cycle = requireCycle(db, code);
  const entries = new Map(
    createEntryReader(db)
      .list(code)
      .filter((entry) => entry.role === role)
      .map((entry) => [`${entry.bodyUscc} ${entry.leaf} ${entry.item}`, entry]),
  );
  return {
    lock: stageFinding(cycle, role),
    reports: reportsOf(db, code),
    models: modelsOfCycle(db, code).flatMap((model) => {
      const columns = askedColumns(model, role);
      if (columns.length === 0) return [];
      return [
        {
          code: model.code,
          version: model.version,
          name: model.name,
          columns: columns.map(({ leaf, leafName, item, label }) => ({
            leaf,
            leafName,
            item,
            label,
            weight: weightOf(model.model.leaves.get(leaf)?.node.scorers),
          })),
          units: model.units.map(({ uscc, name, group }) => ({
            uscc,
            name,
            group,
            cells: columns.map(({ leaf, item }) => {
              const entry = entries.get(`${uscc} ${leaf} ${item}`);
              return { text: writeEntryText(entry?.value ?? null), source: entry?.evidence ?? null };
            }),
          })),
        },
      ];
    }),
  };
};

/** Answers `thirdParty.score`. @throws AppError `thirdParty.otherCycle` */
export const putScores = (
  tx: WriteTx,
  input: {
    cycle: string;
    report: string;
    cells: readonly { bodyUscc: string; leaf: string; item: string; text: string }[];
  },
  actor: string,
) => {
  const cycle = requireCycle(tx, input.cycle);
  requireOpenCycle(cycle);
  const source = reportForScores(tx, input.report);
  if (source.cycle !== cycle.code) {
    throw new AppError('thirdParty.otherCycle', { report: source.title, cycle: source.cycle });
  }
  const changes = input.cells.map(
    (cell): CellChange => ({
      ...cell,
      role,
      ...(cell.text.trim() === '' ? {} : { evidence: source.evidence }),
    }),
  );
  const { stored, unchanged, refused, taken } = enterValues(tx, cycle, actor, changes);
  if (taken.length > 0) noteTaking(tx, cycle.code, source, taken, actor);
  createAuditLog(tx).append({
    actor,
    action: 'thirdParty.score',
    subject: cycle.code,
    details: { report: source.id, files: source.files.join('、'), stored, refused: refused.length },
  });
  return {
    stored,
    unchanged,
    refused: refused.map(({ bodyUscc, leaf, finding }) => ({ bodyUscc, leaf, finding })),
  };
};
