/** Ledgers (W4) of any length, written without the program's own writer. */
import { writeFileSync } from 'node:fs';
import { craftWorkbook } from './crafted-workbook.ts';
import { jiashan, xintian } from './offices.ts';

const header = [
  '序号',
  '单位',
  '统一社会信用代码',
  '领域',
  '失信类型',
  '文书类型',
  '文号',
  '认定机关',
  '认定日期',
  '事实',
  '金额(万元)',
  '程度',
  '整改状态',
  '修复状态',
];

const bodies = [
  ['示例县甲山镇人民政府', jiashan],
  ['示例县辛田乡人民政府', xintian],
] as const;

/** Document number of the `row`th record (from 1) of a ledger; unique within it and unknown to the sample county. */
export const documentNoOf = (row: number): string => `示大账〔2025〕${row}号`;

/** Day of the `row`th record: 2025-01-01 and the 364 days after it, in turn. */
const decisionDateOf = (row: number): string =>
  new Date(Date.UTC(2025, 0, 1 + (row % 365))).toISOString().slice(0, 10);

const inText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Writes a ledger of `rows` records about two townships of the sample county, all of them good.
 * @param change replaces cells of a row, by header
 */
export const writeLargeLedger = (
  file: string,
  rows: number,
  change: (row: number) => Partial<Record<string, string | number>> = () => ({}),
): void => {
  const sharedTexts: string[] = [];
  const sharedIndex = new Map<string, number>();
  const cell = (content: string | number | undefined, place: string): string => {
    if (content === undefined) return '';
    if (typeof content === 'number') return `<c r="${place}"><v>${content}</v></c>`;
    const index = sharedIndex.get(content) ?? sharedTexts.push(`<t>${inText(content)}</t>`) - 1;
    sharedIndex.set(content, index);
    return `<c r="${place}" t="s"><v>${index}</v></c>`;
  };
  const line = (row: number, cells: readonly (string | number | undefined)[]): string =>
    `<row r="${row}">${cells.map((content, index) => cell(content, `${String.fromCharCode(65 + index)}${row}`)).join('')}</row>`;

  const lines = [line(1, ['政务失信记录台账']), line(2, header)];
  for (let row = 1; row <= rows; row += 1) {
    const [name, uscc] = bodies[row % 2] ?? bodies[0];
    const changed = change(row);
    const cells = [
      row,
      name,
      uscc,
      '政府采购',
      '政府采购失信',
      '行政处罚',
      documentNoOf(row),
      '示例县财政局',
      decisionDateOf(row),
      `（虚构）第 ${row} 次采购未按规定公告采购结果。`,
      row / 100,
      '一般',
      '已完成',
      '未申请',
    ];
    lines.push(
      line(
        row + 2,
        header.map((title, index) => changed[title] ?? cells[index]),
      ),
    );
  }
  writeFileSync(
    file,
    craftWorkbook({ sheets: [lines.join('')], sheetNames: ['政务失信记录台账'], sharedTexts }),
  );
};
