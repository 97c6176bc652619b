/** Filling in the grid in the real window: Chinese input, keys, clipboard, undo, a large table. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import type { GridPage, Scenario } from './support/grid-page/page-types.ts';
import { type GridWindow, openGridWindow } from './support/grid-window.ts';

/** Globals of the page. */
declare const window: {
  gridPage: GridPage;
  axe: {
    run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
  };
};
declare const document: { activeElement: { value: string } | null };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const userData = sharedTemporaryFolder();
let grid: GridWindow;

beforeAll(async () => {
  grid = await openGridWindow(userData);
});
afterAll(() => grid.app.close());

const show = async (scenario: Scenario): Promise<void> => {
  await grid.page.reload();
  await grid.page.getByRole('grid').waitFor();
  await grid.page.evaluate((wanted) => window.gridPage.show(wanted), scenario);
  if (scenario.rows > 0) await grid.page.getByRole('gridcell').first().waitFor();
};

/** Rows are counted from 0 without headings, as the page's keys are. */
const choose = (row: number, column: string): Promise<boolean> =>
  grid.page.evaluate(([row, column]) => window.gridPage.focusCell(row, column), [row, column] as const);
const text = (row: number, column: string): Promise<string> =>
  grid.page.evaluate(([row, column]) => window.gridPage.text(row, column), [row, column] as const);
const place = (): Promise<string> =>
  grid.page.evaluate(() => {
    const at = window.gridPage.place;
    return at === null ? '' : `${at.rowKey} ${at.columnKey}`;
  });
const written = (): Promise<string> => grid.page.evaluate(() => document.activeElement?.value ?? '');
const edits = (): Promise<GridPage['edits']> => grid.page.evaluate(() => window.gridPage.edits);
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await grid.page.keyboard.press(key);
};
const status = (): Promise<string | null> => grid.page.getByRole('status').textContent();
const setClipboard = (content: string): Promise<void> =>
  grid.app.evaluate(({ clipboard }, content) => clipboard.writeText(content), content);
const clipboard = (): Promise<string> => grid.app.evaluate(({ clipboard }) => clipboard.readText());

/** What axe-core calls serious or worse, with the element. */
const faults = async (): Promise<string[]> => {
  await grid.page.evaluate(axeSource);
  return grid.page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical' ? nodes.map(({ html }) => `${id}: ${html}`) : [],
    );
  });
};

describe('Chinese input', () => {
  beforeEach(() => show({ rows: 30 }));

  it('keeps the first letter typed into a cell that is only chosen, and replaces its text', async () => {
    await choose(0, 'basis');
    await grid.page.keyboard.type('old');
    await press('Enter');
    await choose(0, 'basis');
    await grid.inputMethod.letters('n');
    expect(await written()).toBe('n');
    await grid.inputMethod.letters('ni');
    expect(await written()).toBe('ni');
    await grid.inputMethod.pick('你');
    expect(await written()).toBe('你');
    expect(await text(0, 'basis')).toBe('old');
    await press('Enter');
    expect(await text(0, 'basis')).toBe('你');
    expect(await place()).toBe('r1 basis');
  });

  it('neither moves nor saves with the Enter that picks a candidate', async () => {
    await choose(0, 'basis');
    await grid.inputMethod.letters('hao');
    await grid.inputMethod.enterWhileComposing();
    expect(await place()).toBe('r0 basis');
    expect(await edits()).toEqual([]);
    expect(await written()).toBe('hao');
    await grid.inputMethod.pick('好');
    await press('Tab');
    expect(await text(0, 'basis')).toBe('好');
  });

  it('keeps a composition that a click elsewhere interrupts', async () => {
    await choose(0, 'basis');
    await grid.inputMethod.letters('wei');
    await grid.page.locator('[data-column="3"]').nth(3).click();
    expect(await text(0, 'basis')).toBe('wei');
    expect(await written()).toBe('');
    await press('Enter');
    expect(await edits()).toHaveLength(1);
  });

  it('lets nothing be composed into a locked cell and says why', async () => {
    await choose(7, 'self');
    await grid.inputMethod.letters('n');
    await grid.inputMethod.pick('你');
    await press('Enter');
    expect(await edits()).toEqual([]);
    await choose(7, 'self');
    await press('5');
    expect(await status()).toBe('不能修改：已上报，等待县级接收');
  });
});

describe('keys', () => {
  beforeEach(() => show({ rows: 30 }));

  it('goes right with Tab, and with Enter down and back to the column where the run began', async () => {
    await choose(0, 'self');
    await grid.page.keyboard.type('96.5');
    await press('Tab');
    await grid.page.keyboard.type('见附件');
    await press('Tab', 'Enter');
    expect(await place()).toBe('r1 self');
    expect([await text(0, 'self'), await text(0, 'basis')]).toEqual(['96.5', '见附件']);
  });

  it('wraps from the last cell of a row to the first that can be filled in of the next, and leaves at the end', async () => {
    await choose(0, 'q6');
    await press('Tab');
    expect(await place()).toBe('r1 self');
    await press('Shift+Tab');
    expect(await place()).toBe('r0 q6');
    await choose(29, 'q6');
    await press('Tab');
    expect(
      await grid.page
        .getByRole('button', { name: '后面的按钮' })
        .evaluate((button) => button.matches(':focus')),
    ).toBe(true);
  });

  it('goes right with Enter when set so', async () => {
    await show({ rows: 3, enterMoves: 'right' });
    await choose(0, 'self');
    await grid.page.keyboard.type('1');
    await press('Enter');
    expect(await place()).toBe('r0 basis');
  });

  it('passes over a locked cell with Enter', async () => {
    await choose(6, 'self');
    await press('Enter');
    expect(await place()).toBe('r8 self');
  });

  it('edits with F2 and a double click, takes back with Esc', async () => {
    await choose(2, 'basis');
    await grid.page.keyboard.type('通知');
    await press('Enter');
    await choose(2, 'basis');
    await press('F2', 'ArrowLeft');
    await grid.page.keyboard.type('!');
    expect(await written()).toBe('通!知');
    await press('Escape', 'Enter');
    expect(await text(2, 'basis')).toBe('通知');
    // What was begun by typing is left by an arrow, unless F2 says that there is more to do in it.
    await choose(4, 'basis');
    await grid.page.keyboard.type('ac');
    await press('F2', 'ArrowLeft');
    await grid.page.keyboard.type('b');
    await press('Enter');
    await grid.page.keyboard.type('d');
    await press('ArrowUp');
    expect([await text(4, 'basis'), await text(5, 'basis'), await place()]).toEqual(['abc', 'd', 'r4 basis']);
    await grid.page.getByText('通知', { exact: true }).dblclick();
    await grid.page.keyboard.type('。');
    await press('Enter');
    expect(await text(2, 'basis')).toBe('通知。');
  });

  it('makes full-width digits plain in numbers and leaves names as typed', async () => {
    await choose(0, 'self');
    await grid.page.keyboard.insertText('９６。５');
    await press('Tab');
    await grid.page.keyboard.insertText('第３号（ＡＢＣ）');
    await press('Enter');
    expect([await text(0, 'self'), await text(0, 'basis')]).toEqual(['96.5', '第３号（ＡＢＣ）']);
  });

  it('keeps what is no number in sight, marked as wrong', async () => {
    await choose(0, 'self');
    await grid.page.keyboard.type('about 5');
    await press('Enter');
    const wrong = grid.page.getByText('about 5').locator('..');
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    expect(await wrong.getAttribute('title')).toBe('有误：应填数字');
  });

  it('takes a choice by typing, by arrows, by mouse, and a yes or no by the space bar', async () => {
    await choose(0, 'result');
    await grid.inputMethod.letters('wei');
    await grid.inputMethod.pick('未');
    await press('Enter');
    expect(await text(0, 'result')).toBe('missed');
    await press('F2', 'ArrowDown', 'ArrowDown', 'Enter');
    expect(await text(1, 'result')).toBe('partly');
    await press('Alt+ArrowDown');
    await grid.page.getByRole('option', { name: '达标', exact: true }).click();
    expect(await text(2, 'result')).toBe('met');
    await choose(3, 'public');
    await press('Space');
    expect(await text(3, 'public')).toBe('true');
    await press('Space');
    expect(await text(3, 'public')).toBe('false');
  });
});

describe('a table of 10,000 rows', () => {
  beforeEach(() => show({ rows: 10_000 }));

  it('draws only what is in sight, and goes to any cell', async () => {
    expect(await grid.page.getByRole('row').count()).toBeLessThan(60);
    expect(await choose(9_990, 'q6')).toBe(true);
    await grid.page.getByText('第 9991 行').waitFor();
    await grid.page.keyboard.type('5');
    await press('Enter');
    expect(await text(9_990, 'q6')).toBe('5');
    await press('Control+Home');
    expect(await place()).toBe('r0 name');
    await press('Control+End');
    expect(await place()).toBe('r9999 q6');
    expect(await grid.page.getByRole('row').count()).toBeLessThan(60);
    expect(await choose(10_000, 'q6')).toBe(false);
  });

  it('stays quick while scrolling, moving, typing and pasting 10,000 cells', async () => {
    const moves = 60;
    await grid.page.mouse.move(900, 400);
    const scrolling = await grid.busyMs(async () => {
      for (let step = 0; step < moves; step += 1)
        await grid.page.mouse.wheel(0, step % 3 === 2 ? 3_000 : 400);
    });
    await choose(5_000, 'self');
    const moving = await grid.busyMs(() => press(...Array(moves).fill('ArrowDown')));
    const typing = await grid.busyMs(() => press(...Array(moves).fill(['7', 'Enter']).flat()));
    await setClipboard(Array(2_000).fill('1\t2\t3\t4\t5').join('\n'));
    await choose(0, 'q1');
    const pasting = await grid.busyMs(async () => {
      await press('Control+v');
      await grid.page.getByText('已粘贴 10000 格').waitFor();
    });
    // Goal P5: no task above 100 ms. Processor time, because other programs' work is not the grid's. A step is a few
    // tasks; a large paste, in which each text is judged, kept for undo and handed on, is several.
    for (const ms of [scrolling, moving, typing]) expect(ms / moves).toBeLessThan(50);
    expect(pasting).toBeLessThan(300);
  });
});

describe('for everyone', () => {
  it('has no fault that axe-core finds, nor anything that the content security policy refuses', async () => {
    await show({ rows: 30 });
    await setClipboard('95\t见附件\t达标\t是\n约\n97\n98\n99\n1\n2\n3');
    await choose(0, 'self');
    await press('Control+v');
    const dialog = grid.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await faults()).toEqual([]);
    await press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(await faults()).toEqual([]);
    await choose(0, 'result');
    await press('F2');
    await grid.page.getByRole('listbox').waitFor();
    expect(await faults()).toEqual([]);
    expect(await grid.page.evaluate(() => window.gridPage.violations)).toEqual([]);
  });

  it('grows with the type', async () => {
    await show({ rows: 3 });
    const line = grid.page.getByRole('row').nth(2);
    const before = (await line.boundingBox())?.height ?? 0;
    await grid.page.evaluate(() => window.gridPage.show({ rows: 3, largeType: true }));
    await expect.poll(async () => (await line.boundingBox())?.height).toBeCloseTo(before * 1.25, 0);
  });
});

describe('saving', () => {
  beforeEach(() => show({ rows: 30 }));

  it('hands on each cell by itself and shows it as being saved until it is', async () => {
    await grid.page.evaluate(() => {
      window.gridPage.hold = Promise.withResolvers();
    });
    await choose(0, 'self');
    await grid.page.keyboard.type('12');
    await press('Enter');
    const cell = grid.page.getByRole('gridcell', { name: '正在保存' });
    await cell.waitFor();
    expect(await cell.textContent()).toBe('12');
    expect(await edits()).toEqual([
      { changes: [{ rowKey: 'r0', columnKey: 'self', text: '12' }], cause: 'typing' },
    ]);
    await grid.page.evaluate(() => window.gridPage.hold?.resolve());
    await grid.page.getByRole('gridcell', { name: '已保存' }).filter({ hasText: '12' }).waitFor();
  });

  it('keeps in sight what could not be saved', async () => {
    await grid.page.evaluate(() => {
      window.gridPage.failNext = true;
    });
    await choose(0, 'self');
    await grid.page.keyboard.type('12');
    await press('Enter');
    const cell = grid.page.getByRole('gridcell', { name: '有误' });
    await cell.waitFor();
    expect(await cell.textContent()).toBe('12');
    expect(await cell.getAttribute('title')).toContain('没有存上');
    await choose(0, 'self');
    await grid.page.keyboard.type('12');
    await press('Enter');
    await grid.page.getByRole('gridcell', { name: '已保存' }).filter({ hasText: '12' }).waitFor();
  });

  it('does not lose a text that was begun when the user goes elsewhere', async () => {
    await choose(0, 'self');
    await grid.page.keyboard.type('7');
    await grid.page.getByRole('button', { name: '后面的按钮' }).click();
    expect(await text(0, 'self')).toBe('7');
  });
});

describe('clipboard and undo', () => {
  beforeEach(() => show({ rows: 30 }));

  it('pastes a block from a spreadsheet and takes it back in one step', async () => {
    await setClipboard('95\t见"通知"\t达标\r\n1,234.5\t"两行\n依据"\t未达标\r\n');
    await choose(1, 'self');
    await press('Control+v');
    expect(await Promise.all([text(1, 'self'), text(1, 'basis'), text(1, 'result')])).toEqual([
      '95',
      '见"通知"',
      'met',
    ]);
    expect(await Promise.all([text(2, 'self'), text(2, 'basis'), text(2, 'result')])).toEqual([
      '1234.5',
      '两行\n依据',
      'missed',
    ]);
    expect((await edits()).map(({ cause, changes }) => [cause, changes.length])).toEqual([['paste', 6]]);
    await press('Control+z');
    expect(await Promise.all([text(1, 'self'), text(2, 'basis')])).toEqual(['', '']);
    await press('Control+y');
    expect(await Promise.all([text(1, 'self'), text(2, 'basis')])).toEqual(['95', '两行\n依据']);
    expect((await edits()).map(({ cause }) => cause)).toEqual(['paste', 'undo', 'redo']);
  });

  it('shows what is refused before it writes anything', async () => {
    // From the 7th row in the column of numbers: 7th taken, 8th locked, 9th no number; the 13th column is outside.
    await setClipboard('1\n2\n约3');
    await choose(6, 'self');
    await press('Control+v');
    const dialog = grid.page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('可以填入 1 格，与原来相同 0 格，不能填入 2 格');
    expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
      '位置\t内容\t原因',
      '第 8 行 政府工作报告目标任务完成率 · 自评值\t2\t已上报，等待县级接收',
      '第 9 行 拖欠企业账款清偿率 · 自评值\t约3\t不是数字',
    ]);
    expect(await edits()).toEqual([]);
    await dialog.getByRole('button', { name: '填入 1 格' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await text(6, 'self')).toBe('1');
    await setClipboard('1\t2\t3');
    await choose(0, 'q5');
    await press('Control+v');
    expect(await dialog.textContent()).toContain('粘贴内容的第 1 行第 3 列');
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await text(0, 'q5')).toBe('');
    // The keyboard is back in the grid.
    await grid.page.keyboard.type('8');
    await press('Enter');
    expect(await text(0, 'q5')).toBe('8');
  });

  it('copies, cuts and clears the chosen cells', async () => {
    await setClipboard('95\t=SUM(A1)\n96\t见附件');
    await choose(1, 'self');
    await press('Control+v');
    await choose(1, 'self');
    await press('Shift+ArrowRight', 'Shift+ArrowDown', 'Control+c');
    expect(await clipboard()).toBe("95\t'=SUM(A1)\r\n96\t见附件");
    await press('Control+x');
    expect(await Promise.all([text(1, 'self'), text(2, 'basis')])).toEqual(['', '']);
    await choose(3, 'self');
    await press('Control+v');
    expect(await Promise.all([text(3, 'basis'), text(4, 'self')])).toEqual(['=SUM(A1)', '96']);
    await choose(3, 'self');
    await press('Shift+ArrowDown', 'Delete');
    expect(await Promise.all([text(3, 'self'), text(4, 'self'), text(4, 'basis')])).toEqual([
      '',
      '',
      '见附件',
    ]);
    await press('Control+z');
    expect(await Promise.all([text(3, 'self'), text(4, 'self')])).toEqual(['95', '96']);
  });

  it('takes back nothing of another subject with the same rows', async () => {
    await choose(1, 'basis');
    await grid.page.keyboard.type('甲单位');
    await press('Enter');
    await grid.page.evaluate(() => window.gridPage.show({ rows: 30, subject: 'other' }));
    await expect.poll(place).toBe('');
    await choose(1, 'basis');
    await press('Control+z');
    expect(await status()).toBe('没有可撤销的操作');
    expect((await edits()).map(({ cause }) => cause)).toEqual(['typing']);
  });

  it('fills down', async () => {
    await choose(1, 'basis');
    await grid.page.keyboard.type('同上');
    await press('Enter');
    await choose(1, 'basis');
    await press('Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d');
    expect(await Promise.all([text(2, 'basis'), text(3, 'basis')])).toEqual(['同上', '同上']);
  });
});
