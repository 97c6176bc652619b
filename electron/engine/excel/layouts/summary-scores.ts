/** 得分汇总表 and 分组汇总表: every unit's points, and the notes without which they would not be understood. */
import { type Exact, exactFromNumber, exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import { runSealKinds } from '#shared/domain/run-seals.ts';
import type { SubjectResult } from '#shared/model/result.ts';
import type { CellContent, RowPlan, SheetPlan } from '../workbook-plan.ts';
import {
  gradeCell,
  noScore,
  type Part,
  points,
  rounded,
  titleOf,
  type Unit,
  unitLine,
  vetoText,
} from './summary-part.ts';
import { buildTableSheet, type TableColumn, type TableSheet } from './table.ts';

const meanTitle = '平均（四舍五入）';

const rootsOf = (part: Part) =>
  part.run.model.nodes.filter((node) => node.parent === null).sort((a, b) => (a.code < b.code ? -1 : 1));

function scoreTable(part: Part, name: string): TableSheet {
  const { look } = part;
  const columns: TableColumn[] = [
    { key: 'number', title: '序号', width: 5.5, look: 'integer' },
    { key: 'unit', title: '单位', width: 24, look: 'text' },
    { key: 'group', title: '组别', width: 11, look: 'centre' },
    ...rootsOf(part).map(
      (root): TableColumn => ({ key: `root ${root.code}`, title: root.name, width: 10, look }),
    ),
    { key: 'base', title: '基础分', width: 9, look },
    { key: 'bonus', title: '加分', width: 7.5, look },
    { key: 'penalty', title: '扣分', width: 7.5, look },
    { key: 'veto', title: '否决情形', width: 20, look: 'long' },
    { key: 'total', title: '总分', width: 9.5, look },
    { key: 'grade', title: '等次', width: 9, look: 'centre' },
    { key: 'rank', title: '名次', width: 6.5, look: 'integer' },
    { key: 'groupRank', title: '组内名次', width: 7, look: 'integer' },
  ];
  return {
    name: `${name}${part.suffix}`,
    title: titleOf(part, name),
    unitLine: unitLine(part),
    columns,
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
    frozenColumns: 2,
  };
}

/** The numbers of a unit in the order of their columns: first-level points, base, bonus, penalty; and the total. */
function figuresOf(part: Part, { subject }: Unit): { parts: CellContent[]; total: CellContent } {
  const nodes = new Map(subject.nodes.map((entry) => [entry.code, entry]));
  return {
    parts: [
      ...rootsOf(part).map((root) => rounded(part, nodes.get(root.code)?.published ?? null)),
      rounded(part, subject.base),
      rounded(part, subject.bonus),
      rounded(part, subject.penalty),
    ],
    total: points(subject.score),
  };
}

function unitRow(part: Part, unit: Unit, number: number): RowPlan {
  const { parts, total } = figuresOf(part, unit);
  return {
    role: 'data',
    cells: [
      number,
      unit.name,
      unit.group,
      ...parts,
      vetoText(part, unit),
      { content: total, emphasis: 'bold' },
      gradeCell(part, unit),
      unit.subject.rank ?? noScore,
      unit.subject.groupRank ?? noScore,
    ],
  };
}

/** The mean of each printed column over the scored units. It is rounded, so means need not add up. */
function meanRow(part: Part, units: readonly Unit[]): RowPlan[] {
  const scored = units
    .filter(({ subject }) => subject.status === 'complete')
    .map((unit) => figuresOf(part, unit));
  const [first] = scored;
  if (first === undefined || scored.length < 2) return [];
  const mean = (cells: readonly CellContent[]): CellContent => {
    const numbers = cells.filter((cell): cell is number => typeof cell === 'number');
    if (numbers.length === 0) return noScore;
    const sum = numbers.reduce<Exact>(
      (total, number) => total.add(exactFromNumber(number)),
      exactFromNumber(0),
    );
    return Number(formatFixed(quotient(sum.div(numbers.length)), part.decimals));
  };
  return [
    {
      role: 'subtotal',
      spans: [[1, 3]],
      cells: [
        { content: meanTitle, look: 'centre' },
        null,
        null,
        ...first.parts.map((_, index) => mean(scored.map(({ parts }) => parts[index] ?? null))),
        null,
        mean(scored.map(({ total }) => total)),
        null,
        null,
        null,
      ],
    },
  ];
}

export function scoreSheet(part: Part): SheetPlan {
  const table = scoreTable(part, '得分汇总表');
  const rows = part.units.map((unit, index) => unitRow(part, unit, index + 1));
  const remarks = remarksOf(part).map((text) => remark(text, table.columns.length));
  return buildTableSheet(table, { rows: [...rows, ...meanRow(part, part.units), ...remarks] }, part.footer);
}

/** The same group by group, each in the order of its own ranking; not where all units are one group. */
export function groupSheet(part: Part): SheetPlan[] {
  if (part.groups.length < 2) return [];
  const table = scoreTable(part, '分组汇总表');
  const width = table.columns.length;
  const rows = part.groups.flatMap((group): RowPlan[] => {
    const units = [...group.units].sort((a, b) => placeOf(a.subject) - placeOf(b.subject));
    const heading = `${group.name ?? '未分组'}（${units.length}个单位）`;
    return [
      { role: 'section', cells: [heading], spans: [[1, width]] },
      ...units.map((unit, index) => unitRow(part, unit, index + 1)),
      ...meanRow(part, units),
    ];
  });
  return [buildTableSheet(table, { rows }, part.footer)];
}

const placeOf = ({ groupRank }: SubjectResult): number => groupRank ?? Number.MAX_SAFE_INTEGER;

const remark = (text: string, width: number): RowPlan => ({
  role: 'footer',
  cells: [text],
  spans: [[1, width]],
});

/** What a reader of the table must know to follow it with a pencil. */
function remarksOf(part: Part): string[] {
  const complete = part.units.filter((unit) => unit.subject.status === 'complete');
  const counts = part.run.model.grades.map((grade) => {
    const count = complete.filter((unit) => unit.subject.grade === grade.code).length;
    return `${grade.name}${count}个`;
  });
  const notes = [
    ...(part.run.stored?.seal === null ? ['试算稿：没有确认为正式结果，不得公布，不作为考核依据。'] : []),
    `参加考核${part.units.length}个单位，其中${counts.join('、')}${unscoredText(part)}。`,
    ...(part.run.model.roundAt === 'total'
      ? ['各列按规定位数四舍五入，分项之和与合计可能有尾差，以总分为准。']
      : []),
    ...complete.flatMap((unit) => limitNote(part, unit)),
    ...gradeNotes(part, complete),
    ...tieNotes(complete),
    ...vetoedLastNote(part, complete),
    ...correctionNotes(part),
  ];
  return notes.map((text, index) =>
    notes.length === 1 ? `注：${text}` : `${index === 0 ? '注：' : ''}${index + 1}. ${text}`,
  );
}

function unscoredText(part: Part): string {
  const unscored = part.units.filter((unit) => unit.subject.status !== 'complete');
  if (unscored.length === 0) return '';
  return `，未计分${unscored.length}个（${unscored.map((unit) => unit.name).join('、')}）`;
}

const exact = (text: string | null): Exact => exactFromText(text ?? '0') ?? exactFromNumber(0);

/** Where base plus bonus less penalty is not the total: which rule made the difference. */
function limitNote(part: Part, unit: Unit): string[] {
  const { base, bonus, penalty, score } = unit.subject;
  const fixed = (value: Exact): string => formatFixed(quotient(value), part.decimals);
  const sum = exact(base).add(exact(bonus)).sub(exact(penalty));
  if (score === null || fixed(sum) === score) return [];
  const most = exactFromNumber(part.run.model.fullScore).add(exactFromNumber(part.run.model.bonus?.cap ?? 0));
  const limits = unit.decisions.flatMap(({ kind, code }) => {
    const veto = kind === 'veto' ? part.vetoes.get(code) : undefined;
    return veto?.scoreAtMost === undefined ? [] : [`有“${veto.name}”，总分不超过${veto.scoreAtMost}分`];
  });
  const rules = [
    ...(sum.compare(0) < 0 ? ['低于0分的按0分计'] : []),
    ...(sum.compare(most) > 0 ? [`总分不超过满分与加分上限之和${fixed(most)}分`] : []),
    ...new Set(limits),
  ];
  const terms = `${fixed(exact(base))}＋${fixed(exact(bonus))}－${fixed(exact(penalty))}＝${fixed(sum)}`;
  return [`${unit.name}：${terms}，${rules.join('，') || '按模型规定取舍'}，计${score}分。`];
}

/** Units whose grade is not the one of their score: a veto lowered it, or there was no place left in the group. */
function gradeNotes(part: Part, units: readonly Unit[]): string[] {
  const { grades } = part.run.model;
  return units.flatMap((unit) => {
    const { score, grade } = unit.subject;
    const value = exact(score);
    const band = grades.findIndex(({ min, exclusive }) => {
      const order = value.compare(exactFromNumber(min));
      return exclusive ? order > 0 : order >= 0;
    });
    const got = grades.findIndex(({ code }) => code === grade);
    if (band < 0 || got <= band) return [];
    const worst = unit.decisions.flatMap(({ kind, code }) => {
      const at = kind === 'veto' ? part.vetoes.get(code)?.gradeAtMost : undefined;
      return at === undefined ? [] : [grades.findIndex((one) => one.code === at)];
    });
    const why = Math.max(-1, ...worst) === got ? '有否决情形' : '等次名额所限';
    return [`${unit.name}：${score}分属“${grades[band]?.name}”，因${why}评为“${grades[got]?.name}”。`];
  });
}

function tieNotes(units: readonly Unit[]): string[] {
  const places = Map.groupBy(units, ({ subject }) => subject.rank);
  const shared = [...places].filter(([, at]) => at.length > 1);
  if (shared.length === 0) return [];
  const texts = shared.map(([rank, at]) => `第${rank}名${at.map(({ name }) => name).join('、')}`);
  return [`名次并列：${texts.join('；')}。`];
}

function vetoedLastNote(part: Part, units: readonly Unit[]): string[] {
  const vetoed = units.filter((unit) => vetoText(part, unit) !== '');
  if (part.run.model.vetoedLast === false || vetoed.length === 0) return [];
  return [`有否决情形的单位（${vetoed.map(({ name }) => name).join('、')}）排在其他单位之后。`];
}

/** A result that took another's place keeps the other's scores beside it. */
function correctionNotes(part: Part): string[] {
  const { stored, result } = part.run;
  if (!stored?.seal || !stored.former) return [];
  const { kind, reason, approvedBy, documentNo } = stored.seal;
  const before = new Map(stored.former.subjects.map((subject) => [subject.code, subject]));
  const names = new Map(part.units.map(({ subject, name }) => [subject.code, name]));
  const said = ({ score, rank, status }: SubjectResult): string =>
    status === 'complete' ? `${score}分、第${rank}名` : '未计分';
  const changed = result.subjects.flatMap((subject) => {
    const former = before.get(subject.code);
    const name = names.get(subject.code) ?? subject.code;
    if (former === undefined || former.score === subject.score) return [];
    return [`${name}原${said(former)}，更正为${said(subject)}`];
  });
  const grounds = [
    ...(reason === null ? [] : [`原因：${reason}`]),
    ...(approvedBy === null ? [] : [`批准：${approvedBy}`]),
    ...(documentNo === null ? [] : [`文号：${documentNo}`]),
  ];
  const what = changed.length === 0 ? '各单位得分没有变化' : changed.join('；');
  return [`本表为${runSealKinds[kind]}：${what}。${grounds.length === 0 ? '' : `${grounds.join('；')}。`}`];
}
