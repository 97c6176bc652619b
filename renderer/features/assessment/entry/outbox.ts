/**
 * Cells on their way to the database, in the order in which they were entered. When the engine stops under one, it is
 * not lost: entering a text again changes nothing, so it is offered once more as soon as there is an engine. The outbox
 * belongs to the window, not to a page, so that what the last page handed over still arrives.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Client, OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../../engine/engine-context.tsx';

type PutMany = OperationInput<'entries.putMany'>;
export type EnteredCell = PutMany['cells'][number];
type Saved = OperationOutput<'entries.putMany'>;

interface Batch {
  input: PutMany;
  resolve: (saved: Saved) => void;
  reject: (error: unknown) => void;
}

interface OutboxState {
  /** Cells that are not acknowledged yet. */
  waiting: number;
  /** The engine stopped under them; they are offered again when there is one. */
  stalled: boolean;
  /** Cells that were offered again after an interruption and are saved now; until the user has seen it. */
  resumed: number;
}

export const useOutbox = create<OutboxState>(() => ({ waiting: 0, stalled: false, resumed: 0 }));

const queue: Batch[] = [];
let client: Client | null = null;
let sending = false;

const noteQueue = (): void =>
  useOutbox.setState({ waiting: queue.reduce((sum, { input }) => sum + input.cells.length, 0) });

const send = async (): Promise<void> => {
  if (sending) return;
  sending = true;
  try {
    for (let batch = queue[0]; batch !== undefined && client !== null; batch = queue[0]) {
      const using: Client = client;
      try {
        const saved = await using.call('entries.putMany', batch.input);
        queue.shift();
        if (useOutbox.getState().stalled) {
          useOutbox.setState(({ resumed }) => ({ resumed: resumed + saved.cells.length }));
        }
        batch.resolve(saved);
      } catch (error) {
        if (error instanceof AppError && error.code === 'engine.stopped') {
          if (client === using) client = null;
          useOutbox.setState({ stalled: true });
          continue;
        }
        queue.shift();
        batch.reject(error);
      }
      noteQueue();
    }
    if (queue.length === 0) useOutbox.setState({ stalled: false });
  } finally {
    sending = false;
  }
};

/**
 * Enters cells in one step. The promise settles when the engine has answered, however often it was started anew in
 * between. @throws AppError for every failure but `engine.stopped`
 */
export const enterCells = (input: PutMany): Promise<Saved> =>
  new Promise((resolve, reject) => {
    queue.push({ input, resolve, reject });
    noteQueue();
    void send();
  });

// They are held by this window alone until the engine has answered.
window.addEventListener('beforeunload', (event) => {
  if (queue.length > 0) event.preventDefault();
});

/** Sends through the engine that runs now, and through the next one after it. */
export const useOutboxEngine = (): void => {
  const current = useClient();
  useEffect(() => {
    client = current;
    void send();
  }, [current]);
};
