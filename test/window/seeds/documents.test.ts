/** Papers in the window: what is previewed is what is written, as Word and as PDF, and every use is on record. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answerSaveDialog } from '../support/dialogs.ts';
import { launchElectron } from '../support/launch.ts';
import { visit } from '../support/look.ts';

const shared = sharedTemporaryFolder();
const dataFolder = path.join(shared, 'county');
let app: ElectronApplication;
let page: Page;
/** An own-body record in force, and an official with nothing against them. */
const known = { record: '', documentNo: '', official: '', officialName: '' };

beforeAll(async () => {
  await makeOffice(dataFolder, county, true);
  await withOffice(dataFolder, async ({ client }) => {
    const filter = {
      bodyUscc: jiashan,
      polarity: 'negative',
      subjectType: 'body',
      status: 'published',
    } as const;
    const [record] = (await client.call('records.search', filter)).rows;
    const officials = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
    const official = officials.find(({ records }) => records === 0);
    if (record === undefined || official === undefined) throw new Error('the sample county has both');
    Object.assign(known, {
      record: record.id,
      documentNo: record.documentNo,
      official: official.id,
      officialName: official.name,
    });
  });
  ({ app } = await launchElectron({ dataFolder, userData: path.join(shared, 'user') }));
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}, 120_000);
afterAll(() => app.close());

/** Exports what the dialog shows. @returns the file */
const exportAs = async (format: 'Word' | 'PDF', name: string): Promise<string> => {
  const target = path.join(temporaryFolder(), name);
  await answerSaveDialog(app, target);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `导出 ${format}`, exact: true })
    .click();
  await page.getByText(`已导出“${name}”。`).waitFor();
  return target;
};

const textOfPdf = (file: string): string =>
  spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '');

const pagesOfPdf = (file: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout)?.[1]);

it('S4 信用产品应用：出具信用报告，逐条注明来源，导出的 PDF 与预览分页相同，用途留有记录', async () => {
  await visit(page, `/archive/bodies/${jiashan}`);
  await page.getByText('还没有出具过文书。').waitFor();
  await page.getByRole('button', { name: '出具信用报告' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('报告编号：').waitFor();
  await dialog.getByRole('combobox', { name: /^用途/ }).click();
  await page.locator('.ant-select-item-option', { hasText: '政府采购、招标投标' }).click();
  await dialog.locator('.paper').getByText('政府采购、招标投标').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const shown = await dialog.getByText(/^第 1 页，共 \d+ 页$/).textContent();

  const file = await exportAs('PDF', '甲山镇信用报告.pdf');
  const text = textOfPdf(file);
  expect(text).toContain('示例县甲山镇人民政府');
  expect(text).toContain(jiashan);
  expect(text).toContain(known.documentNo.replace(/\s/g, ''));
  expect(text).toMatch(/目录：BN-\d+.+依据：.+录入：/);
  expect(text).toContain('审计锚码：');
  // Telephone numbers are masked: of the head's number only the first three and last four digits.
  expect(text).toMatch(/\d{3}\*{3,}\d{4}/);
  expect(shown).toBe(`第 1 页，共 ${pagesOfPdf(file)} 页`);
  // Nobody sees the window that printed.
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  await dialog.getByRole('button', { name: '关闭' }).last().click();
  const uses = page.getByRole('region', { name: '使用记录' });
  await uses.getByText('政务信用报告 · 政府采购、招标投标 · 政务共享 · PDF').waitFor();
  await visit(page, '/reports/history');
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  await page
    .getByRole('row', { name: /文书 政务信用报告/ })
    .getByText(digest)
    .waitFor();
});

it('S24 公示及通报制度：由信用记录生成公示和通报，缺填的内容说明后才能导出', async () => {
  await visit(page, `/archive/records/${known.record}`);
  await page.getByRole('button', { name: '出具文书' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '文书' }).click();
  await page.locator('.ant-select-item-option', { hasText: /^公示$/ }).click();
  await dialog.locator('.paper').getByText('公示期限：自').waitFor();
  await dialog.getByRole('textbox', { name: /^公示事项/ }).fill('');
  const word = dialog.getByRole('button', { name: /^导出 Word/ });
  await expect.poll(() => word.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByText('还有必填的内容没有填写：公示事项。').first().waitFor();
  await dialog.getByRole('textbox', { name: /^公示事项/ }).fill('失信信息');
  await dialog.locator('.paper').getByText('关于失信信息的公示').waitFor();
  await expect.poll(() => word.getAttribute('aria-disabled')).toBeNull();
  // What is typed is text, whatever it looks like: nothing of it runs or loads where the PDF is made.
  const markup = '<script>document.body.remove()</script><img src="https://example.org/x.png">&amp;';
  await dialog.getByRole('textbox', { name: /^事实/ }).fill(markup);
  await dialog.locator('.paper').getByText(markup).waitFor();
  await expect.poll(() => word.getAttribute('aria-disabled')).toBeNull();
  const file = await exportAs('PDF', '公示.pdf');
  expect(textOfPdf(file)).toContain(markup.replace(/\s/g, ''));
  expect(textOfPdf(file)).toContain(`（${known.documentNo}）`.replace(/\s/g, ''));
  await dialog.getByRole('button', { name: '关闭' }).last().click();
});

it('S31 反面教材、扩大通报：通报写明发送范围和抄送单位', async () => {
  await visit(page, `/archive/records/${known.record}`);
  await page.getByRole('button', { name: '出具文书' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '文书' }).click();
  await page.locator('.ant-select-item-option', { hasText: /^通报$/ }).click();
  await dialog.getByRole('combobox', { name: /^通报范围/ }).click();
  await page.locator('.ant-select-item-option', { hasText: '全县（市、区）' }).click();
  await dialog.getByRole('textbox', { name: '抄送单位' }).fill('示例县纪委监委');
  await dialog.locator('.paper').getByText('本通报发送范围：全县（市、区）。').waitFor();
  const file = await exportAs('Word', '通报.docx');
  // A zip, as a Word file is.
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
});

it('S29 提拔、评先评优应用：资格审查列出理由，人工核实并确认后才能出具证明', async () => {
  await visit(page, '/eligibility');
  await page
    .getByRole('textbox', { name: /^审查对象/ })
    .fill(
      [`${known.officialName} 示例县甲山镇人民政府`, jiashan, '查无此人', '110105194912310021'].join('\n'),
    );
  await page.getByText('已填写 4 个').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '开始审查' }).click();
  await page.getByRole('heading', { name: '评先评优资格审查' }).waitFor();
  const row = (name: string | RegExp) => page.getByRole('row', { name });
  await row(/示例县甲山镇人民政府 .*严重失信记录在有效期内/)
    .getByText('不通过')
    .waitFor();
  // The citizen number that nobody has is shown masked.
  await row(/1101\*{10}0021/).waitFor();
  const confirm = page.getByRole('button', { name: /^确认审查结果/ });
  expect(await confirm.getAttribute('aria-disabled')).toBe('true');
  expect(await page.getByRole('button', { name: /^出具证明/ }).getAttribute('aria-disabled')).toBe('true');

  for (let left = await page.getByRole('row').getByText('需人工核实').count(); left > 0; left -= 1) {
    await page.getByRole('row').filter({ hasText: '需人工核实' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('radio', { name: '不通过' }).check();
    await drawer.getByRole('textbox', { name: '核实情况' }).fill('没有档案，已与报名单位核对');
    await drawer.getByRole('button', { name: '保存结论' }).click();
    await expect.poll(() => page.getByRole('row').getByText('需人工核实').count()).toBe(left - 1);
    await drawer.waitFor({ state: 'hidden' });
  }
  await confirm.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s*定$/ })
    .click();
  await page.getByText('审查结果已确认，可以出具证明。').waitFor();

  await page.getByRole('button', { name: '出具证明' }).click();
  const dialog = page.getByRole('dialog').filter({ hasText: '证明对象' });
  await dialog.locator('.paper').getByText('政务信用资格审查证明').waitFor();
  const file = await exportAs('PDF', '资格审查证明.pdf');
  const text = textOfPdf(file);
  expect(text).toContain('没有档案，已与报名单位核对');
  expect(text).toContain('1101**********0021');
  expect(text).not.toContain('110105194912310021');
});
