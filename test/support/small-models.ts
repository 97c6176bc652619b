/** Small models and data documents for tests: only what a test is about is written out. */
import type { DataSubject, ModelData } from '#shared/model/data.ts';
import type { ModelDocument, ModelNode, Scoring } from '#shared/model/definition.ts';
import type { NodeResult, SubjectResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';

/** A leaf of weight 1 at the root, unless said otherwise. */
export const leaf = (code: string, scoring: Scoring, more: Partial<ModelNode> = {}): ModelNode => ({
  code,
  name: code,
  parent: null,
  weight: 1,
  scoring,
  ...more,
});

export const inner = (code: string, more: Partial<ModelNode> = {}): ModelNode => ({
  code,
  name: code,
  parent: null,
  weight: 1,
  ...more,
});

/** 100 points, grades 优 ≥ 90, 良 ≥ 60, 差. */
export const modelOf = (nodes: readonly ModelNode[], more: Partial<ModelDocument> = {}): ModelDocument => ({
  format: 'zhengxin-model/1',
  code: 'TEST',
  name: '测试模型',
  version: '1.0.0',
  subjectKinds: ['township'],
  fullScore: 100,
  nodes: [...nodes],
  grades: [
    { code: 'A', name: '优', min: 90 },
    { code: 'B', name: '良', min: 60 },
    { code: 'C', name: '差', min: 0 },
  ],
  ...more,
});

export const subject = (
  code: string,
  values: DataSubject['values'],
  more: Partial<DataSubject> = {},
): DataSubject => ({
  code,
  name: code,
  values: values ?? {},
  ...more,
});

export const dataOf = (...subjects: readonly DataSubject[]): ModelData => ({
  format: 'zhengxin-data/1',
  subjects,
});

/** Scores and gives the results by subject code. */
export const scoreBy = (
  model: ModelDocument,
  ...subjects: readonly DataSubject[]
): Record<string, SubjectResult> =>
  Object.fromEntries(scoreModel(model, dataOf(...subjects)).subjects.map((result) => [result.code, result]));

export const nodeOf = (result: SubjectResult | undefined, code: string): NodeResult => {
  const node = result?.nodes.find((one) => one.code === code);
  if (node === undefined) throw new Error(`no node ${code}`);
  return node;
};

/** The result of one subject under a model of one leaf `L` worth 100 points. */
export const scoreLeaf = (
  scoring: Scoring,
  items: Record<string, unknown>,
  more: Partial<ModelNode> = {},
): SubjectResult => {
  const result = scoreBy(modelOf([leaf('L', scoring, more)]), subject('S', { L: items })).S;
  if (result === undefined) throw new Error('no result');
  return result;
};
