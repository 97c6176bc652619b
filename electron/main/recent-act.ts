/**
 * Whether a person has just acted in a window. What the system keeps for a person, above all the clipboard, is a page's only
 * in answer to a key or a mouse button, and once for each: never because a script asks for it.
 */
import type { WebContents } from 'electron';

/** As long as a menu may take to close and the page to ask. */
const freshMs = 1000;
const acts: ReadonlySet<string> = new Set(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown']);
const lastActs = new WeakMap<WebContents, number>();

/** Takes note of every key and mouse button pressed in the window from now on. */
export const watchActs = (contents: WebContents): void => {
  contents.on('input-event', (_event, { type }) => {
    if (acts.has(type)) lastActs.set(contents, performance.now());
  });
};

/** @returns whether a person has just acted; the same act does not count a second time */
export const takeRecentAct = (contents: WebContents): boolean => {
  const last = lastActs.get(contents);
  lastActs.delete(contents);
  return last !== undefined && performance.now() - last <= freshMs;
};
