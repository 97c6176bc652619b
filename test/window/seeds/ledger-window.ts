/** Fills in ledgers in the real window as a clerk does: by the names of fields, with keyboard and mouse. */

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { type LedgerCode, ledgers } from '#shared/ledgers/ledgers.ts';

/** By field: what is typed, or for a list the label that is chosen (`{ choose }`). */
export type Typed = Readonly<Record<string, string | { choose: string }>>;

/** The page's own. */
declare const location: { hash: string };

const isGrave = (title: string): boolean =>
  Object.values<LedgerDefinition>(ledgers).some(({ steps }) =>
    Object.values(steps).some((step) => step.title === title && step.grave === true),
  );

export function ledgerWindow(page: Page) {
  const field = (key: string) => page.locator(`#field-${key}`);

  const go = async (place: string): Promise<void> => {
    await page.evaluate((to) => {
      location.hash = to;
    }, `#${place}`);
  };

  const fill = async (typed: Typed): Promise<void> => {
    for (const [key, value] of Object.entries(typed)) {
      if (typeof value === 'string') {
        await field(key).fill(value);
        continue;
      }
      await field(key).focus();
      await page.keyboard.type(value.choose);
      await page
        .locator('.ant-select-dropdown:visible .ant-select-item-option')
        .filter({ hasText: value.choose })
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
    }
  };

  return {
    field,
    go,
    /** The heading of the page. */
    title: (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }),
    /** Registers a row from the ledger's own list, and ends on its page. @returns its identifier */
    async register(
      ledger: LedgerCode,
      about: Readonly<Record<string, string>>,
      typed: Typed,
    ): Promise<string> {
      const { noun } = ledgers[ledger];
      await go(`/ledgers/${ledger}/new?${new URLSearchParams(about)}`);
      await page.getByRole('heading', { name: new RegExp(noun), level: 1 }).waitFor();
      await fill(typed);
      await page.keyboard.press('Control+S');
      const own = new RegExp(`#/ledgers/${ledger}/[0-9a-f-]{36}$`);
      await expect.poll(() => page.url()).toMatch(own);
      return page.url().slice(-36);
    },
    /** Takes a step on the page of a row. */
    async take(title: string, typed: Typed): Promise<void> {
      // What ends a matter against somebody stands in the menu, everything else is a button.
      if (isGrave(title)) {
        await page.getByRole('button', { name: '更多 ▾' }).click();
        await page.getByRole('menuitem', { name: title }).click();
      } else await page.getByRole('button', { name: title, exact: true }).click();
      await field('handler').waitFor();
      await fill({ handler: '王承办', ...typed });
      await page.getByRole('dialog').getByRole('button', { name: title, exact: true }).click();
      await field('handler').waitFor({ state: 'detached' });
    },
  };
}
