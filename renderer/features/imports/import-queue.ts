/**
 * Files on their way into staging. They belong to the window, not to the page: a file goes on being read while the
 * user looks at something else. One is read at a time, in the order in which they were asked for.
 */
import { create } from 'zustand';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { Client, OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { runJob } from '../../engine/jobs.ts';
import { formatCount } from '../../i18n/format.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';

export type Recognised = OperationOutput<'imports.recognise'>;
type StageInput = OperationInput<'imports.stage'>;

/** What the user may decide about a file before it is read; undefined: as the workbook says. */
export interface ReadChoice {
  layout?: StageInput['layout'] | undefined;
  cycle?: string | undefined;
  unit?: string | undefined;
  role?: StageInput['role'];
}

export interface QueuedFile {
  id: string;
  file: PickedFile;
  state: 'recognising' | 'recognised' | 'waiting' | 'reading' | 'read' | 'failed';
  recognised: Recognised | null;
  choice: ReadChoice;
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
  if (file !== undefined) patch(id, { choice: { ...file.choice, ...choice } });
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

export const addFiles = (client: Client, files: readonly PickedFile[]): void => {
  for (const file of files) {
    const id = crypto.randomUUID();
    const queued: QueuedFile = {
      id,
      file,
      state: 'recognising',
      recognised: null,
      choice: {},
      failure: null,
      read: null,
    };
    useImportQueue.setState(({ files }) => ({ files: [...files, queued] }));
    void recognise(client, id, file);
  }
};

/** Why a file cannot be read yet; null when it can. */
export const notReadable = ({ state, recognised, choice }: QueuedFile): string | null => {
  if (state === 'recognising') return words.notReadYet.recognising;
  if (state === 'waiting' || state === 'reading') return words.notReadYet.busy;
  if (recognised === null) return words.notReadYet.failed;
  if (choice.layout === undefined) return words.notReadYet.form;
  if (choice.layout !== 'self-assessment') return null;
  const stated = recognised?.stated ?? null;
  if (choice.cycle === undefined && stated?.cycle == null) return words.notReadYet.cycle;
  return choice.unit === undefined && stated?.unit == null ? words.notReadYet.unit : null;
};

const closingLine = ({ batch }: OperationOutput<'imports.stage'>): string =>
  words.readCounts(formatCount(batch.accepted), formatCount(batch.skipped), formatCount(batch.refused));

const readOne = async (client: Client, id: string): Promise<void> => {
  const queued = find(id);
  if (queued?.state !== 'waiting' || queued.choice.layout === undefined) return;
  const { file, choice } = queued;
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
      },
      { title: words.readTitle(file.name), closing: closingLine },
    );
    patch(id, { state: 'read', read });
  } catch (error) {
    noteFailure(id, error);
  }
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
