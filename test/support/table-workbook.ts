/** A workbook of one sheet from rows of texts and numbers, written without the program's own writer. */
import { writeFileSync } from 'node:fs';
import { craftWorkbook } from './crafted-workbook.ts';

const inText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param rows from the first row of the sheet on; null leaves a cell out */
export const writeTable = (
  file: string,
  rows: readonly (readonly (string | number | null)[])[],
  sheetName = 'Sheet1',
): string => {
  const cell = (content: string | number | null, place: string): string => {
    if (content === null) return '';
    return typeof content === 'number'
      ? `<c r="${place}"><v>${content}</v></c>`
      : `<c r="${place}" t="inlineStr"><is><t>${inText(content)}</t></is></c>`;
  };
  const lines = rows.map((cells, index) => {
    const row = index + 1;
    const content = cells
      .map((text, column) => cell(text, `${String.fromCharCode(65 + column)}${row}`))
      .join('');
    return `<row r="${row}">${content}</row>`;
  });
  writeFileSync(file, craftWorkbook({ sheets: [lines.join('')], sheetNames: [sheetName] }));
  return file;
};
