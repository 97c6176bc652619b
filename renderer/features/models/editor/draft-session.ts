/**
 * The working copy of a draft in the window: every change is a step that can be taken back, and is saved at once. Saves go one at a
 * time; what is changed while one is under way goes with the next, which holds the newest document.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { JsonObject } from '#shared/model/json-view.ts';

export type Edit = (document: JsonObject) => JsonObject;

export type SaveState = 'saved' | 'saving' | 'failed';

export interface SessionView {
  readonly document: JsonObject;
  /** The revision that the engine has. */
  readonly revision: number;
  readonly state: SaveState;
  /** Why the last save failed; only while `state` is `failed`. */
  readonly failure: AppError | null;
  /** What would be taken back and done again; null: nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
}

export interface DraftSession {
  view(): SessionView;
  subscribe(listener: () => void): () => void;
  change(edit: Edit, label: string): void;
  undo(): void;
  redo(): void;
  /** Saves once more after a failure. */
  retry(): void;
  /** Takes up what the engine has: nothing of the window's own stays, neither changes nor steps. */
  adopt(revision: number, document: JsonObject): void;
}

/** Saves a document over a revision. @returns the new revision */
export type Save = (baseRevision: number, document: JsonObject) => Promise<number>;

interface Step {
  readonly label: string;
  /** As it was before the step, or, of a step taken back, after it. */
  readonly document: JsonObject;
}

const stepLimit = 200;

export const createDraftSession = (revision: number, document: JsonObject, save: Save): DraftSession => {
  let view: SessionView = {
    document,
    revision,
    state: 'saved',
    failure: null,
    undoLabel: null,
    redoLabel: null,
  };
  let done: Step[] = [];
  let undone: Step[] = [];
  let stored = document;
  let underWay = false;
  const listeners = new Set<() => void>();

  const show = (changes: Partial<SessionView>): void => {
    const labels = { undoLabel: done.at(-1)?.label ?? null, redoLabel: undone.at(-1)?.label ?? null };
    view = { ...view, ...changes, ...labels };
    for (const listener of listeners) listener();
  };

  const send = async (): Promise<void> => {
    if (underWay) return;
    underWay = true;
    show({ state: 'saving', failure: null });
    try {
      while (stored !== view.document) {
        const sent = view.document;
        const saved = await save(view.revision, sent);
        stored = sent;
        show({ revision: saved });
      }
      show({ state: 'saved' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      show({ state: 'failed', failure: error });
    } finally {
      underWay = false;
    }
  };

  const put = (next: JsonObject): void => {
    // After a failure nothing is sent by itself: most would fail for the same reason.
    const failed = view.state === 'failed';
    show({ document: next });
    if (!failed) void send();
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (edit, label) => {
      const { document: before } = view;
      const after = edit(before);
      if (after === before || JSON.stringify(after) === JSON.stringify(before)) return;
      done = [...done, { label, document: before }].slice(-stepLimit);
      undone = [];
      put(after);
    },
    undo: () => {
      const step = done.at(-1);
      if (step === undefined) return;
      done = done.slice(0, -1);
      undone = [...undone, { label: step.label, document: view.document }];
      put(step.document);
    },
    redo: () => {
      const step = undone.at(-1);
      if (step === undefined) return;
      undone = undone.slice(0, -1);
      done = [...done, { label: step.label, document: view.document }];
      put(step.document);
    },
    retry: () => {
      if (view.state === 'failed') void send();
    },
    adopt: (newest, text) => {
      done = [];
      undone = [];
      stored = text;
      show({ document: text, revision: newest, state: 'saved', failure: null });
    },
  };
};
