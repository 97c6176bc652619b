/** axe-core in a page of the window. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** What the page runs; the names are axe's own. */
declare const window: {
  axe: {
    /** @param options only of the kinds of results that are named, every node is described */
    run(options: { resultTypes: string[] }): Promise<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    }>;
  };
};

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core calls serious or worse, with the element. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // It stays in the page until the page is loaded again.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical' ? nodes.map(({ html }) => `${id}: ${html}`) : [],
    );
  });
};
