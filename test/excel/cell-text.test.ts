import { expect, test } from 'vitest';
import { linesNeeded } from '#engine/excel/cell-text.ts';

/** Half-width characters; the cell's margin takes one of the column's width. */
const inColumn = (width: number) => (text: string) => linesNeeded(text, width);

test.each<[string, number, number]>([
  ['', 12, 1],
  ['行政处罚', 9, 1],
  ['行政处罚', 8, 2],
  ['示例县甲山东镇人民政府', 12, 3],
  // 示大账 / 〔2025〕 / 15358号: a number is not cut, a bracket stays with what it holds; LibreOffice breaks it so, too
  ['示大账〔2025〕15358号', 12, 3],
  ['示大账〔2025〕号', 20, 1],
  // 18 letters cannot be kept together in 11
  ['11990101MB9A01033B', 12, 2],
  ['2027-02-03', 8, 2],
  // No line begins with a full stop: 提供虚假材 / 料。
  ['提供虚假材料。', 13, 2],
  ['第一行\n第二行', 30, 2],
  ['two words here', 10, 2],
])('%j in a column of %i takes %i lines', (text, width, lines) => {
  expect(inColumn(width)(text)).toBe(lines);
});
