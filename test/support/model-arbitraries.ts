/** Random models with data that fits them (mostly), for properties of the model engine. */
import fc from 'fast-check';
import type { DataSubject, ModelData } from '#shared/model/data.ts';
import type { MissingPolicy, ModelDocument, ModelNode, Scorer, Scoring } from '#shared/model/definition.ts';

const decimal = (minimum: number, maximum: number, decimals: number) => {
  const unit = 10 ** decimals;
  return fc
    .integer({ min: minimum * unit, max: maximum * unit })
    .map((whole) => Number((whole / unit).toFixed(decimals)));
};

const rate = decimal(0, 1, 2);
const whenZero = fc.constantFrom('missing', 'full', 'zero', 'exclude');

const measured = fc.oneof(
  fc.constant({ value: 'x' }),
  whenZero.map((rule) => ({ numerator: 'n', denominator: 'd', whenZero: rule })),
);

const descending = fc
  .uniqueArray(decimal(-2, 8, 1), { minLength: 1, maxLength: 4 })
  .map((limits) => limits.sort((a, b) => b - a));

const counted = fc.array(
  fc.record(
    { item: fc.constantFrom('n', 'd'), points: decimal(1, 9, 1), cap: decimal(0, 9, 1) },
    { requiredKeys: ['item', 'points'] },
  ),
  { minLength: 1, maxLength: 3 },
);

/** Any method, over the items n, d (counts), x (number), ok (flag) and level. */
export const anyScoring: fc.Arbitrary<Scoring> = fc.oneof(
  fc.record({
    method: fc.constant('ratio' as const),
    numerator: fc.constant('n'),
    denominator: fc.constant('d'),
    target: decimal(1, 2, 2),
    floor: rate,
    whenZero,
  }),
  fc
    .tuple(measured, fc.uniqueArray(decimal(-3, 9, 1), { minLength: 2, maxLength: 2 }))
    .map(([x, [worst = 0, best = 1]]): Scoring => ({ method: 'linear', ...x, worst, best })),
  fc.tuple(measured, descending, fc.array(rate, { minLength: 4, maxLength: 4 }), fc.boolean()).map(
    ([x, limits, rates, up]): Scoring => ({
      method: 'bands',
      ...x,
      bands: up
        ? limits.toReversed().map((atMost, index) => ({ atMost, rate: rates[index] ?? 0 }))
        : limits.map((atLeast, index) => ({ atLeast, rate: rates[index] ?? 0 })),
    }),
  ),
  counted.map((items): Scoring => ({ method: 'deduct', items })),
  counted.map((items): Scoring => ({ method: 'award', items })),
  fc.tuple(rate, rate).map(([yes, no]): Scoring => ({ method: 'boolean', item: 'ok', yes, no })),
  fc
    .tuple(rate, rate, rate)
    .map(([a, b, c]): Scoring => ({ method: 'rubric', item: 'level', levels: { 甲: a, 乙: b, 丙: c } })),
  decimal(0, 4, 0).map(
    (minimumCount): Scoring => ({ method: 'survey', mean: 'x', count: 'n', min: -1, max: 6, minimumCount }),
  ),
  fc.constant<Scoring>({ method: 'manual', item: 'share' }),
  fc.tuple(fc.constantFrom('minmax', 'rank', 'rankStep', 'best'), fc.constantFrom('higher', 'lower')).map(
    ([by, direction]): Scoring => ({
      method: 'relative',
      value: by === 'best' ? 'n' : 'x',
      by,
      direction: by === 'best' ? 'higher' : direction,
      step: 0.3,
    }),
  ),
  fc
    .constantFrom(
      'n / (d + 1)',
      'if(x > 2 and not n == 0, 1 / (n + 1), 0.5)',
      'min(x, n) / P',
      'round(abs(x) / 7, 2)',
      '1 / n',
    )
    .map((expression): Scoring => ({ method: 'formula', expression })),
);

const policies: fc.Arbitrary<MissingPolicy> = fc.constantFrom('zero', 'exclude', 'block', 'zero', 'exclude');
const scorers = fc.option(
  fc.constantFrom<Scorer[][]>(
    [
      { role: 'self', weight: 0.2 },
      { role: 'assessor', weight: 0.8 },
    ],
    [
      { role: 'thirdParty', weight: 1 },
      { role: 'assessor', weight: 2 },
      { role: 'self', weight: 1 },
    ],
  ),
  { nil: undefined },
);

const anyLeaf = (code: string, parent: string | null): fc.Arbitrary<ModelNode[]> =>
  fc
    .record({ weight: decimal(1, 9, 2), scoring: anyScoring, missing: policies, scorers })
    .map((fields): ModelNode[] => [
      {
        code,
        name: code,
        parent,
        weight: fields.weight,
        scoring: fields.scoring,
        missing: fields.missing,
        ...(fields.scorers === undefined ? {} : { scorers: fields.scorers }),
      },
    ]);

const anyBranch = (
  code: string,
  parent: string | null,
  depth: number,
  geometric: boolean,
): fc.Arbitrary<ModelNode[]> => {
  if (depth === 0) return anyLeaf(code, parent);
  const branch = fc
    .integer({ min: 1, max: 3 })
    .chain((count) =>
      fc
        .tuple(
          decimal(1, 9, 1),
          fc.constantFrom('arithmetic', geometric ? 'geometric' : 'arithmetic'),
          ...Array.from({ length: count }, (_, index) =>
            anyBranch(`${code}.${index}`, code, depth - 1, geometric),
          ),
        )
        .map(([weight, aggregate, ...children]): ModelNode[] => [
          { code, name: code, parent, weight, aggregate: aggregate as 'arithmetic' },
          ...(children as ModelNode[][]).flat(),
        ]),
    );
  return fc.oneof(branch, anyLeaf(code, parent));
};

/** A model of up to three levels. */
export const anyModel: fc.Arbitrary<ModelDocument> = fc.boolean().chain((geometric) =>
  fc
    .record({
      trees: fc
        .integer({ min: 1, max: 3 })
        .chain((count) =>
          fc.tuple(
            ...Array.from({ length: count }, (_, index) => anyBranch(`N${index}`, null, 2, geometric)),
          ),
        ),
      decimals: fc.integer({ min: 0, max: 4 }),
      rounding: fc.constantFrom('half-up', 'half-even'),
      roundAt: geometric ? fc.constant('total') : fc.constantFrom('leaf', 'total'),
      ties: fc.constantFrom('competition', 'dense'),
      vetoedLast: fc.boolean(),
      maxShare: rate,
    })
    .map(({ trees, maxShare, ...rest }): ModelDocument => {
      const nodes = (trees as ModelNode[][]).flat();
      const first = nodes[0]?.code ?? '';
      return {
        format: 'zhengxin-model/1',
        code: 'ANY',
        name: '随机模型',
        version: '1.0.0',
        subjectKinds: [],
        fullScore: 100,
        nodes,
        bonus: {
          cap: 5,
          items: [
            { code: 'G1', name: '加一', points: 2, cap: 3 },
            { code: 'G2', name: '加二', points: 0.7 },
          ],
        },
        penalty: { cap: 8, items: [{ code: 'K1', name: '扣', points: 1.25 }] },
        vetoes: [
          { code: 'V1', name: '限等次', gradeAtMost: 'C' },
          { code: 'V2', name: '限总分', scoreAtMost: 30 },
          { code: 'V3', name: '清零', zeroNodes: [first] },
        ],
        grades: [
          { code: 'A', name: '优', min: 70, maxShare },
          { code: 'B', name: '良', min: 50, exclusive: true, maxShare: 0.5 },
          { code: 'C', name: '中', min: 30 },
          { code: 'D', name: '差', min: 0 },
        ],
        ...rest,
        tieBreak: rest.roundAt === 'leaf' ? ['fewerVetoes', `node:${first}`] : ['fewerVetoes'],
      } as ModelDocument;
    }),
);

const anyItems = fc.record(
  {
    n: decimal(0, 6, 0),
    d: decimal(0, 6, 0),
    x: decimal(-3, 9, 1),
    ok: fc.boolean(),
    level: fc.constantFrom('甲', '乙', '丙'),
    // Points of a manual leaf: few have as little as this, some have less, and their subject is invalid.
    share: decimal(0, 1, 3),
  },
  { requiredKeys: [] },
);

const fullItems = fc.record({
  n: decimal(0, 6, 0),
  d: decimal(0, 6, 0),
  x: decimal(-3, 9, 1),
  ok: fc.boolean(),
  level: fc.constantFrom('甲', '乙', '丙'),
  share: decimal(0, 1, 3),
});

const items = fc.oneof({ arbitrary: fullItems, weight: 6 }, { arbitrary: anyItems, weight: 1 });

const anySubject = (model: ModelDocument, code: string): fc.Arbitrary<DataSubject> => {
  const leaves = model.nodes.filter((node) => node.scoring !== undefined);
  const values = fc.tuple(
    ...leaves.map((node) =>
      node.scorers === undefined
        ? items
        : fc.record({ by: fc.record(Object.fromEntries(node.scorers.map(({ role }) => [role, items]))) }),
    ),
  );
  return fc
    .record({
      values,
      group: fc.constantFrom('甲组', '乙组', null),
      adjustments: fc.record(
        { G1: decimal(0, 3, 0), G2: decimal(0, 9, 1), K1: decimal(0, 9, 0) },
        { requiredKeys: [] },
      ),
      vetoes: fc.oneof(
        { arbitrary: fc.constant([]), weight: 5 },
        { arbitrary: fc.subarray(['V1', 'V2', 'V3']), weight: 1 },
      ),
    })
    .map(
      ({ values: list, ...rest }): DataSubject => ({
        code,
        name: code,
        values: Object.fromEntries(leaves.map((node, index) => [node.code, list[index] ?? {}])),
        ...rest,
      }),
    );
};

/** A model with data of up to eight subjects. */
export const anyCase: fc.Arbitrary<{ model: ModelDocument; data: ModelData }> = anyModel.chain((model) =>
  fc
    .integer({ min: 1, max: 8 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, index) => anySubject(model, `S${index}`))),
    )
    .map((subjects) => ({ model, data: { format: 'zhengxin-data/1', subjects } })),
);
