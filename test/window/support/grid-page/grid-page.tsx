/** A page with nothing but the entry grid, over rows that it keeps itself. Tests steer it through `window.gridPage`. */
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createTheme } from '../../../../renderer/app/theme.ts';
import { EntryGrid } from '../../../../renderer/ui/grid/EntryGrid.tsx';
import type {
  CellChange,
  EditCause,
  EntryGridHandle,
  GridCell,
  GridColumn,
  GridRow,
} from '../../../../renderer/ui/grid/grid-types.ts';
import type { GridPage, Scenario } from './page-types.ts';

interface Indicator {
  name: string;
  unit: string;
  /** Reported already. */
  closed: boolean;
}

declare global {
  interface Window {
    gridPage: GridPage;
  }
}

const names = [
  '行政许可、行政处罚等信用信息自作出行政决定之日起七个工作日内上网公开的比例',
  '政府工作报告目标任务完成率',
  '拖欠企业账款清偿率',
  '重大行政决策合法性审查率',
  '承诺事项兑现情况',
  '公职人员诚信教育覆盖率',
];

const indicatorRows = (count: number): GridRow<Indicator>[] =>
  Array.from({ length: count }, (_, index): GridRow<Indicator>[] => {
    const data = {
      name: names[index % names.length] ?? '',
      unit: index % 3 === 2 ? '件' : '%',
      closed: index % 11 === 7,
    };
    const row = { key: `r${index}`, data };
    if (index % 12 !== 0) return [row];
    return [{ key: `s${index}`, section: `一级指标 ${index / 12 + 1}：依法行政与政务公开`, level: 1 }, row];
  }).flat();

const columns: GridColumn<Indicator>[] = [
  { key: 'name', title: '指标', width: 260, kind: 'readonly', frozen: true, grows: true },
  { key: 'unit', title: '计量单位', width: 80, kind: 'readonly' },
  {
    key: 'self',
    title: '自评值',
    width: 110,
    kind: 'number',
    editable: (row) => (row.closed ? '已上报，等待县级接收' : true),
  },
  { key: 'basis', title: '依据', width: 200, kind: 'text' },
  {
    key: 'result',
    title: '结论',
    width: 110,
    kind: 'choice',
    choices: [
      { value: 'met', label: '达标' },
      { value: 'partly', label: '基本达标' },
      { value: 'missed', label: '未达标' },
    ],
  },
  { key: 'public', title: '已公示', width: 80, kind: 'boolean', align: 'center' },
  ...[1, 2, 3, 4, 5, 6].map(
    (quarter): GridColumn<Indicator> => ({
      key: `q${quarter}`,
      title: `第 ${quarter} 期`,
      width: 90,
      kind: 'number',
    }),
  ),
];

const labels: Readonly<Record<string, string>> = {
  met: '达标',
  partly: '基本达标',
  missed: '未达标',
  true: '是',
  false: '否',
};

const stored = new Map<string, string>();
const storedText = (row: string, column: string): string => stored.get(`${row} ${column}`) ?? '';

const cellOf = (key: string, row: Indicator, column: string): GridCell => {
  if (column === 'name') return { text: row.name, state: 'saved' };
  if (column === 'unit') return { text: row.unit, state: 'saved' };
  const input = storedText(key, column);
  const text = labels[input] ?? input;
  if (input === '') return { text, state: 'empty' };
  const number = column === 'self' || column.startsWith('q');
  if (number && Number.isNaN(Number(input))) return { text, input, state: 'wrong', message: '应填数字' };
  if (input === '99') return { text, input, state: 'stale', message: '上级已退回，请重新核对', note: true };
  return { text, input, state: 'saved' };
};

const Page = () => {
  const [scenario, setScenario] = useState<Scenario>({ rows: 0 });
  const [version, setVersion] = useState(0);
  const grid = useRef<EntryGridHandle>(null);
  const rows = useMemo(() => indicatorRows(scenario.rows), [scenario.rows]);
  const keys = useMemo(
    () => new Map(rows.flatMap((row) => ('data' in row ? [[row.data, row.key] as const] : []))),
    [rows],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: new when a text was stored
  const cell = useCallback(
    (row: Indicator, column: string) => cellOf(keys.get(row) ?? '', row, column),
    [keys, version],
  );

  useEffect(() => {
    window.gridPage.show = setScenario;
    // At once: a test presses the next key sooner than a page would draw.
    window.gridPage.focusCell = (row, column) =>
      flushSync(() => grid.current?.focusCell(`r${row}`, column) ?? false);
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle('large-type', scenario.largeType ?? false);
  }, [scenario.largeType]);

  const onEdit = async (changes: readonly CellChange[], cause: EditCause): Promise<void> => {
    window.gridPage.edits.push({ changes, cause });
    await window.gridPage.hold?.promise;
    if (window.gridPage.failNext) {
      window.gridPage.failNext = false;
      throw new Error('not saved');
    }
    for (const { rowKey, columnKey, text } of changes) stored.set(`${rowKey} ${columnKey}`, text);
    setVersion((known) => known + 1);
  };

  return (
    <main style={{ display: 'flex', flexDirection: 'column', gap: 8, height: '100vh', padding: 12 }}>
      <h1>填报</h1>
      <button type="button">前面的按钮</button>
      <div style={{ flex: 1, minHeight: 0 }}>
        <EntryGrid
          ref={grid}
          label="指标填报"
          subject={scenario.subject ?? ''}
          columns={columns}
          rows={rows}
          cell={cell}
          onEdit={onEdit}
          enterMoves={scenario.enterMoves ?? 'down'}
          onPlace={(place) => {
            window.gridPage.place = place;
          }}
          empty="这个周期还没有需要本单位填报的指标。"
        />
      </div>
      <button type="button">后面的按钮</button>
    </main>
  );
};

window.gridPage = {
  show: () => {},
  edits: [],
  hold: null,
  failNext: false,
  text: (row, column) => storedText(`r${row}`, column),
  focusCell: () => false,
  place: null,
  violations: [],
  longTasks: [],
};
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  window.gridPage.violations.push(`${violatedDirective} ${blockedURI}`),
);
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.gridPage.longTasks.push(Math.round(duration));
}).observe({ entryTypes: ['longtask'] });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
createRoot(root).render(
  <ConfigProvider
    locale={zhCN}
    theme={createTheme(false)}
    csp={{ nonce }}
    button={{ autoInsertSpace: false }}
  >
    <Page />
  </ConfigProvider>,
);
