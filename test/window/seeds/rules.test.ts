/** The catalogue, publicity periods and reminders in the real window. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import { countingSources } from '../../db/support/sample.ts';
import { recordContent } from '../../db/support/sample-content.ts';
import { county, jiashan, makeOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchElectron } from '../support/launch.ts';

const folder = sharedTemporaryFolder();
const dataFolder = path.join(folder, 'data');
const today = dayInChina(new Date().toISOString());
let app: ElectronApplication;
let page: Page;

/** Records whose days stand to today as the tests need them. */
const addRecords = (): void => {
  const db = openDatabase(dataFolder, countingSources('2026-01-01T00:00:00.000Z'));
  try {
    db.write((tx) => {
      const records = createRecordRepository(tx);
      const shown = { status: 'published', publicFrom: '2025-01-01', catalogueItem: 'BN-107' } as const;
      const add = (documentNo: string, title: string, more: object): void => {
        records.insert(recordContent(jiashan, { documentNo, title, ...more }));
      };
      add('期满1号', '期满的失信', { ...shown, publicMaxUntil: addDays(today, -1) });
      add('未满1号', '还在公示的失信', {
        ...shown,
        publicMinUntil: addDays(today, -30),
        publicMaxUntil: addDays(today, 40),
      });
      add('逾期1号', '整改逾期的失信', {
        status: 'confirmed',
        rectificationStatus: 'inProgress',
        rectifyDueOn: addDays(today, -2),
      });
    });
  } finally {
    db.close();
  }
};

const visit = (address: string): Promise<void> =>
  page.evaluate((to) => {
    (globalThis as unknown as { location: { hash: string } }).location.hash = `#${to}`;
  }, address);

/** Searches the ledger and opens the one record that is found. */
const openRecord = async (title: string): Promise<void> => {
  await visit('/archive/records');
  await page.getByLabel('搜索记录').fill(title);
  await page.getByRole('row', { name: title }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  addRecords();
  ({ app } = await launchElectron({ userData: path.join(folder, 'user'), dataFolder }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

describe('the catalogue and its clocks', () => {
  it('S2 公共信用信息目录：增加、变更事项都留下版本，目录以外的只能作为线索', async () => {
    await visit('/system/catalogue');
    await page.getByRole('button', { name: '增加事项' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('事项', { exact: true }).fill('拖欠村级工程款');
    await form.getByLabel('施行日期').fill('2026年3月1日');
    await form.getByLabel('领域').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '街道乡镇' }).click();
    await form.getByLabel('法律依据').fill('示例县政务诚信管理办法（示政发〔2026〕3号）');
    await form.getByRole('checkbox', { name: '司法裁判' }).check();
    // What praises or promises establishes no dishonesty, and is not offered.
    expect(await form.getByRole('checkbox', { name: '表彰文件' }).count()).toBe(0);
    await form.getByRole('button', { name: '保存' }).click();
    const drawer = page.getByRole('dialog').filter({ hasText: '拖欠村级工程款' });
    await drawer.getByText('2026-03-01 — 至今').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await drawer.getByRole('button', { name: '变更' }).click();
    const change = page.getByRole('dialog').filter({ hasText: '变更“拖欠村级工程款”' });
    await change.getByLabel('施行日期').fill('2026-06-01');
    await change.getByRole('button', { name: '保存' }).click();
    await drawer.getByText('2026-03-01 — 2026-05-31').waitFor();
    await drawer.getByText('2026-06-01 — 至今').waitFor();

    // What the item does not hold for on its day is no record.
    await visit('/archive/records/new');
    await page.locator('#field-item').fill('拖欠村级工程款');
    await page.locator('.ant-select-item-option').filter({ hasText: '拖欠村级工程款' }).click();
    await page.locator('#field-decisionDate').fill('2026-02-01');
    await page.getByRole('heading', { name: '还不能认定为信用记录' }).waitFor();
    await page.getByRole('link', { name: '登记为线索' }).waitFor();
  });

  it('S28 失信情况公示：公示期按规则计时，期满自动停止，改规则不改已定的日期', async () => {
    // The step of the day ran when the window opened.
    await openRecord('期满的失信');
    await page.getByText('公示期已满，自动停止公示。').waitFor();
    await openRecord('还在公示的失信');
    const panel = page.getByRole('region', { name: '公示期' });
    await panel.getByText('还剩 40 天').waitFor();
    const repairable = addDays(today, -29);
    await panel.getByText(`${repairable} 起可以申请修复`).waitFor();
    const until = addDays(today, 40);

    await visit('/system/rules');
    await page.getByRole('row', { name: /一般失信信息公示期/ }).click();
    const drawer = page.getByRole('dialog').filter({ hasText: '一般失信信息公示期' });
    await drawer.getByText('已核实').first().waitFor();
    await drawer.getByRole('button', { name: '变更规则' }).click();
    const form = page.getByRole('dialog').filter({ hasText: '变更“一般失信信息公示期”' });
    await form.getByLabel('施行日期').fill('2026-06-01');
    await form.getByLabel('最长公示期（月）').fill('6');
    await form.getByLabel('依据', { exact: true }).fill('示例市信用信息公示办法（示政发〔2026〕1号）');
    await form.getByRole('button', { name: '保存新版本' }).click();
    await drawer.getByText('2026-04-01 — 2026-05-31').waitFor();
    await drawer.getByText('默认公示，最短 3 个月，最长 6 个月').waitFor();

    await openRecord('还在公示的失信');
    await panel.getByText(until).waitFor();
  });

  it('S50 及时提醒：期限清单由急到缓，提前天数可以改，点一行到办理的地方', async () => {
    await visit('/');
    await page.getByRole('link', { name: '查看全部期限' }).click();
    await page.getByRole('heading', { level: 1, name: '期限' }).waitFor();
    await visit('/archive/due?kind=rectification&urgency=overdue');
    const overdue = page.getByRole('row', { name: /整改逾期的失信/ });
    await overdue.getByText('已逾期 2 天').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    // Within 40 days there are fewer than 40 working days: the record on show comes near.
    await page.getByRole('button', { name: '提醒设置' }).click();
    const settings = page.getByRole('dialog');
    await settings.getByLabel('公示期满 提前（工作日）').fill('40');
    await settings.getByRole('button', { name: '保存' }).click();
    await visit('/archive/due?kind=publicity&urgency=soon');
    await page
      .getByRole('row', { name: /还在公示的失信/ })
      .getByText('还剩 40 天')
      .waitFor();

    await visit('/archive/due?kind=rectification&urgency=overdue');
    await overdue.click();
    await page.getByRole('heading', { level: 1, name: '整改逾期的失信' }).waitFor();
  });

  it('S28 节假日：缺哪一年看得到，逐日录入以后期限才确定', async () => {
    await visit('/system/holidays');
    await page.getByRole('row', { name: /2027/ }).getByText('未录入').waitFor();
    await page.getByRole('row', { name: /2027/ }).click();
    const year = page.getByRole('region', { name: '2027 年' });
    await year.getByRole('button', { name: '修改' }).click();
    await year.getByLabel('新增放假日的节日名称').fill('元旦');
    // 1 January 2027 is a Friday.
    await year.getByRole('button', { name: '1月1日 周五，照常上班' }).click();
    await year.getByRole('button', { name: '1月1日 周五，元旦放假' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await year.getByRole('button', { name: '保存' }).click();
    await year.getByText('放假 1 天，调休上班 0 天').waitFor();
    await page.getByRole('row', { name: /2027/ }).getByText('已录入').waitFor();
  });
});
