/** The frame around the pages: finding anything, and coming back to where one was. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice } from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';

const dataFolder = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(dataFolder, county, true));

it('finds a unit from anywhere by Ctrl+K and opens there again after a restart', async () => {
  const userData = temporaryFolder();
  const first = await launch({ dataFolder, userData });
  await first.page.getByRole('heading', { name: '工作台' }).waitFor();
  await first.page.keyboard.press('Control+k');
  await first.page.keyboard.type('甲山镇人民');
  await first.page.getByText(new RegExp(jiashan)).waitFor();
  await first.page.keyboard.press('Enter');
  const place = `app://zhengxin/#/archive/bodies/${jiashan}`;
  await first.page.waitForURL(place);
  expect(await first.page.getByRole('link', { name: '单位', exact: true }).getAttribute('aria-current')).toBe(
    'page',
  );
  await first.app.close();

  const again = await launch({ dataFolder, userData });
  await again.page.getByRole('navigation', { name: '主导航' }).waitFor();
  expect(again.page.url()).toBe(place);
});

it('leads from the first page to the record that is overdue', async () => {
  const { page } = await launch({ dataFolder });
  const row = page.getByRole('row', { name: /戊岭乡政府采购失信 2024-02-24/ });
  await row.getByRole('link').click();
  await page.waitForURL('app://zhengxin/#/archive/records/*');
});
