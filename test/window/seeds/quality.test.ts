/** 数据质量 in the real window: from the first page to the field where something is put right, and back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { BodyContent, CreditRecord } from '#shared/domain/entities.ts';
import { county, jiashan, makeOffice, sample } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { launch } from '../support/launch.ts';

/** The page's own. */
declare const document: { activeElement: { id: string } | null };

const dataFolder = path.join(sharedTemporaryFolder(), 'county');

/** What the sample county was made of, read without the program. */
const { bodies, records } = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as {
  bodies: BodyContent[];
  records: CreditRecord[];
};
const headless = bodies.filter(({ headName, validTo }) => headName === null && validTo === null);

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
});

/** The cells of the row with this text in its list. */
const cellsOf = (page: Page, list: string, text: string): Promise<string[]> =>
  page
    .getByRole('table', { name: list })
    .getByRole('row')
    .filter({ hasText: text })
    .getByRole('cell')
    .allInnerTexts();

it('S2 信用数据库质检：首页提示，逐项查出，点到该改的地方，改好后件数随之减少', async () => {
  const { page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '还没有检查过，去检查' }).click();
  await page.getByRole('heading', { name: '数据质量', level: 1 }).waitFor();
  const kind = '单位没有主要负责人';
  const open = bodies.filter(({ validTo }) => validTo === null).length;
  await page.getByRole('link', { name: kind }).waitFor();
  const [, , , found, among] = await cellsOf(page, '数据质量问题', kind);
  expect([found, among]).toEqual([String(headless.length), String(open)]);

  await page.getByRole('link', { name: kind }).click();
  await page.getByRole('heading', { name: kind, level: 1 }).waitFor();
  const findings = page.getByRole('table', { name: '有问题的数据' });
  await findings
    .getByText(headless[0]?.name ?? '', { exact: true })
    .first()
    .waitFor();
  await page.getByRole('link', { name: '去更正' }).first().click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('field-headName');
  await page.keyboard.type('喻一白');
  await page.keyboard.press('Control+s');
  await page.getByText('喻一白').waitFor();

  // The check is stale now, and made again by itself: one fewer.
  await page.getByRole('link', { name: '数据质量' }).click();
  await page.getByRole('checkbox', { name: '也列出没有问题的' }).check();
  await expect
    .poll(async () => (await cellsOf(page, '数据质量问题', kind))[3])
    .toBe(String(headless.length - 1));

  // The rule for entering begins in 2024; the chosen cycle is that of 2026. The sample is entered when the test runs, so
  // how many are in time depends on the day.
  const ofTown = records.filter(({ bodyUscc, status }) => bodyUscc === jiashan && status !== 'revoked');
  const since = (day: string): string =>
    String(ofTown.filter(({ decisionDate }) => decisionDate >= day && decisionDate <= '2026-12-31').length);
  await page.getByText('按单位', { exact: true }).click();
  const units = page.getByRole('table', { name: '各单位的数据质量' });
  await units.getByText('示例县甲山镇人民政府').waitFor();
  await units.getByText('期间录入总数 d').first().waitFor();
  const [, , , entered, , , amongInPeriod] = await cellsOf(page, '各单位的数据质量', '示例县甲山镇人民政府');
  expect(entered?.split(' / ')[1]).toBe(since('2024-01-01'));
  expect(amongInPeriod).toBe(since('2026-01-01'));

  await page.getByRole('link', { name: '工作台' }).click();
  await page.getByRole('link', { name: /错误 [\d,]+ 项，警告 [\d,]+ 项/ }).waitFor();
});
