/** 抽查核查表: the sheet that goes to the field, with room for what is found. */
import type { WorkbookPlan } from '../workbook-plan.ts';
import { buildTableSheet, type TableSheet } from './table.ts';

export interface SpotCheckSheet {
  officeName: string;
  cycle: { name: string; year: number };
  title: string;
  /** How it was drawn: seed, generator, frame. */
  drawn: string;
  drawnOn: string;
  items: readonly {
    unit: string;
    label: string;
    stated: string;
    result: string;
    finding: string;
    checked: string;
  }[];
}

const table = (sheet: SpotCheckSheet): TableSheet => ({
  name: '抽查核查表',
  title: `${sheet.cycle.year}年度政务诚信考核抽查核查表`,
  unitLine: [`核查单位：${sheet.officeName}`, `抽查：${sheet.title}`, `抽取日期：${sheet.drawnOn}`],
  columns: [
    { key: 'number', title: '序号', width: 5, look: 'integer' },
    { key: 'unit', title: '单位', width: 20, look: 'long' },
    { key: 'label', title: '抽查内容', width: 28, look: 'long' },
    { key: 'stated', title: '填报（登记）情况', width: 30, look: 'long' },
    { key: 'result', title: '核查结果', width: 9, look: 'centre' },
    { key: 'finding', title: '发现的问题和应填的值', width: 32, look: 'long' },
    { key: 'checked', title: '核查人、日期', width: 13, look: 'long' },
  ],
  signOff: false,
  notes: [
    '“核查结果”填“属实”或“不属实”；不属实的写明发现的问题和应填的值。',
    sheet.drawn,
    '核查人签字：　　　　　　　　　被核查单位签字：　　　　　　　　　日期：',
  ],
  blankRows: 0,
  entryRows: 0,
});

export const buildSpotCheckWorkbook = (sheet: SpotCheckSheet): WorkbookPlan => ({
  title: `${sheet.cycle.name}抽查核查表`,
  meta: { template: 'spot-check', templateVersion: '1.0' },
  sheets: [
    buildTableSheet(
      table(sheet),
      {
        rows: sheet.items.map(({ unit, label, stated, result, finding, checked }, index) => [
          index + 1,
          unit,
          label,
          stated,
          result,
          finding,
          checked,
        ]),
      },
      { asForm: true, footerLeft: `${sheet.cycle.name} · ${sheet.title}` },
    ),
  ],
});
