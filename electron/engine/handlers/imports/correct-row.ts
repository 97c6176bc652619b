/**
 * Correcting a staged row in its place: the same layout reads it again, and whatever has to do with it is judged anew
 * (rows with the same key; in forms whose rows mean something only together, all of them).
 */
import type { ImportBatch } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createImportReader, createImportRepository } from '../../db/repositories/import-batches.ts';
import type { EditedCell, RowState, StoredRow } from '../../db/repositories/staged-rows.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { decodeCells, kindAt, withKind } from '../../excel/layouts/cell-kinds.ts';
import type { ColumnsFound, DataRow } from '../../excel/layouts/layout.ts';
import { columnNumber } from '../../excel/workbook-plan.ts';
import { contextOf, importerOf } from './importers.ts';
import { createRowJudge, findingOfNote, judgementCodes } from './row-judge.ts';
import { tableOfSheet, withoutOrdinal } from './staged-view.ts';

/** What a person typed into a cell; null for what stood there in the file. */
export interface TypedCell {
  key: string;
  text: string | null;
}

export type RowChange =
  | { cells: readonly TypedCell[] }
  /** Left out by a person, or taken in again. */
  | { omitted: boolean };

/** A row as it is to be from now on, with all its findings. */
interface Corrected {
  /** As it is stored. */
  before: StoredRow;
  row: StoredRow;
  findings: Finding[];
}

interface Reading {
  corrected: Corrected[];
  /** In place of those about the whole form; null where that is not judged. */
  formFindings: Finding[] | null;
}

/** A row that is in the database, or that a commit has left alone, is not a matter of the import any more. */
const isSettled = (batch: ImportBatch, state: RowState): boolean =>
  state === 'committed' || (state === 'skipped' && batch.status === 'committed');

/** Said of the file itself by the reader and the parser: judging its rows again does not bring it back. */
const isAboutFile = ({ code }: Finding): boolean => /^(workbook|layout)\./.test(code);

const notFixable = ({ sheet, row }: StoredRow): AppError =>
  new AppError('import.rowNotFixable', { sheet, row });

const columnsOf = (batch: ImportBatch, row: StoredRow): ColumnsFound['columns'] => {
  const found = contextOf(batch).columns?.find(({ sheet }) => sheet === row.sheet)?.columns;
  // Without its header a column of amounts could be in another unit than the layout's.
  if (found === undefined || found.some(({ column, header }) => column !== null && header === null)) {
    throw notFixable(row);
  }
  return found;
};

const withTexts = (
  batch: ImportBatch,
  layoutContext: unknown,
  row: StoredRow,
  cells: readonly TypedCell[],
): StoredRow => {
  const columns = columnsOf(batch, row);
  const table = tableOfSheet(importerOf(batch).layout.tables(layoutContext), columns);
  const original = [...row.original];
  const edited: Record<number, EditedCell> = { ...row.edited };
  let kinds = row.kinds ?? '';
  for (const { key, text } of cells) {
    const index = columns.findIndex((column) => column.key === key && column.column !== null);
    if (index === -1 || table?.columns[index]?.automatic) {
      throw new AppError('operation.invalidInput', { issues: [{ path: 'cells.key', message: key }] });
    }
    const before = edited[index] ?? { text: original[index] ?? '', kind: kindAt(kinds, index) };
    if (text === null) {
      delete edited[index];
      original[index] = before.text;
      kinds = withKind(kinds, index, before.kind);
    } else {
      edited[index] = before;
      original[index] = text;
      kinds = withKind(kinds, index);
    }
  }
  const { edited: _, kinds: __, ...rest } = row;
  return {
    ...rest,
    original,
    ...(kinds === '' ? {} : { kinds }),
    ...(Object.keys(edited).length === 0 ? {} : { edited }),
  };
};

/** The rows as the layout reads them now; null for one that is no data any more. */
const readAgain = (
  db: ReadDb,
  batch: ImportBatch,
  layoutContext: unknown,
  rows: readonly StoredRow[],
): (DataRow<unknown> | null)[] => {
  const parser = importerOf(batch).layout.openParser(layoutContext);
  parser.resume(contextOf(batch).columns ?? []);
  return rows.map((row) => {
    const numbers = columnsOf(batch, row).map(({ column }) =>
      column === null ? null : columnNumber(column),
    );
    const hidden = findingsOfRow(db, batch, row).some(({ code }) => code === 'row.hidden');
    const cells = decodeCells(row.original, row.kinds ?? '', numbers);
    const parsed = parser.accept({ sheet: row.sheet, row: row.row, hidden, cells });
    return parsed.kind === 'data' ? parsed : null;
  });
};

const findingsOfRow = (db: ReadDb, batch: ImportBatch, { sheet, row }: StoredRow): Finding[] =>
  createImportReader(db).findingsOfRow(batch.id, sheet, row).map(withoutOrdinal);

/** What the reader said of a row in its file, but for cells that have been typed since. */
const readerFindings = (db: ReadDb, batch: ImportBatch, row: StoredRow): Finding[] => {
  const columns = columnsOf(batch, row);
  const typed = new Set(Object.keys(row.edited ?? {}).map((index) => columns[Number(index)]?.column));
  return findingsOfRow(db, batch, row).filter(
    (finding) => isAboutFile(finding) && (finding.column === undefined || !typed.has(finding.column)),
  );
};

/** One row by itself, and the rows that share its key before or after the change. */
const correctAlone = (
  tx: WriteTx,
  batch: ImportBatch,
  layoutContext: unknown,
  stored: StoredRow,
  changed: StoredRow,
): Reading => {
  const reader = createImportReader(tx);
  const [read] = readAgain(tx, batch, layoutContext, [changed]);
  const keys = [changed.naturalKey, read?.naturalKey ?? null].filter((key) => key !== null);
  const now: StoredRow = {
    ...changed,
    mapped: read?.value ?? null,
    naturalKey: read?.naturalKey ?? null,
    state: read ? changed.state : 'omitted',
  };
  const importer = importerOf(batch);
  const judge = createRowJudge(importer.openDuplicateCheck(tx, JSON.parse(batch.context) as object), true);
  const related = reader
    .rowsWithKey(batch.id, keys)
    .filter((row) => row.ordinal !== now.ordinal)
    .concat(now)
    .sort((a, b) => a.ordinal - b.ordinal);

  const corrected = related.flatMap((row): Corrected[] => {
    const before = row === now ? stored : row;
    const findings =
      row === now
        ? [...readerFindings(tx, batch, row), ...(read?.findings ?? [])]
        : findingsOfRow(tx, batch, row).filter(({ code }) => !judgementCodes.has(code));
    if (row.state === 'omitted') return row === now ? [{ before, row, findings }] : [];
    const { state, finding } = judge({ ...row, value: row.mapped });
    if (isSettled(batch, row.state)) return [];
    if (row === now && row.mapped !== null && state !== 'refused') {
      const notes = importer.openNotes?.(tx);
      notes?.accept(row.mapped, row);
      const found = notes?.finish() ?? [];
      findings.push(...found.map((note) => findingOfNote(note, contextOf(batch).columns ?? [])));
    }
    return [
      { before, row: { ...row, state }, findings: finding === null ? findings : [...findings, finding] },
    ];
  });
  return { corrected, formFindings: null };
};

/** All rows of a form whose rows lean on one another. @param changes by ordinal */
const correctTogether = (
  tx: WriteTx,
  batch: ImportBatch,
  layoutContext: unknown,
  changes: ReadonlyMap<number, StoredRow>,
): Reading => {
  const importer = importerOf(batch);
  const reader = createImportReader(tx);
  // Without its hidden codes a row is known by the rows above it, and those that are for others were not kept.
  const [first] = changes.values();
  if (first && reader.findingsOfFile(batch.id).some(({ code }) => code === 'layout.keysLost')) {
    throw notFixable(first);
  }
  const stored = [...reader.allRows(batch.id)];
  const rows = stored.map((row) => changes.get(row.ordinal) ?? row);
  const read = readAgain(tx, batch, layoutContext, rows);
  const judge = createRowJudge(
    importer.openDuplicateCheck(tx, JSON.parse(batch.context) as object),
    importer.judgeWhole === undefined,
  );
  const notes = importer.openNotes?.(tx);
  const corrected = rows.flatMap((row, index): Corrected[] => {
    const parsed = read[index] ?? null;
    if (isSettled(batch, row.state)) {
      judge({ ...row, value: row.mapped });
      notes?.accept(row.mapped, row);
      return [];
    }
    const before = stored[index] ?? row;
    const mapped = parsed?.value ?? null;
    const naturalKey = parsed?.naturalKey ?? null;
    const findings = [...readerFindings(tx, batch, row), ...(parsed?.findings ?? [])];
    if (row.state === 'omitted' || parsed === null) {
      return [{ before, row: { ...row, mapped, naturalKey, state: 'omitted' }, findings }];
    }
    const { state, finding } = judge({ ...row, naturalKey, value: mapped });
    if (finding !== null) findings.push(finding);
    if (mapped !== null && state !== 'refused') notes?.accept(mapped, row);
    return [{ before, row: { ...row, mapped, naturalKey, state }, findings }];
  });
  for (const note of notes?.finish() ?? []) {
    const about = corrected.find(({ row }) => row.sheet === note.sheet && row.row === note.row);
    about?.findings.push(findingOfNote(note, contextOf(batch).columns ?? []));
  }
  if (importer.judgeWhole === undefined) return { corrected, formFindings: null };

  const taken = corrected.filter(({ row }) => row.state !== 'omitted');
  const verdict = importer.judgeWhole(taken.flatMap(({ row }) => (row.mapped === null ? [] : [row.mapped])));
  const refused =
    taken.some(({ row }) => row.mapped === null) || verdict.some(({ severity }) => severity === 'error');
  if (refused) for (const { row } of taken) row.state = 'refused';
  return { corrected, formFindings: verdict };
};

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Changes one row and stores what follows from it.
 * @param layoutContext of the batch's layout, by what the database holds now
 * @returns the row itself and every other row that is different now, in the order of the file
 * @throws AppError `import.rowUnknown`, `import.rowSettled`, `import.rowNotFixable`, `operation.invalidInput`
 */
export const correctRow = (
  tx: WriteTx,
  batch: ImportBatch,
  layoutContext: unknown,
  ordinal: number,
  change: RowChange,
): StoredRow[] => {
  const batches = createImportRepository(tx);
  const before = batches.row(batch.id, ordinal);
  if (before === null) throw new AppError('import.rowUnknown', { row: ordinal });
  if (isSettled(batch, before.state)) {
    throw new AppError('import.rowSettled', { sheet: before.sheet, row: before.row });
  }
  const twice = batches.findingsOfRow(batch.id, before.sheet, before.row);
  if (twice.some(({ code }) => code === 'workbook.duplicateRow')) throw notFixable(before);

  const changed: StoredRow =
    'cells' in change
      ? { ...withTexts(batch, layoutContext, before, change.cells), state: 'ready' }
      : { ...before, state: change.omitted ? 'omitted' : 'ready' };
  const reading = importerOf(batch).readsTogether
    ? correctTogether(tx, batch, layoutContext, new Map([[ordinal, changed]]))
    : correctAlone(tx, batch, layoutContext, before, changed);
  return store(tx, batch, reading, ordinal);
};

/**
 * Stores rows that were judged anew.
 * @param asked answered also when it is the same as before
 * @returns the rows that are different now, in the order of the file
 */
const store = (
  tx: WriteTx,
  batch: ImportBatch,
  { corrected, formFindings }: Reading,
  asked?: number,
): StoredRow[] => {
  const batches = createImportRepository(tx);
  const different: StoredRow[] = [];
  for (const { before: stored, row, findings } of corrected) {
    const old = batches.findingsOfRow(batch.id, row.sheet, row.row);
    const sameFindings = isSame(old.map(withoutOrdinal), findings);
    if (!sameFindings) batches.replaceFindings(batch.id, old, findings);
    if (!sameFindings || !isSame(stored, row) || row.ordinal === asked) different.push(row);
  }
  batches.replaceRows(batch.id, different);
  if (formFindings !== null) {
    const old = batches.findingsOfFile(batch.id).filter((finding) => !isAboutFile(finding));
    batches.replaceFindings(batch.id, old, formFindings);
  }
  const states = batches.countRows(batch.id);
  batches.setCounts(batch.id, {
    accepted: states.ready + states.committed,
    refused: states.refused,
    skipped: states.duplicate + states.skipped + states.omitted,
  });
  return different;
};

const placeOf = ({ sheet, row }: { sheet: string; row: number }): string => `${sheet}\n${row}`;

/** Rows that the file hides and that may be taken in or left out; forms of which hidden rows are a part have none. */
export const hiddenRowsOf = (db: ReadDb, batch: ImportBatch): { rows: number; left: number } => {
  if (importerOf(batch).readsHidden) return { rows: 0, left: 0 };
  const reader = createImportReader(db);
  const hidden = new Set(reader.rowsWithFinding(batch.id, 'row.hidden').map(placeOf));
  if (hidden.size === 0) return { rows: 0, left: 0 };
  let left = 0;
  const omitted = reader.rows(batch.id, { state: 'omitted', limit: Number.POSITIVE_INFINITY });
  for (const row of omitted) if (hidden.has(placeOf(row))) left += 1;
  return { rows: hidden.size, left };
};

/** All rows with their states judged in the order of the file: a row taken in may make later ones its repetitions. */
const judgeAll = (
  tx: WriteTx,
  batch: ImportBatch,
  rows: Iterable<StoredRow>,
  stateOf: (row: StoredRow) => RowState,
): Reading => {
  const judge = createRowJudge(
    importerOf(batch).openDuplicateCheck(tx, JSON.parse(batch.context) as object),
    true,
  );
  const corrected: Corrected[] = [];
  for (const before of rows) {
    const row = { ...before, state: stateOf(before) };
    const findings = (): Finding[] =>
      findingsOfRow(tx, batch, row).filter(({ code }) => !judgementCodes.has(code));
    if (row.state === 'omitted') {
      if (before.state !== 'omitted') corrected.push({ before, row, findings: findings() });
      continue;
    }
    const { state, finding } = judge({ ...row, value: row.mapped });
    if (isSettled(batch, before.state) || state === before.state) continue;
    corrected.push({
      before,
      row: { ...row, state },
      findings: finding === null ? findings() : [...findings(), finding],
    });
  }
  return { corrected, formFindings: null };
};

/**
 * Takes the hidden rows of a batch in, or leaves them out again.
 * @returns how many rows came in or went out
 * @throws AppError `import.rowNotFixable`
 */
export const takeHiddenRows = (
  tx: WriteTx,
  batch: ImportBatch,
  layoutContext: unknown,
  taken: boolean,
): number => {
  if (importerOf(batch).readsHidden) return 0;
  const reader = createImportReader(tx);
  const hidden = new Set(reader.rowsWithFinding(batch.id, 'row.hidden').map(placeOf));
  const stateOf = (row: StoredRow): RowState => {
    if (!hidden.has(placeOf(row)) || isSettled(batch, row.state)) return row.state;
    if (!taken) return 'omitted';
    return row.state === 'omitted' ? 'ready' : row.state;
  };
  let changed = 0;
  const changes = new Map<number, StoredRow>();
  for (const row of reader.allRows(batch.id)) {
    const state = stateOf(row);
    if (state === row.state) continue;
    changed += 1;
    if (importerOf(batch).readsTogether) changes.set(row.ordinal, { ...row, state });
  }
  if (changed === 0) return 0;
  const reading = importerOf(batch).readsTogether
    ? correctTogether(tx, batch, layoutContext, changes)
    : judgeAll(tx, batch, reader.allRows(batch.id), stateOf);
  store(tx, batch, reading);
  const batches = createImportRepository(tx);
  const said = batches.findingsOfFile(batch.id).filter(({ code }) => code === 'import.hiddenRows');
  const { left } = hiddenRowsOf(tx, batch);
  batches.replaceFindings(
    batch.id,
    said,
    left === 0 ? [] : [{ code: 'import.hiddenRows', severity: 'warning', params: { rows: left } }],
  );
  return changed;
};
