/**
 * W3 年度考核得分汇总表, with 排名表 and 扣分明细: the result of one cycle on paper. What is printed adds up: the roots'
 * published points are the base, base plus bonus less penalty the total (unless a veto or a cap says otherwise).
 */
import type { DecisionContent } from '#shared/domain/entities.ts';
import {
  type Exact,
  exactFromNumber,
  exactFromText,
  formatFixed,
  formatShort,
  quotient,
} from '#shared/domain/exact.ts';
import { compileModel, sharedPoints } from '#shared/model/compiled-model.ts';
import type { ModelDocument, Veto } from '#shared/model/definition.ts';
import type { ModelResult, NodeResult, SubjectResult } from '#shared/model/result.ts';
import type { CellContent, CellPlan, Look, RowPlan, SheetPlan, WorkbookPlan } from '../workbook-plan.ts';
import { footerOf, metaOf } from './form-workbook.ts';
import { type OutlineLeaf, outlineLeaves } from './model-outline.ts';
import { buildTableSheet, type TableColumn, type TableSheet } from './table.ts';

export interface SummaryRun {
  model: ModelDocument;
  result: ModelResult;
  /** SHA-256 of the result document. */
  resultDigest: string;
  /** Bonus, penalty and veto decisions of the cycle, of these and of other units. */
  decisions: readonly Pick<DecisionContent, 'bodyUscc' | 'kind' | 'code' | 'count' | 'reason'>[];
}

export interface SummaryInput {
  cycle: { code: string; name: string; year: number };
  officeName: string;
  /** `yyyy-mm-dd` */
  preparedOn: string;
  /** One for each model of the cycle. */
  runs: readonly SummaryRun[];
  bodies: readonly { uscc: string; name: string; groupCode: string | null }[];
  /** Ranking group of a unit in this cycle; default: the body's own. */
  groupOf?: (uscc: string) => string | null;
}

const identity = { layout: 'summary', templateVersion: '1.0', title: '得分汇总表' } as const;
const noScore = '—';

/** Everything one model's three sheets need. */
interface Part {
  input: SummaryInput;
  run: SummaryRun;
  units: readonly Unit[];
  groups: readonly { name: string | null; units: readonly Unit[] }[];
  decimals: number;
  look: Look;
  gradeNames: ReadonlyMap<string, string>;
  vetoes: ReadonlyMap<string, Veto>;
  leaves: ReadonlyMap<string, OutlineLeaf>;
  footer: { asForm: false; footerLeft: string; footerRight: string };
  /** Added to sheet names and titles when the cycle has several models. */
  suffix: string;
}

interface Unit {
  subject: SubjectResult;
  name: string;
  group: string | null;
  decisions: SummaryRun['decisions'];
}

export function buildSummaryWorkbook(input: SummaryInput): WorkbookPlan {
  const parts = input.runs.map((run) => partOf(input, run));
  const [first] = input.runs;
  return {
    title: `${input.cycle.year}年度政务诚信考核得分汇总表`,
    meta: metaOf(identity, {
      cycle: input.cycle.code,
      ...(first && parts.length === 1
        ? {
            modelCode: first.model.code,
            modelVersion: first.model.version,
            modelDigest: first.result.model.digest,
            runDigest: first.resultDigest,
          }
        : {}),
    }),
    sheets: parts.flatMap((part) => [scoreSheet(part), rankingSheet(part), lossSheet(part)]),
  };
}

function partOf(input: SummaryInput, run: SummaryRun): Part {
  const bodies = new Map(input.bodies.map((body) => [body.uscc, body]));
  const groupOf = input.groupOf ?? ((uscc) => bodies.get(uscc)?.groupCode ?? null);
  const units = run.result.subjects.map((subject) => ({
    subject,
    name: bodies.get(subject.code)?.name ?? subject.code,
    group: groupOf(subject.code),
    decisions: run.decisions.filter((decision) => decision.bodyUscc === subject.code),
  }));
  const names = [...new Set(units.map((unit) => unit.group))];
  const decimals = run.model.decimals ?? 2;
  const digests = `模型 ${run.result.model.digest.slice(0, 12)} 结果 ${run.resultDigest.slice(0, 12)}`;
  return {
    input,
    run,
    units,
    groups: names.map((name) => ({ name, units: units.filter((unit) => unit.group === name) })),
    decimals,
    look: (['score0', 'score1', 'score2', 'score3', 'score4'] as const)[decimals] ?? 'score2',
    gradeNames: new Map(run.model.grades.map((grade) => [grade.code, grade.name])),
    vetoes: new Map(run.model.vetoes?.map((veto) => [veto.code, veto])),
    leaves: new Map(outlineLeaves(run.model).map((leaf) => [leaf.node.code, leaf])),
    footer: {
      asForm: false,
      footerLeft: `${footerOf(identity)} · ${run.model.code} ${run.model.version}`,
      footerRight: digests,
    },
    suffix: input.runs.length > 1 ? `（${run.model.code.replace(/[[\]:*?/\\']/g, ' ').slice(0, 20)}）` : '',
  };
}

function unitLine(part: Part): [string, string, string] {
  const { cycle, officeName, preparedOn } = part.input;
  return [
    `编制单位（盖章）：${officeName}`,
    `考核周期：${cycle.name}　模型：${part.run.model.name}`,
    `编制日期：${preparedOn}`,
  ];
}

function titleOf(part: Part, what: string): string {
  // The sheet is told apart by the model's code, the printed title by its name.
  const model = part.suffix === '' ? '' : `（${part.run.model.name}）`;
  return `${part.input.cycle.year}年度政务诚信考核${what}${model}`;
}

/** Published decimal text as a number of the sheet. */
function points(text: string | null | undefined): CellContent {
  return text === null || text === undefined ? noScore : Number(text);
}

function rounded(part: Part, text: string | null): CellContent {
  const exact = text === null ? null : exactFromText(text);
  return exact === null ? noScore : Number(formatFixed(quotient(exact), part.decimals));
}

function gradeCell(part: Part, unit: Unit): CellContent {
  const { status, grade } = unit.subject;
  if (status === 'invalid') return '数据有误';
  if (status === 'incomplete') return '资料不全';
  return grade === null ? noScore : (part.gradeNames.get(grade) ?? grade);
}

function vetoText(part: Part, unit: Unit): string {
  const codes = unit.decisions
    .filter((decision) => decision.kind === 'veto')
    .map((decision) => decision.code);
  return [...new Set(codes)].map((code) => part.vetoes.get(code)?.name ?? code).join('；');
}

// 得分汇总表

function scoreSheet(part: Part): SheetPlan {
  const roots = part.run.model.nodes
    .filter((node) => node.parent === null)
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const { look } = part;
  const columns: TableColumn[] = [
    { key: 'number', title: '序号', width: 5.5, look: 'integer' },
    { key: 'unit', title: '单位', width: 24, look: 'text' },
    { key: 'group', title: '组别', width: 11, look: 'centre' },
    ...roots.map((root): TableColumn => ({ key: `root ${root.code}`, title: root.name, width: 10, look })),
    { key: 'base', title: '基础分', width: 9, look },
    { key: 'bonus', title: '加分', width: 7.5, look },
    { key: 'penalty', title: '扣分', width: 7.5, look },
    { key: 'veto', title: '否决情形', width: 22, look: 'long' },
    { key: 'total', title: '总分', width: 9.5, look },
    { key: 'grade', title: '等次', width: 9, look: 'centre' },
    { key: 'rank', title: '名次', width: 6.5, look: 'integer' },
    { key: 'groupRank', title: '组内名次', width: 7, look: 'integer' },
  ];
  const table: TableSheet = {
    name: `得分汇总表${part.suffix}`,
    title: titleOf(part, '得分汇总表'),
    unitLine: unitLine(part),
    columns,
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
    frozenColumns: 2,
  };
  const rows = part.units.map((unit, index): RowPlan => {
    const { subject } = unit;
    const node = new Map(subject.nodes.map((entry) => [entry.code, entry]));
    return {
      role: 'data',
      cells: [
        index + 1,
        unit.name,
        unit.group,
        ...roots.map((root) => rounded(part, node.get(root.code)?.published ?? null)),
        rounded(part, subject.base),
        rounded(part, subject.bonus),
        rounded(part, subject.penalty),
        vetoText(part, unit),
        { content: points(subject.score), emphasis: 'bold' },
        gradeCell(part, unit),
        subject.rank ?? noScore,
        subject.groupRank ?? noScore,
      ],
    };
  });
  return buildTableSheet(table, { rows: [...rows, ...scoreRemarks(part, columns.length)] }, part.footer);
}

/** What a reader of the table must know: how grades were distributed, who has no score and why, how it was rounded. */
function scoreRemarks(part: Part, width: number): RowPlan[] {
  const remark = (text: string): RowPlan => ({ role: 'footer', cells: [text], spans: [[1, width]] });
  const complete = part.units.filter((unit) => unit.subject.status === 'complete');
  const counts = part.run.model.grades.map((grade) => {
    const count = complete.filter((unit) => unit.subject.grade === grade.code).length;
    return `${grade.name}${count}个`;
  });
  const remarks = [
    remark(`注：参加考核${part.units.length}个单位，其中${counts.join('、')}${unscoredText(part)}。`),
  ];
  if (part.run.model.roundAt === 'total') {
    remarks.push(remark('注：各列按规定位数四舍五入，分项之和与合计可能有尾差，以总分为准。'));
  }
  return remarks;
}

function unscoredText(part: Part): string {
  const unscored = part.units.filter((unit) => unit.subject.status !== 'complete');
  if (unscored.length === 0) return '';
  return `，未计分${unscored.length}个（${unscored.map((unit) => unit.name).join('、')}）`;
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
