/** W13: the five sheets, their columns, and the words for the closed lists of a model. */
import type { ModelDocument } from '#shared/model/definition.ts';
import {
  adjustmentNames,
  aggregateNames,
  evidenceNames,
  methodNames,
  missingNames,
  roundAtNames,
  roundingNames,
  tieNames,
  yesNoNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { labelsOf } from './form-workbook.ts';
import type { TableColumn, TableSheet } from './table.ts';

export interface ModelContext {
  /** The model that the form starts from; without it the form is empty. An import needs none. */
  model?: ModelDocument;
}

export const modelForm = { layout: 'model', templateVersion: '1.0', title: '评价模型' } as const;

export const modelLists = {
  method: labelsOf(methodNames),
  aggregate: labelsOf(aggregateNames),
  missing: labelsOf(missingNames),
  evidence: labelsOf(evidenceNames),
  yesNo: labelsOf(yesNoNames),
  block: labelsOf(adjustmentNames),
};

/** How the value of a field of 基本信息 is written. */
export type FieldKind = 'text' | 'number' | 'list' | 'json' | 'flag' | Readonly<Record<string, string>>;

interface Field {
  label: string;
  kind: FieldKind;
}

/** Fields of 基本信息 in their order; every key under `extensions` has a row of its own besides. */
export const modelFields: Readonly<Record<string, Field>> = {
  format: { label: '格式', kind: 'text' },
  code: { label: '模型代码', kind: 'text' },
  name: { label: '模型名称', kind: 'text' },
  version: { label: '版本', kind: 'text' },
  subjectKinds: { label: '适用对象', kind: 'list' },
  fullScore: { label: '满分', kind: 'number' },
  decimals: { label: '公布小数位数', kind: 'number' },
  rounding: { label: '取整方式', kind: roundingNames },
  roundAt: { label: '取整位置', kind: roundAtNames },
  ties: { label: '并列名次', kind: tieNames },
  tieBreak: { label: '同分排序', kind: 'list' },
  vetoedLast: { label: '被否决的排在最后', kind: 'flag' },
  'bonus.cap': { label: '加分上限', kind: 'number' },
  'bonus.extensions': { label: '加分扩展', kind: 'json' },
  'penalty.cap': { label: '扣分上限', kind: 'number' },
  'penalty.extensions': { label: '扣分扩展', kind: 'json' },
  /** Written only when the list is there and empty; otherwise its sheet speaks for it. */
  vetoes: { label: '一票否决', kind: 'json' },
  auditRules: { label: '审核规则', kind: 'json' },
  extensions: { label: '扩展', kind: 'json' },
};
export const extensionPrefix = 'extensions/';
export const continued = '（续）';

export const sheetNames = {
  info: '基本信息',
  nodes: '指标',
  adjustments: '加减分',
  vetoes: '一票否决',
  grades: '等次',
} as const;

const extensionsColumn: TableColumn = { key: 'extensions', title: '扩展', width: 14, look: 'long' };

export const columnsOf: Record<keyof typeof sheetNames, readonly TableColumn[]> = {
  info: [
    { key: 'field', title: '字段', width: 24, look: 'code', required: 'cell' },
    { key: 'label', title: '项目', width: 24, look: 'text', automatic: true },
    { key: 'value', title: '内容', width: 90, look: 'long', required: 'cell' },
  ],
  nodes: [
    { key: 'code', title: '指标代码', width: 9, look: 'code', required: 'cell' },
    { key: 'parent', title: '上级代码', width: 9, look: 'code', required: 'column' },
    { key: 'level', title: '级次', width: 5.5, look: 'integer', automatic: true },
    { key: 'name', title: '指标名称', width: 20, look: 'text', required: 'cell' },
    { key: 'weight', title: '权重', width: 7.5, look: 'number', required: 'cell' },
    { key: 'aggregate', title: '汇总方式', width: 9, look: 'centre', list: 'aggregate' },
    { key: 'method', title: '计分方法', width: 9, look: 'centre', required: 'column', list: 'method' },
    { key: 'params', title: '参数', also: ['参数(JSON)'], width: 32, look: 'long', required: 'column' },
    { key: 'rule', title: '评分标准', width: 38, look: 'long', automatic: true },
    { key: 'missing', title: '缺填处理', width: 9, look: 'centre', list: 'missing' },
    { key: 'scorers', title: '评分人', width: 14, look: 'long' },
    { key: 'evidence', title: '佐证要求', width: 8, look: 'centre', list: 'evidence' },
    { key: 'basis', title: '依据', width: 24, look: 'long' },
    { key: 'metrics', title: '取数', width: 14, look: 'long' },
    extensionsColumn,
  ],
  adjustments: [
    { key: 'block', title: '类别', width: 10, look: 'centre', required: 'cell', list: 'block' },
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 60, look: 'text', required: 'cell' },
    { key: 'points', title: '每次分值', width: 12, look: 'number', required: 'cell' },
    { key: 'cap', title: '最多分值', width: 12, look: 'number' },
    extensionsColumn,
  ],
  vetoes: [
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 60, look: 'text', required: 'cell' },
    { key: 'scoreAtMost', title: '总分不超过', width: 12, look: 'number' },
    { key: 'gradeAtMost', title: '等次不高于', width: 14, look: 'code' },
    { key: 'zeroNodes', title: '清零指标', width: 26, look: 'text' },
    extensionsColumn,
  ],
  grades: [
    { key: 'code', title: '代码', width: 14, look: 'code', required: 'cell' },
    { key: 'name', title: '名称', width: 30, look: 'text', required: 'cell' },
    { key: 'min', title: '最低分', width: 12, look: 'number', required: 'cell' },
    { key: 'exclusive', title: '不含最低分', width: 14, look: 'centre', list: 'yesNo' },
    { key: 'maxShare', title: '最多占比', width: 12, look: 'number' },
    extensionsColumn,
  ],
};

const notes: Record<keyof typeof sheetNames, readonly string[]> = {
  info: ['“字段”一列用于导入，请不要改动；内容很长的分成几行，后面的行标“（续）”。'],
  nodes: [
    '按权重分配分值，只看同级之间的比例；末级指标必须有计分方法和参数，其他指标不填。',
    '参数、评分人、取数、扩展按原样的格式（JSON）填写；“评分标准”由程序按参数生成，不用填写。',
  ],
  adjustments: ['加分、扣分的总上限在“基本信息”中填写；“最多分值”留空表示单项不设上限。'],
  vetoes: ['“等次不高于”填等次代码；“清零指标”填指标代码，多个之间用顿号隔开。'],
  grades: ['从最好到最差排列，最后一等的最低分为0；“最多占比”填小数，如0.2表示不超过20%。'],
};

export function tableFor(sheet: keyof typeof sheetNames, model: ModelDocument | undefined): TableSheet {
  return {
    name: sheetNames[sheet],
    title: `${model?.name ?? modelForm.title}　${sheetNames[sheet]}`,
    columns: columnsOf[sheet],
    signOff: false,
    notes: notes[sheet],
    blankRows: 0,
    entryRows: 500,
  };
}

export const sheetOrder = ['info', 'nodes', 'adjustments', 'vetoes', 'grades'] as const;

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
