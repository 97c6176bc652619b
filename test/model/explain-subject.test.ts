import { describe, expect, it } from 'vitest';
import { checkData } from '#shared/model/check-data.ts';
import { explainSubject } from '#shared/model/explain-subject.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { dataOf, inner, leaf, modelOf, subject } from '#test/support/small-models.ts';

const model = modelOf(
  [
    inner('A', { weight: 60 }),
    leaf(
      'A1',
      { method: 'ratio', numerator: 'done', denominator: 'due', target: 0.9 },
      { parent: 'A', missing: 'block' },
    ),
    leaf('B', { method: 'deduct', items: [{ item: 'late', points: 10 }] }, { weight: 40 }),
  ],
  {
    bonus: { cap: 3, items: [{ code: 'G', name: '表彰', points: 2 }] },
    vetoes: [{ code: 'V', name: '失信被执行人', gradeAtMost: 'C' }],
    grades: [
      { code: 'A', name: '优秀', min: 80, maxShare: 0.5 },
      { code: 'B', name: '合格', min: 60 },
      { code: 'C', name: '不合格', min: 0 },
    ],
  },
);
const values = (done: number, late: number) => ({ A1: { done, due: 10 }, B: { late } });
const data = dataOf(
  // 60·min(1, 0.8/0.9) = 53.33, + 30 = 83.33, + min(3, 4) = 86.33
  subject('first', values(8, 1), { adjustments: { G: 2 }, name: '甲镇' }),
  // 60·(0.75/0.9) = 50, + 30 = 80: good enough for the best grade, but one place is all there is (floor(0.5·3) = 1)
  subject('second', values(7.5, 1)),
  subject('vetoed', values(9, 0), { vetoes: ['V'] }),
  subject('waiting', { B: { late: 0 } }),
  subject('wrong', { B: { late: -1 } }),
);
const result = scoreModel(model, data);
const explain = (code: string) => explainSubject(model, data, result, code);

describe('why a subject has its score', () => {
  it('goes from the base score to the rank', () => {
    expect(explain('first')?.steps).toEqual([
      '基础分 83.33 分：各末级指标取整后的得分之和。',
      '加 3 分：表彰 2×2 分＝4 分；合计以 3 分为限。',
      '总分 86.33 分。',
      '等次：优秀。',
      '排名：全部 3 个已计分单位中第 1 名。',
    ]);
  });

  it('names every node with its inputs and its arithmetic', () => {
    expect(explain('first')?.nodes.map(({ code, depth, trace }) => [code, depth, trace])).toEqual([
      ['A', 0, '下级得分合计：A1 53.33＝53.33 分'],
      [
        'A1',
        1,
        'done÷due：8÷10＝0.8，目标值 0.9，得分率≈0.8888888889；得分 60×0.8888888889≈53.3333333333 分，计 53.33 分',
      ],
      [
        'B',
        0,
        '扣分：late 1×10 分＝10；合计扣 10 分，本项名义分值 40 分，得分率＝0.75；得分 40×0.75＝30 分，计 30.00 分',
      ],
    ]);
  });

  it('says what lowered a grade', () => {
    expect(explain('second')?.steps).toContain('等次：按得分可为“优秀”，因名额比例已满降为“合格”。');
    expect(explain('vetoed')?.steps).toContain('一票否决：失信被执行人，等次不高于“不合格”。');
    expect(explain('vetoed')?.steps).toContain('等次：按得分为“优秀”，因一票否决降为“不合格”。');
  });

  it('says why there is no score', () => {
    expect(explain('waiting')?.steps).toEqual(['必须填报的指标缺报，没有计分：A1。']);
    expect(explain('wrong')?.steps).toEqual(['填报数据有 1 处错误，没有计分，更正后再计。']);
    expect(explain('wrong')?.nodes).toEqual([]);
  });

  it('knows nothing of strangers', () => {
    expect(explain('nobody')).toBeNull();
  });
});

describe('checking data before a run', () => {
  it('lists the findings of all subjects by code, and keeps the document', () => {
    const checked = checkData(model, data);
    expect(checked.data).toBe(data);
    expect(checked.findings.map((finding) => [finding.subject, finding.code])).toEqual([
      ['wrong', 'data.value.negative'],
    ]);
  });

  it('refuses the document as a whole', () => {
    const twice = checkData(model, dataOf(subject('a', {}), subject('a', {})));
    expect(twice.data).toBeNull();
    expect(twice.findings.map((finding) => finding.code)).toEqual(['data.subject.twice']);
  });
});
