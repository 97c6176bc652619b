/**
 * W3 年度考核得分汇总表, with 分组汇总表, 排名表 and 扣分明细: the result of one cycle on paper. What is printed adds up: the
 * roots' published points are the base, base plus bonus less penalty the total; where a veto or a limit says otherwise a
 * note below the table says which.
 */
import {
  type Exact,
  exactFromNumber,
  exactFromText,
  formatFixed,
  formatShort,
  quotient,
} from '#shared/domain/exact.ts';
import { compileModel, sharedPoints } from '#shared/model/compiled-model.ts';
import type { Veto } from '#shared/model/definition.ts';
import type { NodeResult } from '#shared/model/result.ts';
import type { CellContent, CellPlan, RowPlan, SheetPlan, WorkbookPlan } from '../workbook-plan.ts';
import { metaOf } from './form-workbook.ts';
import type { OutlineLeaf } from './model-outline.ts';
import {
  gradeCell,
  noScore,
  type Part,
  partOf,
  points,
  type SummaryInput,
  summaryIdentity,
  titleOf,
  type Unit,
  unitLine,
} from './summary-part.ts';
import { groupSheet, scoreSheet } from './summary-scores.ts';
import { buildTableSheet, type TableColumn, type TableSheet } from './table.ts';

export type { SummaryInput, SummaryRun } from './summary-part.ts';

export function buildSummaryWorkbook(input: SummaryInput): WorkbookPlan {
  const parts = input.runs.map((run) => partOf(input, run));
  const [first] = input.runs;
  const stored = input.runs.flatMap(({ stored }) => stored?.id ?? []);
  return {
    title: `${input.cycle.year}年度政务诚信考核得分汇总表`,
    meta: metaOf(summaryIdentity, {
      cycle: input.cycle.code,
      ...(first && parts.length === 1
        ? {
            modelCode: first.model.code,
            modelVersion: first.model.version,
            modelDigest: first.result.model.digest,
            runDigest: first.resultDigest,
          }
        : {}),
      ...(stored.length === 0 ? {} : { runs: stored.join(' ') }),
    }),
    sheets: parts.flatMap((part) => [
      scoreSheet(part),
      ...groupSheet(part),
      rankingSheet(part),
      lossSheet(part),
    ]),
  };
}

// 排名表: two blocks side by side, one section for each group

function rankingSheet(part: Part): SheetPlan {
  const block = (side: string): TableColumn[] => [
    { key: `${side}rank`, title: '名次', width: 7, look: 'integer' },
    { key: `${side}unit`, title: '单位', width: 36, look: 'text' },
    { key: `${side}score`, title: '总分', width: 10, look: part.look },
    { key: `${side}grade`, title: '等次', width: 10, look: 'centre' },
  ];
  const columns = [...block('left'), ...block('right')];
  const table: TableSheet = {
    name: `排名表${part.suffix}`,
    title: titleOf(part, '排名表'),
    unitLine: unitLine(part),
    columns,
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
  const rows = part.groups.flatMap((group) => rankingRows(part, group, columns.length));
  return buildTableSheet(table, { rows }, part.footer);
}

function rankingRows(part: Part, group: Part['groups'][number], width: number): RowPlan[] {
  const rankOf = (unit: Unit): number | null => unit.subject.groupRank;
  const units = [...group.units].sort(
    (a, b) => (rankOf(a) ?? Number.MAX_SAFE_INTEGER) - (rankOf(b) ?? Number.MAX_SAFE_INTEGER),
  );
  const shared = new Map<number, number>();
  for (const unit of units) {
    const rank = rankOf(unit);
    if (rank !== null) shared.set(rank, (shared.get(rank) ?? 0) + 1);
  }
  const cells = (unit: Unit | undefined): (CellContent | CellPlan)[] => {
    if (!unit) return [null, null, null, null];
    const rank = rankOf(unit);
    const tied = rank !== null && (shared.get(rank) ?? 0) > 1;
    return [
      tied ? { content: `${rank}（并列）`, look: 'centre' } : (rank ?? noScore),
      unit.name,
      points(unit.subject.score),
      gradeCell(part, unit),
    ];
  };
  const half = Math.ceil(units.length / 2);
  const lines = Array.from(
    { length: half },
    (_, index): RowPlan => ({
      role: 'data',
      cells: [...cells(units[index]), ...cells(units[half + index])],
    }),
  );
  if (part.groups.length === 1 && group.name === null) return lines;
  const heading = `${group.name ?? '未分组'}（${units.length}个单位）`;
  return [{ role: 'section', cells: [heading], spans: [[1, width]] }, ...lines];
}

// 扣分明细

function lossSheet(part: Part): SheetPlan {
  const { look } = part;
  const columns: TableColumn[] = [
    { key: 'number', title: '序号', width: 5.5, look: 'integer' },
    { key: 'code', title: '指标代码', width: 9, look: 'code' },
    { key: 'name', title: '指标', width: 30, look: 'text' },
    { key: 'possible', title: '应得分', width: 8, look },
    { key: 'earned', title: '实得分', width: 8, look },
    { key: 'lost', title: '失分', width: 8, look },
    { key: 'reason', title: '失分原因', width: 22, look: 'long' },
    { key: 'trace', title: '计算过程', width: 62, look: 'long' },
  ];
  const table: TableSheet = {
    name: `扣分明细${part.suffix}`,
    title: titleOf(part, '扣分明细'),
    unitLine: unitLine(part),
    columns,
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
  return buildTableSheet(table, { rows: lossRows(part, columns.length) }, part.footer);
}

function* lossRows(part: Part, width: number): Generator<RowPlan> {
  const model = compileModel(part.run.model);
  for (const unit of part.units) {
    const { subject } = unit;
    yield { role: 'section', cells: [unitHeading(part, unit)], spans: [[1, width]] };
    let number = 0;
    const row = (cells: readonly (CellContent | CellPlan)[]): RowPlan => {
      number += 1;
      return { role: 'data', cells: [number, ...cells] };
    };
    const byCode = new Map(subject.nodes.map((node) => [node.code, node]));
    const status = model.nodes.map((node) => byCode.get(node.code)?.status ?? 'excluded');
    const possible = sharedPoints(
      model,
      status.map((each) => each !== 'excluded'),
    );
    for (const index of model.leaves) {
      const node = byCode.get(model.nodes[index]?.code ?? '');
      const whole = possible[index];
      if (!node || !whole || node.status === 'excluded' || !losesPoints(node)) continue;
      yield row(lossCells(part, unit, node, whole));
    }
    for (const cells of decisionCells(part, unit)) yield row(cells);
    if (number === 0) {
      const text = subject.status === 'complete' ? '没有失分' : '没有可列的得分';
      yield { role: 'data', cells: [null, null, text, null, null, null, null, null] };
    }
  }
}

function unitHeading(part: Part, unit: Unit): string {
  const { subject } = unit;
  if (subject.status === 'invalid')
    return `${unit.name}　数据有误，未计分（${subject.findings.length}处，见核对结果）`;
  if (subject.status === 'incomplete') {
    const names = subject.missing
      .filter((missing) => missing.blocking)
      .map((missing) => part.leaves.get(missing.leaf)?.node.name ?? missing.leaf);
    return `${unit.name}　资料不全，未计分（缺：${[...new Set(names)].join('、')}）`;
  }
  const grade = String(gradeCell(part, unit));
  return `${unit.name}　总分 ${subject.score}　${grade}　第 ${subject.rank} 名`;
}

function losesPoints(node: NodeResult): boolean {
  return node.rate !== null && exactFromText(node.rate)?.compare(exactFromNumber(1)) === -1;
}

const statusReasons: Partial<Record<NodeResult['status'], string>> = {
  missing: '没有填报，按0分计',
  zeroed: '因否决情形清零',
};

function lossCells(part: Part, unit: Unit, node: NodeResult, whole: Exact): (CellContent | CellPlan)[] {
  const leaf = part.leaves.get(node.code);
  const path = leaf?.path.map((step) => step.name).join(' / ') ?? node.code;
  const mayEarn = formatFixed(quotient(whole), part.decimals);
  const earned = node.published ?? node.earned;
  const got = earned === null ? null : exactFromText(earned);
  const lost = got === null ? null : (exactFromText(mayEarn)?.sub(got) ?? null);
  const zeroing = unit.decisions
    .filter((decision) => decision.kind === 'veto' && part.vetoes.get(decision.code)?.zeroNodes)
    .map((decision) => part.vetoes.get(decision.code)?.name ?? decision.code);
  const known = statusReasons[node.status];
  const reason =
    known === undefined
      ? `得分率${percentText(node.rate)}`
      : node.status === 'zeroed' && zeroing.length > 0
        ? `${known}：${[...new Set(zeroing)].join('；')}`
        : known;
  return [
    node.code,
    path,
    Number(mayEarn),
    got === null ? noScore : Number(formatFixed(quotient(got), part.decimals)),
    lost === null ? noScore : Number(formatFixed(quotient(lost), part.decimals)),
    reason,
    withLabels(node.trace, leaf),
  ];
}

function percentText(rate: string | null): string {
  const exact = rate === null ? null : exactFromText(rate);
  return exact === null ? noScore : `${formatShort(quotient(exact.mul(100)), 2)}%`;
}

/** A trace names items by their codes; on paper they bear their names. */
function withLabels(trace: string, leaf: OutlineLeaf | undefined): string {
  const labels = new Map(leaf?.items.map((item) => [item.code, item.label]));
  return trace.replace(/(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_]*/g, (word) => labels.get(word) ?? word);
}

/** Penalties and vetoes with the reasons that were given for them. */
function decisionCells(part: Part, unit: Unit): (CellContent | CellPlan)[][] {
  const penalties = new Map(part.run.model.penalty?.items.map((item) => [item.code, item]));
  return unit.decisions.flatMap((decision): (CellContent | CellPlan)[][] => {
    const item = decision.kind === 'adjustment' ? penalties.get(decision.code) : undefined;
    if (item) {
      const rule = `${decision.count}×${item.points}分${item.cap === undefined ? '' : `，最多扣${item.cap}分`}`;
      return [[decision.code, `扣分项 / ${item.name}`, null, null, null, decision.reason, rule]];
    }
    const veto = decision.kind === 'veto' ? part.vetoes.get(decision.code) : undefined;
    if (!veto) return [];
    return [
      [decision.code, `一票否决 / ${veto.name}`, null, null, null, decision.reason, vetoEffect(part, veto)],
    ];
  });
}

function vetoEffect(part: Part, veto: Veto): string {
  const nodes = new Map(part.run.model.nodes.map((node) => [node.code, node.name]));
  const effects = [
    veto.scoreAtMost === undefined ? '' : `总分不超过${veto.scoreAtMost}分`,
    veto.gradeAtMost === undefined
      ? ''
      : `等次不高于“${part.gradeNames.get(veto.gradeAtMost) ?? veto.gradeAtMost}”`,
    veto.zeroNodes
      ? `以下指标计0分：${veto.zeroNodes.map((code) => nodes.get(code) ?? code).join('、')}`
      : '',
  ];
  return effects.filter((effect) => effect !== '').join('；');
}
