/** Waits until a page has nothing under way: no spinner, nothing marked busy, no animation, and no change any more. */
import type { Page } from 'playwright-core';

/** What the page runs; the names are the page's own. */
declare const document: {
  body: object;
  fonts: { ready: Promise<unknown> };
  querySelector(selector: string): unknown;
  getAnimations(): {
    playState: string;
    effect: { getComputedTiming(): { iterations?: number } } | null;
  }[];
};
declare const MutationObserver: new (
  changed: () => void,
) => {
  observe(
    target: object,
    what: { subtree: boolean; childList: boolean; attributes: boolean; characterData: boolean },
  ): void;
  disconnect(): void;
};
declare const requestAnimationFrame: (frame: () => void) => void;

const busyMarks = '[aria-busy="true"], .ant-spin-spinning, .ant-skeleton-active, .waiting';
/** A page that has not changed for so long has drawn what it had to draw. */
const quietMs = 250;

/** @throws when the page is still at work after the timeout, naming what it waits for */
export const waitUntilSettled = async (page: Page, timeoutMs = 30_000): Promise<void> => {
  const left = await page.evaluate(
    async ({ busyMarks, quietMs, timeoutMs }) => {
      const started = performance.now();
      let changedAt = started;
      const observer = new MutationObserver(() => {
        changedAt = performance.now();
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      const reason = (): string | null => {
        if (document.querySelector(busyMarks) !== null) return 'something is marked as busy';
        const moving = document
          .getAnimations()
          .some(
            ({ playState, effect }) =>
              playState === 'running' && effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY,
          );
        if (moving) return 'an animation runs';
        return performance.now() - changedAt < quietMs ? 'the page goes on changing' : null;
      };
      await document.fonts.ready;
      let found = reason();
      while (found !== null && performance.now() - started < timeoutMs) {
        await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
        found = reason();
      }
      observer.disconnect();
      return found;
    },
    { busyMarks, quietMs, timeoutMs },
  );
  if (left !== null) throw new Error(`the page did not settle within ${timeoutMs} ms: ${left}`);
};
