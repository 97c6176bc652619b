/** What the results of an assessment show in the window: short views, the third party, service on time, and the official run. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const folder = sharedTemporaryFolder();
const dataFolder = path.join(folder, 'county');
let app: ElectronApplication;
let page: Page;
/** The townships' runs of the year that is final and of the one under way. */
let run = '';
let newest = '';
/** Who was best in the final year, and what the third party gave 甲山镇. */
let best = '';
let given = '';

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    const townships = async (cycle: string): Promise<string> => {
      const { runs } = await client.call('runs.execute', { cycle });
      return runs.find((made) => made.run.modelCode === 'TOWNSHIP-2026')?.run.id ?? '';
    };
    run = await townships('2025');
    newest = await townships('2026');
    best = (await client.call('runs.ranking', { run, limit: 1 })).rows[0]?.code ?? '';
    const { nodes } = await client.call('runs.explain', { run, subject: jiashan });
    const report = nodes.find(({ code }) => code === 'F3.1');
    given = Number(report?.values.find(({ item }) => item === 'mean')?.value).toFixed(2);
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(folder, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
});
afterAll(() => app.close());

it('S38 防短视：A1.3、C3.4 历年得分率并排，曾满分后失分的单位标出，可换别的指标', async () => {
  await visit(page, `/results/${newest}?view=history`);
  for (const title of ['A1.3 2025', 'A1.3 2026', 'C3.4 2025', 'C3.4 2026']) {
    await page.getByRole('columnheader', { name: title }).waitFor();
  }
  await page.getByRole('row', { name: /戊岭乡.*C3\.4 曾满分后失分/ }).waitFor();
  await page.getByRole('checkbox', { name: '只看曾满分后失分的' }).check();
  await page.getByRole('row', { name: /子午街道/ }).waitFor({ state: 'detached' });
});

it('S41 第三方综合评定：第三方得分率与其余指标逐单位比较，可打开第三方评估得分看依据', async () => {
  await visit(page, `/results/${run}?view=scorers`);
  await page.getByText(/第三方平均比其余[高低]/).waitFor();
  // The report gave 甲山镇 a mean out of 100, which is its rate.
  const row = page.getByRole('row', { name: /甲山镇/ });
  expect(await row.textContent()).toContain(given);
  await row.click();
  await page.getByRole('heading', { name: '示例县甲山镇人民政府 为什么得这个分' }).waitFor();
  await page.getByRole('complementary', { name: /F3\.1 第三方评估得分/ }).waitFor();
});

it('S7 创新服务和管理：政务服务按期办结率和创新加分在“为什么得这个分”里看得到数据和算法', async () => {
  await visit(page, `/results/${run}/why/${jiashan}?node=A3.1`);
  const detail = page.getByRole('complementary', { name: /A3\.1 政务服务按期办结率/ });
  await detail.getByText('按期办结的政务服务事项数').first().waitFor();
  // The best township of 2025 has it: a practice taken up above.
  await visit(page, `/results/${run}/why/${best}`);
  await page.getByText('G2 创新做法被上级采用').waitFor();

  await page.getByRole('button', { name: '怎样提高一个名次' }).click();
  await page.getByText('已经是第一名。').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
});

it('confirms a run as the official one, and proves it', async () => {
  await visit(page, `/results/${run}`);
  await page.getByRole('button', { name: '确认为正式结果' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('批准文号').fill('示信办〔2026〕1号');
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await page.getByText(/正式结果，.*由本机操作员确认；文号：示信办〔2026〕1号/).waitFor();
  await page.getByRole('button', { name: '重算核对' }).click();
  await page.getByText('重算结果与保存的逐字节相同。').waitFor();
});
