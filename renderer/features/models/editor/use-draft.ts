/** A draft that is being edited: the working copy, and what the engine says of it as it was last saved. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { isObject, type JsonObject } from '#shared/model/json-view.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { useUnsavedWork } from '../../../state/place.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { createDraftSession, type Edit, type SaveState } from './draft-session.ts';

export type DraftAnswer = OperationOutput<'modelDrafts.read'>;
export type OutlineNode = DraftAnswer['outline'][number];

/** A step that can be taken back, or done again. */
export interface HistoryStep {
  /** What it did (“改权重”); null: there is none. */
  readonly label: string | null;
  readonly run: () => void;
}

export interface Draft {
  readonly id: string;
  /** The document as the user sees it, which may be newer than what the engine says below. */
  readonly document: JsonObject;
  /** The revision that the engine has: `baseRevision` of commands. Publish only while `state` is `saved`. */
  readonly revision: number;
  readonly head: DraftAnswer['draft'];
  readonly outline: DraftAnswer['outline'];
  /** Null while there are errors. */
  readonly described: DraftAnswer['described'];
  readonly findings: readonly Finding[];
  /**
   * Changes the working copy and saves it. Call it with whole edits (a field that was left, a choice), not for every key.
   * @param label names the step for 撤销; an edit that changes nothing is no step
   */
  readonly change: (edit: Edit, label: string) => void;
  readonly undo: HistoryStep;
  readonly redo: HistoryStep;
  readonly state: SaveState;
  readonly failure: AppError | null;
  readonly retry: () => void;
  /** Gives up what is not saved and takes up what the engine has. */
  readonly reload: () => void;
}

const parse = (text: string): JsonObject => {
  const parsed: unknown = JSON.parse(text);
  return isObject(parsed) ? parsed : {};
};

/** @param answer what `modelDrafts.read` says now; the page asks, and shows no editor before the first answer */
export const useDraft = (id: string, answer: DraftAnswer): Draft => {
  const client = useClient();
  // The engine may be started anew while the page is open.
  const engine = useRef(client);
  engine.current = client;
  // A session lives as long as its page, which belongs to one draft; answers that come later are judged below.
  const [session] = useState(() =>
    createDraftSession(answer.draft.revision, parse(answer.document), async (baseRevision, document) => {
      const given = { id, baseRevision, document: JSON.stringify(document) };
      return (await engine.current.call('modelDrafts.save', given)).revision;
    }),
  );
  const view = useSyncExternalStore(session.subscribe, session.view);
  // A save that is under way ends well without the page, as a rule: only one that takes long holds the user up.
  const lasting = useSettled(view.state, 1_000);
  useUnsavedWork(view.state === 'failed' || (view.state === 'saving' && lasting === 'saving'));

  useEffect(() => {
    // Saved elsewhere (another window, the command line) while nothing was being changed here.
    const newer = answer.draft.revision > session.view().revision;
    if (newer && session.view().state === 'saved')
      session.adopt(answer.draft.revision, parse(answer.document));
  }, [session, answer]);

  const reload = useCallback(() => {
    void client
      .call('modelDrafts.read', { id })
      .then(({ draft, document }) => session.adopt(draft.revision, parse(document)))
      // Its reason stands on the page already: the query of the page fails as this one does.
      .catch(() => undefined);
  }, [client, id, session]);

  return {
    id,
    document: view.document,
    revision: view.revision,
    head: answer.draft,
    outline: answer.outline,
    described: answer.described,
    findings: answer.findings,
    change: session.change,
    undo: { label: view.undoLabel, run: session.undo },
    redo: { label: view.redoLabel, run: session.redo },
    state: view.state,
    failure: view.failure,
    retry: session.retry,
    reload,
  };
};
