/**
 * Files on their way into staging. They belong to the window, not to the page: a file goes on being read while the
 * user looks at something else. One is read at a time, in the order in which they were asked for.
 */
import { create } from 'zustand';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { Client, OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isFormOfUnit } from '#shared/ledgers/import-layouts.ts';
import { runJob } from '../../engine/jobs.ts';
import { formatCount } from '../../i18n/format.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';

export type Recognised = OperationOutput<'imports.recognise'>;
export type FileColumns = OperationOutput<'imports.columns'>;
export type FileSheet = FileColumns['sheets'][number];
type StageInput = OperationInput<'imports.stage'>;

/** What the user may decide about a file before it is read; undefined: as the workbook says. */
export interface ReadChoice {
  layout?: StageInput['layout'] | undefined;
  cycle?: string | undefined;
  unit?: string | undefined;
  role?: StageInput['role'];
}

/** Which column is which, while it is shown: as proposed, and as changed since. */
export interface ColumnWork {
  /** For the form that was chosen then. */
  layout: NonNullable<StageInput['layout']>;
  sheets: FileColumns['sheets'];
}

export interface QueuedFile {
  id: string;
  file: PickedFile;
  state: 'recognising' | 'recognised' | 'waiting' | 'reading' | 'read' | 'failed';
  recognised: Recognised | null;
  choice: ReadChoice;
  /** Open when the columns are looked at; then the file is read as they stand there. */
  columns: ColumnWork | null;
  failure: AppError | null;
  /** The staged import, once it is read. */
  read: OperationOutput<'imports.stage'> | null;
}

interface Queue {
  files: readonly QueuedFile[];
}

export const useImportQueue = create<Queue>(() => ({ files: [] }));

const patch = (id: string, change: Partial<QueuedFile>): void =>
  useImportQueue.setState(({ files }) => ({
    files: files.map((file) => (file.id === id ? { ...file, ...change } : file)),
  }));

const find = (id: string): QueuedFile | undefined =>
  useImportQueue.getState().files.find((file) => file.id === id);

export const removeFile = (id: string): void =>
  useImportQueue.setState(({ files }) => ({ files: files.filter((file) => file.id !== id) }));

export const chooseFor = (id: string, choice: Partial<ReadChoice>): void => {
  const file = find(id);
  if (file === undefined) return;
  // Columns belong to the form that they were assigned to.
  const columns = choice.layout === undefined || choice.layout === file.columns?.layout ? file.columns : null;
  patch(id, { choice: { ...file.choice, ...choice }, columns });
};

const isBlank = (source: FileSheet['mapping'][string]): boolean =>
  'value' in source && source.value.trim() === '';

/** What has been assigned; a constant that is still to be typed is nothing yet. */
const assignedIn = ({ mapping }: FileSheet): FileSheet['mapping'] =>
  Object.fromEntries(Object.entries(mapping).filter(([, source]) => !isBlank(source)));

/** Columns of the form that must be there and have nothing yet; empty for a sheet that is left out as a whole. */
export const missingColumns = (sheet: FileSheet): string[] => {
  const assigned = assignedIn(sheet);
  return Object.keys(sheet.mapping).length === 0
    ? []
    : sheet.form
        .filter(({ key, required }) => required && assigned[key] === undefined)
        .map(({ title }) => title);
};

/**
 * Shows the columns of a file beside those of the form that was chosen.
 * @param headers where the header stands, when the program has taken another row for it
 */
export const showColumns = async (
  client: Client,
  id: string,
  headers: OperationInput<'imports.columns'>['headers'] = [],
): Promise<void> => {
  const layout = find(id)?.choice.layout;
  const file = find(id)?.file;
  if (layout === undefined || file === undefined) return;
  try {
    const { sheets } = await client.call('imports.columns', { layout, file: file.token, headers });
    patch(id, { columns: { layout, sheets }, failure: null, state: 'recognised' });
  } catch (error) {
    noteFailure(id, error);
  }
};

/** Back to what the program makes of the header by itself. */
export const hideColumns = (id: string): void => patch(id, { columns: null });

export const assignColumns = (id: string, sheet: string, mapping: FileSheet['mapping']): void => {
  const columns = find(id)?.columns;
  if (columns == null) return;
  const sheets = columns.sheets.map((one) => (one.sheet === sheet ? { ...one, mapping } : one));
  patch(id, { columns: { ...columns, sheets } });
};

/** Notes the failure of a call; anything but an `AppError` is a fault of the program. */
const noteFailure = (id: string, error: unknown): void => {
  if (!(error instanceof AppError)) throw error;
  // Cancelled by the user: it can be read again.
  if (error.code === 'operation.cancelled') patch(id, { state: 'recognised' });
  else patch(id, { state: 'failed', failure: error });
};

const recognise = async (client: Client, id: string, file: PickedFile): Promise<void> => {
  try {
    const recognised = await client.call('imports.recognise', { file: file.token });
    const { layout } = recognised;
    patch(id, { state: 'recognised', recognised, choice: layout === null ? {} : { layout } });
  } catch (error) {
    noteFailure(id, error);
  }
};

const newFile = (id: string, file: PickedFile): QueuedFile => ({
  id,
  file,
  state: 'recognising',
  recognised: null,
  choice: {},
  columns: null,
  failure: null,
  read: null,
});

export const addFiles = (client: Client, files: readonly PickedFile[]): void => {
  for (const file of files) {
    const id = crypto.randomUUID();
    const queued = newFile(id, file);
    useImportQueue.setState(({ files }) => ({ files: [...files, queued] }));
    void recognise(client, id, file);
  }
};

/** Why a file cannot be read yet; null when it can. */
export const notReadable = ({ state, recognised, choice, columns }: QueuedFile): string | null => {
  if (state === 'recognising') return words.notReadYet.recognising;
  if (state === 'waiting' || state === 'reading') return words.notReadYet.busy;
  if (recognised === null) return words.notReadYet.failed;
  if (choice.layout === undefined) return words.notReadYet.form;
  const missing = [...new Set(columns?.sheets.flatMap(missingColumns))];
  if (missing.length > 0) return words.notReadYet.columns(missing.join('、'));
  if (columns?.sheets.every(({ mapping }) => Object.keys(mapping).length === 0))
    return words.notReadYet.noColumns;
  if (!isFormOfUnit(choice.layout)) return null;
  const stated = recognised?.stated ?? null;
  if (choice.cycle === undefined && stated?.cycle == null) return words.notReadYet.cycle;
  return choice.unit === undefined && stated?.unit == null ? words.notReadYet.unit : null;
};

const closingLine = ({ batch }: OperationOutput<'imports.stage'>): string =>
  words.readCounts(formatCount(batch.accepted), formatCount(batch.skipped), formatCount(batch.refused));

const readOne = async (client: Client, id: string): Promise<void> => {
  const queued = find(id);
  if (queued?.state !== 'waiting' || queued.choice.layout === undefined) return;
  const { file, choice, columns } = queued;
  const { layout, cycle, unit, role } = choice;
  patch(id, { state: 'reading', failure: null });
  try {
    const read = await runJob(
      client,
      'imports.stage',
      {
        layout: layout as StageInput['layout'],
        file: file.token,
        ...(cycle === undefined ? {} : { cycle }),
        ...(unit === undefined ? {} : { unit }),
        ...(role === undefined ? {} : { role }),
        columns: (columns?.sheets ?? [])
          .map((sheet) => ({ ...sheet, mapping: assignedIn(sheet) }))
          .filter(({ mapping }) => Object.keys(mapping).length > 0)
          .map(({ sheet, first, last, mapping }) => ({ sheet, first, last, mapping })),
      },
      { title: words.readTitle(file.name), closing: closingLine },
    );
    patch(id, { state: 'read', read });
    readFrom.set(read.batch.id, { file, choice });
  } catch (error) {
    noteFailure(id, error);
    // What is missing can be assigned: the columns are shown at once.
    const isHeader = error instanceof AppError && headerFailures.has(error.code);
    if (isHeader && columns === null) await showColumns(client, id);
  }
};

/** Failures that assigning columns puts right. */
const headerFailures: ReadonlySet<string> = new Set([
  'layout.headerNotFound',
  'layout.columnMissing',
  'layout.columnRepeated',
]);

/** The file of each import that this window has read. */
const readFrom = new Map<string, { file: PickedFile; choice: ReadChoice }>();

/**
 * Takes the file of an import up again, with its columns shown.
 * @returns false when this window does not know the file
 */
export const takeUpAgain = (client: Client, batch: string): boolean => {
  const known = readFrom.get(batch);
  if (known === undefined) return false;
  const id = crypto.randomUUID();
  const { file, choice } = known;
  useImportQueue.setState(({ files }) => ({ files: [...files, newFile(id, file)] }));
  void recognise(client, id, file).then(() => {
    chooseFor(id, choice);
    return showColumns(client, id);
  });
  return true;
};

/** Whoever is read last, so that the next waits for it. */
let last: Promise<void> = Promise.resolve();

/** Reads files into staging, one after the other. @returns when the last of these is read or has failed */
export const readFiles = (client: Client, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const queued = find(id);
    if (queued === undefined || notReadable(queued) !== null) continue;
    patch(id, { state: 'waiting' });
    last = last.then(() => readOne(client, id));
  }
  return last;
};
