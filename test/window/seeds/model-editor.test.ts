/** The editor of an indicator model in the real window. */
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addNode, changeNode } from '#shared/model/editing/edit-draft.ts';
import { defaultScoring } from '#shared/model/editing/edit-leaf.ts';
import type { JsonObject } from '#shared/model/json-view.ts';
import { places } from '../../../renderer/ui/places.ts';
import { county, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';
import { waitUntilSettled } from '../support/settled.ts';

const folder = sharedTemporaryFolder();
const dataFolder = path.join(folder, 'data');
let app: ElectronApplication;
let page: Page;
let draft: string;
let compared: string;

declare const document: { activeElement: unknown };

/** 100 points over indicators of weight 1, A, B and so on. */
const begin = (document: JsonObject, names: readonly string[]): JsonObject =>
  names.reduce((before, name, index) => {
    const code = String.fromCharCode(65 + index);
    const added = addNode(before, { code, name, parent: null });
    return changeNode(added, code, { scoring: defaultScoring('boolean') });
  }, document);

/** Begins a draft with indicators of these names. */
const beginDraft = (code: string, name: string, indicators: readonly string[]): Promise<string> =>
  withOffice(dataFolder, async ({ client }) => {
    const { id } = await client.call('modelDrafts.create', { from: null, code, name, version: '1.0.0' });
    const { document } = await client.call('modelDrafts.read', { id });
    const edited = JSON.stringify(begin(JSON.parse(document) as JsonObject, indicators));
    await client.call('modelDrafts.save', { id, baseRevision: 1, document: edited });
    return id;
  });

beforeAll(async () => {
  await makeOffice(dataFolder, county);
  draft = await beginDraft('VILLAGE', '村（社区）诚信评价', ['村务公开', '履约守信']);
  compared = await beginDraft('COMPARED', '比较评价', ['责任落实', '制度建设', '公开承诺']);
  ({ app } = await launchElectron({ userData: path.join(folder, 'user'), dataFolder }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

it('S40 指标体系编辑器：增加指标、选评分方法、改权重，分值随时更新，错误当场标出，可以撤销，关掉再开都在', async () => {
  await visit(page, places.modelDraft(draft));
  await page.getByRole('heading', { level: 1, name: '村（社区）诚信评价 1.0.0（草稿）' }).waitFor();
  const tree = page.getByRole('treegrid', { name: '指标树' });
  const row = (name: RegExp) => tree.getByRole('row', { name });
  const form = page.getByRole('region', { name: '所选指标' });
  const field = (name: string) => form.locator(`[id="field-${name}"]`);
  await row(/^B 履约守信 1 50% 50\.00 是否/).click();

  // A third indicator of weight 1: a third of 100 points each. It cannot be scored yet.
  await page.getByRole('button', { name: '加同级' }).click();
  await row(/^C 新指标 1 处错误 1 33\.33% 33\.33/).waitFor();
  await row(/^A 村务公开 1 33\.33% 33\.33/).waitFor();
  await form.getByText('末级指标没有评分方法').waitFor();
  await field('name').fill('诉求回应');
  await field('scoring.method').click();
  await page.locator('.ant-select-item-option', { hasText: '比率：分子除以分母' }).click();
  await row(/^C 诉求回应 1 33\.33% 33\.33 比率/).waitFor();
  // 19 of 20: 95 % of 33.33 points are 31.67.
  await form.getByText('得 31.67 分（分值 33.33 分）').waitFor();
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);

  // Typed over in the tree: 2 of 4 are half of the points.
  await row(/^C 诉求回应/).click();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await row(/^C 诉求回应 2 50% 50\.00 比率/).waitFor();
  await row(/^A 村务公开 1 25% 25\.00/).waitFor();

  // What is no number stays in the field and changes nothing; what is no weight is saved and said at the field.
  const weight = field('weight');
  await weight.fill('二');
  await weight.press('Enter');
  await form.getByText('应填数字').waitFor();
  await row(/^C 诉求回应 2 50% 50\.00/).waitFor();
  await weight.fill('0');
  await weight.press('Enter');
  await form.getByText('应大于 0，请更正。').waitFor();
  await form.getByText('模型还有错误，改正后才能试算').waitFor();
  expect(await weight.getAttribute('aria-invalid')).toBe('true');
  expect(await accessibilityFaults(page)).toEqual([]);
  await weight.fill('3');
  await weight.press('Enter');
  await row(/^A 村务公开 1 20% 20\.00/).waitFor();

  // The key takes back step by step: 3, then 0.
  await row(/^C 诉求回应/).focus();
  await page.keyboard.press('Control+z');
  await form.getByText('应大于 0，请更正。').waitFor();
  await page.keyboard.press('Control+z');
  await row(/^C 诉求回应 2 50% 50\.00/).waitFor();
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  await row(/^A 村务公开 1 20% 20\.00/).waitFor();

  await row(/^B 履约守信/).click();
  await page.keyboard.press('Delete');
  await row(/^B 履约守信/).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤销' }).click();
  await row(/^B 履约守信 1 20% 20\.00/).waitFor();

  await page.getByText('已保存').waitFor();
  await page.getByRole('link', { name: '全部模型' }).click();
  await page.getByRole('heading', { level: 1, name: '指标模型' }).waitFor();
  await visit(page, places.modelDraft(draft, 'C'));
  await row(/^C 诉求回应 3 60% 60\.00 比率/).waitFor();
  expect(await field('weight').inputValue()).toBe('3');
});

it('S40 权重：两两比较填完给出权重和一致性，不合的判断点得到，采用后分值随之改变，改过权重看得出', async () => {
  await visit(page, places.modelDraft(compared, 'A'));
  const tree = page.getByRole('treegrid', { name: '指标树' });
  const form = page.getByRole('region', { name: '所选指标' });
  await tree.getByRole('row', { name: /^A 责任落实 1 33\.33% 33\.33/ }).waitFor();
  await form.getByRole('button', { name: '与同级一起…' }).click();
  const dialog = page.getByRole('dialog', { name: '确定权重：一级指标' });
  const pair = (row: string, column: string) => dialog.getByLabel(`“${row}”和“${column}”相比`);
  const apply = dialog.getByRole('button', { name: '采用' });
  await pair('责任落实', '制度建设').selectOption('2');
  await pair('责任落实', '公开承诺').selectOption('1/4');
  await dialog.getByText('还有 1 对没有比较，例如“制度建设”与“公开承诺”').waitFor();
  expect(await apply.getAttribute('aria-disabled')).toBe('true');
  await pair('制度建设', '公开承诺').selectOption('2');

  // 2, 1/4 and 2 contradict one another; 4 in place of 1/4 makes it 4 : 2 : 1.
  await dialog.getByText('不一致（CR').waitFor();
  const worst = dialog.getByRole('button', { name: /^“责任落实”比“公开承诺”：填 1\/4，由权重推得约/ });
  await worst.click();
  expect(await pair('责任落实', '公开承诺').evaluate((choice) => choice === document.activeElement)).toBe(
    true,
  );
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await pair('责任落实', '公开承诺').selectOption('4');
  await dialog.getByText('一致（CR 0.0000 < 0.10）').waitFor();
  await dialog.getByRole('row', { name: /^A 责任落实 33\.33% 57\.14% 57\.14/ }).waitFor();
  await apply.click();
  await tree.getByRole('row', { name: /^A 责任落实 0\.571429 57\.14% 57\.14/ }).waitFor();
  await tree.getByRole('row', { name: /^C 公开承诺 0\.142857 14\.29% 14\.29/ }).waitFor();
  await form.getByText('同级权重与两两比较一致').waitFor();

  const weight = form.locator('[id="field-weight"]');
  await weight.fill('1');
  await weight.press('Enter');
  await form.getByText('同级权重在两两比较之后改过').waitFor();
  // What was judged is still there, and brings the weights back.
  await form.getByRole('button', { name: '与同级一起…' }).click();
  expect(await pair('责任落实', '公开承诺').inputValue()).toBe('4');
  await apply.click();
  await tree.getByRole('row', { name: /^A 责任落实 0\.571429/ }).waitFor();
  await page.getByText('已保存').waitFor();
});

it('S40 版本：从已发布的版本新建草稿，改等次，检查、比较、发布，考核周期可以选用新版本', async () => {
  const base = { code: 'TOWNSHIP-2026', version: '1.1.0' };
  const name = '乡镇(街道)政务诚信考核模型';
  await visit(page, places.model(base.code, base.version));
  await page.getByRole('button', { name: '新建版本' }).click();
  const beginning = page.getByRole('dialog', { name: `以“${name}” 1.1.0 为底本新建版本` });
  expect(await beginning.getByLabel('版本号').inputValue()).toBe('1.2.0');
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await beginning.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('heading', { level: 1, name: `${name} 1.2.0（草稿）` }).waitFor();

  for (const tab of ['加减分与一票否决', '基本设置', '等次']) {
    await page.getByRole('tab', { name: tab }).click();
    await waitUntilSettled(page);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  // A rule in words, then changed: T01 asks for a value that no longer stands under that name.
  await page.getByRole('tab', { name: '审核公式' }).click();
  const rule = page.getByRole('region', { name: '所选公式' });
  const left = rule.getByLabel('左边（用取值的名称写的算式）');
  const formula = await left.inputValue();
  await left.fill('nobody');
  await left.press('Enter');
  await rule
    .getByText(/nobody/)
    .first()
    .waitFor();
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await left.fill(formula);
  await left.press('Enter');
  await page.getByRole('tab', { name: '检查', exact: true }).waitFor();
  await page.getByRole('tab', { name: '等次' }).click();

  // 优秀 from 90 to 70: below 良好 at 80. The line of the checks leads back to where it is put right.
  const limit = page.getByLabel('excellent 最低分');
  await limit.fill('70');
  await limit.press('Enter');
  await page.getByRole('tab', { name: '检查（1）' }).click();
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const publishing = page.getByRole('dialog', { name: `发布“${name}” 1.2.0` });
  await publishing.getByText('还有 1 处错误，改正后才能发布').first().waitFor({ state: 'attached' });
  await publishing.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '到这里去' }).click();
  await limit.fill('92');
  await limit.press('Enter');

  await page.getByRole('tab', { name: '与原版本比较' }).click();
  await page
    .getByRole('row', { name: /改变 等次 excellent 优秀 最低分 90分（含）以上 92分（含）以上/ })
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await publishing.getByText('等次改变 1 处').waitFor();
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await publishing.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `${name} 1.2.0`, exact: true }).waitFor();
  await page.getByText('已发布', { exact: true }).waitFor();

  // The draft is gone, the version that it began from stays, and a cycle can be assessed with the new one.
  await page.getByRole('link', { name: '全部模型' }).click();
  await page.getByRole('row', { name: /TOWNSHIP-2026 1\.2\.0 已发布/ }).waitFor();
  await page.getByRole('row', { name: /TOWNSHIP-2026 1\.1\.0 已发布/ }).waitFor();
  const drafts = page.getByRole('table', { name: '正在编制的草稿' });
  await drafts.getByText('TOWNSHIP-2026').first().waitFor({ state: 'detached' });
  await waitUntilSettled(page);
  expect(await accessibilityFaults(page)).toEqual([]);
  await visit(page, places.cycles);
  await page.getByRole('button', { name: '新建周期' }).click();
  expect(await page.getByLabel(`${name}（TOWNSHIP-2026 1.2.0）`).isChecked()).toBe(true);
});
