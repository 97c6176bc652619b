/** What the sheets of W3 are made of: one model's run with its units, and how they are named and shown. */
import type { DecisionContent } from '#shared/domain/entities.ts';
import { exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import type { RunSealKind } from '#shared/domain/run-seals.ts';
import type { ModelDocument, Veto } from '#shared/model/definition.ts';
import type { ModelResult, SubjectResult } from '#shared/model/result.ts';
import type { CellContent, Look } from '../workbook-plan.ts';
import { footerOf } from './form-workbook.ts';
import { type OutlineLeaf, outlineLeaves } from './model-outline.ts';

export interface SummaryRun {
  model: ModelDocument;
  result: ModelResult;
  /** SHA-256 of the result document. */
  resultDigest: string;
  /** Bonus, penalty and veto decisions of the cycle, of these and of other units. */
  decisions: readonly Pick<DecisionContent, 'bodyUscc' | 'kind' | 'code' | 'count' | 'reason'>[];
  /** The stored run that this is; absent for a result that was never stored. */
  stored?: StoredRun;
  /** Names and groups of the units when the run was made; default: what the bodies say now. */
  subjects?: readonly { code: string; name: string; group?: string | null | undefined }[];
}

/** By what right a result is printed. */
export interface StoredRun {
  id: string;
  /** Null: a trial run, which must not pass for the result. */
  seal: {
    kind: RunSealKind;
    reason: string | null;
    approvedBy: string | null;
    documentNo: string | null;
  } | null;
  /** The sealed result whose place it took. */
  former: ModelResult | null;
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

export const summaryIdentity = { layout: 'summary', templateVersion: '1.0', title: '得分汇总表' } as const;
export const noScore = '—';

/** Everything one model's three sheets need. */
export interface Part {
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

export interface Unit {
  subject: SubjectResult;
  name: string;
  group: string | null;
  decisions: SummaryRun['decisions'];
}

export function partOf(input: SummaryInput, run: SummaryRun): Part {
  const bodies = new Map(input.bodies.map((body) => [body.uscc, body]));
  const groupOf = input.groupOf ?? ((uscc) => bodies.get(uscc)?.groupCode ?? null);
  const then = new Map(run.subjects?.map((subject) => [subject.code, subject]));
  const units = run.result.subjects.map((subject) => ({
    subject,
    name: then.get(subject.code)?.name ?? bodies.get(subject.code)?.name ?? subject.code,
    group: then.has(subject.code) ? (then.get(subject.code)?.group ?? null) : groupOf(subject.code),
    decisions: run.decisions.filter((decision) => decision.bodyUscc === subject.code),
  }));
  const names = [...new Set(units.map((unit) => unit.group))];
  const decimals = run.model.decimals ?? 2;
  const number = run.stored === undefined ? '' : ` 测算号 ${runNumber(run.stored.id)}`;
  const digests = `模型 ${run.result.model.digest.slice(0, 12)} 结果 ${run.resultDigest.slice(0, 12)}${number}`;
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
      footerLeft: `${footerOf(summaryIdentity)} · ${run.model.code} ${run.model.version}`,
      footerRight: digests,
    },
    suffix: input.runs.length > 1 ? `（${run.model.code.replace(/[[\]:*?/\\']/g, ' ').slice(0, 20)}）` : '',
  };
}

export function unitLine(part: Part): [string, string, string] {
  const { cycle, officeName, preparedOn } = part.input;
  return [
    `编制单位（盖章）：${officeName}`,
    // With several models the title names it.
    part.suffix === '' ? `考核周期：${cycle.name}　模型：${part.run.model.name}` : `考核周期：${cycle.name}`,
    `编制日期：${preparedOn}`,
  ];
}

export function titleOf(part: Part, what: string): string {
  // The sheet is told apart by the model's code, the printed title by its name.
  const model = part.suffix === '' ? '' : `（${part.run.model.name}）`;
  return `${part.input.cycle.year}年度政务诚信考核${what}${model}${standing(part.run)}`;
}

/** What a reader must see at once: that it is no result yet, or another than was published before. */
function standing({ stored }: SummaryRun): string {
  if (stored === undefined || stored.seal?.kind === 'official') return '';
  return stored.seal === null ? '（试算稿）' : '（更正结果）';
}

/** The end of a run's id, as it is printed and asked for. */
export function runNumber(id: string): string {
  return id.slice(-8).toUpperCase();
}

/** Published decimal text as a number of the sheet. */
export function points(text: string | null | undefined): CellContent {
  return text === null || text === undefined ? noScore : Number(text);
}

export function rounded(part: Part, text: string | null): CellContent {
  const exact = text === null ? null : exactFromText(text);
  return exact === null ? noScore : Number(formatFixed(quotient(exact), part.decimals));
}

export function gradeCell(part: Part, unit: Unit): CellContent {
  const { status, grade } = unit.subject;
  if (status === 'invalid') return '数据有误';
  if (status === 'incomplete') return '资料不全';
  return grade === null ? noScore : (part.gradeNames.get(grade) ?? grade);
}

export function vetoText(part: Part, unit: Unit): string {
  const codes = unit.decisions
    .filter((decision) => decision.kind === 'veto')
    .map((decision) => decision.code);
  return [...new Set(codes)].map((code) => part.vetoes.get(code)?.name ?? code).join('；');
}
