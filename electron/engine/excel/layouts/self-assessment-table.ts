/** W1: who fills in which leaf, and the columns of the form. */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { Look } from '../workbook-plan.ts';
import { fillingRoles, type OutlineLeaf, outlineDepth, outlineLeaves } from './model-outline.ts';
import type { TableColumn, TableSheet } from './table.ts';

export type EntryValue = number | boolean | string | null;

/** One filled-in row of the form. */
export interface EntryRow {
  leaf: string;
  item: string;
  /** Null: given as missing. */
  value: EntryValue;
  /** 说明 */
  note: string | null;
  /** 佐证材料 as named on the form. */
  evidence: string | null;
}

/** What a run gave the unit at a node: `published` is decimal text, null where the node does not count. */
export interface ScoredNode {
  node: string;
  status: string;
  published: string | null;
}

export interface SelfAssessmentContext {
  cycle: { code: string; year: number };
  unit: { uscc: string; name: string };
  model: ModelDocument;
  modelDigest: string;
  /** Who fills in; default `self`. Leaves of other roles are shown, greyed and locked. */
  role?: ScorerRole;
  /** Overrides which leaves are filled in here; default: those whose scorers or `filledBy` name the role. */
  fills?: (leaf: string) => boolean;
  /** Values that the form already holds. */
  entries?: readonly EntryRow[];
  /** Points of the nodes to show, as computed from the values; absent on an empty form. */
  scored?: readonly ScoredNode[];
}

export const templateVersion = '1.0';
const formSheet = '自评表';
const levelWords = [
  '一级指标',
  '二级指标',
  '三级指标',
  '四级指标',
  '五级指标',
  '六级指标',
  '七级指标',
  '八级指标',
];

export function formTitle(context: SelfAssessmentContext): string {
  const role = context.role ?? 'self';
  const form = role === 'self' ? '政务诚信考核自评表' : `政务诚信考核数据填报表（${scorerRoles[role]}）`;
  return `${context.cycle.year}年度${context.unit.name}${form}`;
}

export function formIdentity(context: SelfAssessmentContext) {
  const self = (context.role ?? 'self') === 'self';
  const title = self ? '政务诚信考核自评表' : '政务诚信考核数据填报表';
  return { layout: 'self-assessment', templateVersion, title } as const;
}

export function fillsLeaf(context: SelfAssessmentContext, leaf: OutlineLeaf): boolean {
  if (context.fills) return context.fills(leaf.node.code);
  return fillingRoles(context.model, leaf.node).includes(context.role ?? 'self');
}

export function decimalsOf(model: ModelDocument): number {
  return model.decimals ?? 2;
}

export function scoreLook(model: ModelDocument): Look {
  return (['score0', 'score1', 'score2', 'score3', 'score4'] as const)[decimalsOf(model)] ?? 'score2';
}

function levelTitle(index: number, depth: number): string {
  return depth === 1 ? '指标' : (levelWords[index] ?? `第${index + 1}级指标`);
}

/** One column for each level of the model; the leaf stands in the last. */
export function levelColumns(
  depth: number,
  widths: { first: number; inner: number; leaf: number },
): TableColumn[] {
  return Array.from({ length: depth }, (_, index): TableColumn => {
    const leaf = index === depth - 1;
    return {
      key: `level${index + 1}`,
      title: levelTitle(index, depth),
      width: leaf ? widths.leaf : index === 0 ? widths.first : widths.inner,
      look: leaf ? 'text' : 'centre',
    };
  });
}

/** The columns of the form for a model of so many levels. */
function formColumns(depth: number, score: Look): TableColumn[] {
  return [
    { key: 'number', title: '序号', width: 5, look: 'integer', automatic: true, shaded: false },
    ...levelColumns(depth, { first: 9, inner: 11, leaf: 18 }),
    { key: 'points', title: '分值', width: 7, look: score, automatic: true, shaded: false },
    { key: 'rule', title: '评分标准', width: 42, look: 'long', automatic: true, shaded: false },
    { key: 'label', title: '项目', also: ['填报项目'], width: 22, look: 'text', required: 'column' },
    {
      key: 'value',
      title: '填报值',
      also: ['数值', '填报数'],
      width: 10,
      look: 'value',
      required: 'column',
      unlocked: true,
    },
    { key: 'score', title: '自评得分', also: ['得分'], width: 9, look: score, automatic: true },
    { key: 'evidence', title: '佐证材料', width: 20, look: 'long', unlocked: true },
    { key: 'note', title: '说明', width: 15, look: 'long', unlocked: true },
    { key: 'leaf', title: '指标代码', width: 10, look: 'code', hidden: true },
    { key: 'item', title: '项目代码', width: 10, look: 'code', hidden: true },
  ];
}

/** The form of no unit and no model in particular. */
export function bareFormTable(): TableSheet {
  return {
    name: formSheet,
    title: '',
    columns: formColumns(3, 'score2'),
    signOff: true,
    notes: [],
    blankRows: 0,
    entryRows: 0,
  };
}

export function formTable(context: SelfAssessmentContext): TableSheet {
  const depth = outlineDepth(outlineLeaves(context.model));
  return {
    name: formSheet,
    title: formTitle(context),
    unitLine: [`填报单位（盖章）：${context.unit.name}`, '填报人及电话：', '填报日期：'],
    columns: formColumns(depth, scoreLook(context.model)),
    signOff: true,
    notes: [
      '只填“填报值”“佐证材料”“说明”三列，灰底和其他各列由程序填写，请不要改动。',
      '件数、比率的分子分母填普通数字，不带单位和百分号；“是/否”和等级从下拉列表中选择。没有发生的填0，不要留空。',
      '自评得分由程序按填报值计算；灰底的指标由考核人、主管部门等填报，本单位不用填。',
    ],
    blankRows: 0,
    entryRows: 0,
    locked: true,
    mergeBy: {
      key: 'leaf',
      columns: ['number', `level${depth}`, 'points', 'rule', 'score', 'evidence', 'note'],
    },
  };
}

export function rolesText(context: SelfAssessmentContext, leaf: OutlineLeaf): string {
  const names = fillingRoles(context.model, leaf.node).map((role) =>
    Object.hasOwn(scorerRoles, role) ? scorerRoles[role as ScorerRole] : role,
  );
  return names.join('、');
}
