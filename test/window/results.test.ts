/** The results of runs as a clerk reads them: ranking, charts, heat map, why down to the records, two runs compared. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice } from '../support/offices.ts';
import { askCli } from '../support/run-cli.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { launch } from './support/launch.ts';
import { waitUntilSettled } from './support/settled.ts';

interface Assessed {
  runs: {
    run: { modelCode: string };
    ranking: { name: string; score: string; rank: number; gradeName: string }[];
  }[];
}

const dataFolder = path.join(sharedTemporaryFolder(), 'county');
let ranking: Assessed['runs'][number]['ranking'] = [];

/** The sample county with two runs of 2026; between them the assessor took 甲山镇 from level 5 to 0 in A2.3. */
beforeAll(async () => {
  const on = ['--data', dataFolder, '--cycle', '2026'];
  await makeOffice(dataFolder, county, true);
  await askCli(['assess', ...on]);
  await askCli(['cycle', 'enter', 'A2.3', 'level', '0', '--text', '--unit', jiashan, ...on]);
  const { runs } = await askCli<Assessed>(['assess', ...on]);
  ranking = runs.find(({ run }) => run.modelCode === 'TOWNSHIP-2026')?.ranking ?? [];
});

/** The texts of some columns (from 1) of the list in sight, row by row. */
const listed = async (page: Page, columns: readonly number[]): Promise<string[][]> => {
  const rows = await page.locator('tr.ant-table-row').all();
  return Promise.all(
    rows.map(async (row) => {
      const texts = await row.locator('td').allInnerTexts();
      return columns.map((column) => texts[column - 1]?.trim() ?? '');
    }),
  );
};

/** Opens the newest run of the townships. */
const openRun = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: '考核评价' }).click();
  await page.getByRole('link', { name: '测算结果' }).click();
  await page.getByRole('row', { name: /最新.*乡镇\(街道\)政务诚信考核模型/ }).click();
  await page.getByRole('heading', { name: '2026年度政务诚信考核：乡镇(街道)政务诚信考核模型' }).waitFor();
  await page.getByRole('row', { name: /甲山镇/ }).waitFor();
};

it('ranks as the command line does, and leads from a score to the records behind it', async () => {
  const { page } = await launch({ dataFolder });
  await openRun(page);
  // Rank, unit, score and grade, as printed.
  expect(await listed(page, [1, 2, 5, 6])).toEqual(
    ranking.map(({ rank, name, score, gradeName }) => [String(rank), name, score, gradeName]),
  );

  await page.getByRole('combobox', { name: '组别' }).press('Enter');
  await page.locator('.ant-select-item-option', { hasText: '农村组' }).click();
  await page.getByRole('row', { name: /甲山镇/ }).waitFor({ state: 'detached' });
  const rural = (await listed(page, [2, 4])).map(([name, place]) => `${place} ${name}`);
  expect(rural[0]).toBe('1 示例县壬溪镇人民政府');
  expect(rural).toHaveLength(7);

  await page.getByRole('row', { name: /辛田乡/ }).press('Enter');
  await page.getByRole('heading', { name: '示例县辛田乡人民政府 为什么得这个分' }).waitFor();
  await page.getByRole('row', { name: /^D3\.4/ }).click();
  const detail = page.getByRole('complementary', { name: /D3\.4/ });
  await detail.getByText('信用数据库计得 1，已采用').waitFor();
  await detail.getByRole('link', { name: '示纪问〔2026〕4号' }).click();
  await page.waitForURL('app://zhengxin/#/archive/records/*');
});

it('draws charts with a table behind, copied as pictures, and a heat map for the keyboard', async () => {
  const { app, page } = await launch({ dataFolder });
  await openRun(page);
  await page.getByText('构成图', { exact: true }).click();
  const radar = page.getByRole('region', { name: '各方面得分率' });
  await radar.locator('.chart[aria-busy="false"]').waitFor();
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await radar.getByRole('button', { name: '复制图片' }).click();
  await page.getByText('图片已复制').waitFor();
  const width = await app.evaluate(async ({ clipboard, nativeImage }) => {
    // Electron 45 gives items, the older one pictures.
    const older = clipboard as unknown as { readImage?: () => { getSize(): { width: number } } };
    if (older.readImage !== undefined) return older.readImage().getSize().width;
    const [item] = await clipboard.read();
    const png = await item?.getType('image/png');
    return png === undefined
      ? 0
      : nativeImage.createFromBuffer(Buffer.from(await png.arrayBuffer())).getSize().width;
  });
  expect(width).toBeGreaterThan(400);

  await radar.getByText('表', { exact: true }).click();
  const first = (await listed(page, [1, 2]))[0];
  // 17.41 of 18 points: the published sum of rounded leaves lies beside the exact rate, which is shown.
  expect(first?.[0]).toBe('A 依法行政');
  expect(first?.[1]).toMatch(/^96\.\d\d$/);

  await page.getByText('热力图', { exact: true }).click();
  const map = page.getByRole('group', { name: /得分率热力图/ });
  await map.focus();
  await waitUntilSettled(page);
  for (const key of ['ArrowRight', 'ArrowDown']) await map.press(key);
  // The second unit and the last indicator; the map may still be reading the last indicators.
  const said = page.getByRole('status').filter({ hasText: 'F3.2' });
  await expect
    .poll(async () => {
      await map.press('End');
      return said.count();
    })
    .toBe(1);
  expect(await said.textContent()).toContain(ranking[1]?.name);
  await map.press('Enter');
  await page.getByRole('heading', { name: `${ranking[1]?.name} 为什么得这个分` }).waitFor();
  await page.getByRole('complementary', { name: /F3\.2/ }).waitFor();
});

it('runs the model again, and shows of two runs who moved and where', async () => {
  const { page } = await launch({ dataFolder });
  await page.getByRole('link', { name: '考核评价' }).click();
  await page.getByRole('link', { name: '测算结果' }).click();
  await page.getByText('共 4 条').waitFor();
  await page.getByRole('button', { name: '测算', exact: true }).click();
  // Two models, so two runs more.
  await page.getByText('共 6 条').waitFor();
  await page
    .getByRole('row', { name: /乡镇\(街道\)/ })
    .nth(1)
    .getByRole('link', { name: '与上一次比较' })
    .click();

  await page.getByRole('heading', { name: '两次测算比较' }).waitFor();
  await page.getByText('12 个单位两次都有，其中 1 个有变化').waitFor();
  const row = page.getByRole('row', { name: /甲山镇/ });
  // A2.3 is worth 2 points, all of which level 5 gives and level 0 takes.
  expect(await row.textContent()).toContain('−2.00');
  await row.click();
  const detail = page.getByRole('complementary', { name: /变在哪里/ });
  await detail.getByRole('row', { name: /^A2\.3 .* 2\.00 0\.00 −2\.00$/ }).waitFor();
  await detail.getByRole('row', { name: /^A2\.3 评定档次.* 5 0$/ }).waitFor();
});
