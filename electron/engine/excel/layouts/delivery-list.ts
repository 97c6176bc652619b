/**
 * W14 报送材料清单: the packages handed over, with what tells each from any other. Written beside a package; the receiver
 * reads it against the files that arrived.
 */
import type { WorkbookPlan } from '../workbook-plan.ts';
import { buildFormWorkbook } from './form-workbook.ts';
import type { LayoutParser } from './layout.ts';
import type { TableSheet } from './table.ts';
import { openTableParser } from './table-parser.ts';

export interface DeliveredPackage {
  fileName: string;
  tables: number;
  rows: number;
  sha256: string;
  /** Who hands it over. */
  sender: string;
  /** Who takes it; null when the package names nobody. */
  receiver: string | null;
  receiptNo: string | null;
}

export interface DeliveryList {
  officeName: string;
  cycle: { code: string; name: string };
  /** `yyyy-mm-dd` */
  preparedOn: string;
  packages: readonly DeliveredPackage[];
}

/** One line of a list that came with packages. */
export type ListedPackage = Pick<DeliveredPackage, 'fileName' | 'tables' | 'rows' | 'sha256'>;

export const deliveryListTitle = '报送材料清单';
const identity = { layout: 'delivery-list', templateVersion: '1.0', title: deliveryListTitle } as const;

function table(list?: DeliveryList): TableSheet {
  return {
    name: '报送清单',
    title: list === undefined ? deliveryListTitle : `${list.cycle.name}${deliveryListTitle}`,
    unitLine: [
      `报送单位（盖章）：${list?.officeName ?? ''}`,
      `考核周期：${list?.cycle.name ?? ''}`,
      `报送日期：${list?.preparedOn ?? ''}`,
    ],
    columns: [
      { key: 'number', title: '序号', width: 5.5, look: 'integer' },
      { key: 'fileName', title: '文件名', width: 32, look: 'text', required: 'column' },
      { key: 'tables', title: '表数', width: 7, look: 'integer', required: 'column' },
      { key: 'rows', title: '行数', width: 8, look: 'integer', required: 'column' },
      {
        key: 'sha256',
        title: 'SHA-256',
        also: ['校验码', '文件校验码'],
        width: 36,
        look: 'long',
        required: 'column',
      },
      { key: 'sender', title: '报送人', width: 20, look: 'text' },
      { key: 'receiver', title: '接收人', width: 20, look: 'text' },
      { key: 'receipt', title: '回执号', width: 14, look: 'text' },
    ],
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
}

/** 64 digits in groups of four, as they are read aloud. */
const grouped = (sha256: string): string => sha256.replace(/(.{4})(?=.)/g, '$1 ');

export function buildDeliveryList(list: DeliveryList): WorkbookPlan {
  const sum = list.packages.reduce(
    (all, { tables, rows }) => ({ tables: all.tables + tables, rows: all.rows + rows }),
    { tables: 0, rows: 0 },
  );
  const rows = list.packages.map((one, index) => ({
    role: 'data' as const,
    cells: [
      index + 1,
      one.fileName,
      one.tables,
      one.rows,
      grouped(one.sha256),
      one.sender,
      one.receiver,
      one.receiptNo,
    ],
  }));
  const total = {
    role: 'total' as const,
    spans: [[1, 2]] as const,
    cells: [
      { content: `合计（${list.packages.length}个文件）`, look: 'centre' as const },
      null,
      sum.tables,
      sum.rows,
      null,
      null,
      null,
      null,
    ],
  };
  const note = {
    role: 'footer' as const,
    spans: [[1, 8]] as const,
    cells: [
      '注：接收单位在程序的“报送汇总 › 清单核对”中选择本清单和收到的文件，逐个核对；回执号由接收单位填写。',
    ],
  };
  return buildFormWorkbook(
    identity,
    table(list),
    { rows: [...rows, total, note] },
    { asForm: false, meta: { cycle: list.cycle.code } },
  );
}

/** Reads a list that came with packages. */
export function openDeliveryListParser(): LayoutParser<ListedPackage> {
  return openTableParser<ListedPackage>({
    layout: 'delivery-list',
    title: deliveryListTitle,
    templateVersion: identity.templateVersion,
    tables: [table()],
    mapRow: (row) => {
      const fileName = row.text('fileName') ?? '';
      const sha256 = (row.text('sha256') ?? '').replace(/[^0-9a-f]/gi, '').toLowerCase();
      const count = (key: 'tables' | 'rows', title: string): number => row.decimal(key, title) ?? 0;
      if (fileName === '' && sha256 === '') return { structure: 'blank' };
      const value = { fileName, tables: count('tables', '表数'), rows: count('rows', '行数'), sha256 };
      return { naturalKey: null, value: row.refused ? null : value };
    },
  });
}
