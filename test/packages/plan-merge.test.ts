import { describe, expect, it } from 'vitest';
import {
  checkOwner,
  checkPackageShape,
  lineagesForMerge,
  officesSpokenFor,
} from '#engine/packages/plan-merge.ts';
import { idOf, manifestFields } from './sample-package.ts';

const [county, township, village, otherVillage, otherTownship] = [1, 2, 3, 4, 5].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
];

const enrolled = [
  { id: township, parentId: null },
  { id: village, parentId: township },
  { id: otherVillage, parentId: village },
  { id: otherTownship, parentId: null },
];

describe('offices that a sender speaks for', () => {
  it('are itself and everything enrolled below it, at any depth', () => {
    expect([...officesSpokenFor(township, enrolled)]).toEqual([township, village, otherVillage]);
    expect([...officesSpokenFor(otherTownship, enrolled)]).toEqual([otherTownship]);
    expect([...officesSpokenFor(county, enrolled)]).toEqual([county]);
  });

  it('are found also when the parents run in a circle', () => {
    const circle = [
      { id: township, parentId: village },
      { id: village, parentId: township },
    ];
    expect([...officesSpokenFor(township, circle)]).toEqual([township, village]);
  });

  it('own every row, or the package is refused', () => {
    const allowed = officesSpokenFor(township, enrolled);
    const place = { file: 'p.zxpkg', table: 'records', line: 7 };
    checkOwner({ ownerOffice: village }, allowed, place);
    for (const owner of [otherTownship, county]) {
      expect(() => checkOwner({ ownerOffice: owner }, allowed, place)).toThrowError(
        expect.objectContaining({ code: 'package.foreignOwner', params: { ...place, owner } }),
      );
    }
  });
});

describe('the shape of a package', () => {
  const expected = { kind: 'submission', tables: ['bodies', 'records'] } as const;

  it('is exactly what the merge reads', () => {
    checkPackageShape({ kind: 'submission', counts: { records: 0, bodies: 3 } }, expected, 'f');
  });

  it.each([
    ['package.wrongKind', { kind: 'task', counts: { bodies: 1, records: 1 } }, { kind: 'task' }],
    ['package.tableMissing', { kind: 'submission', counts: { bodies: 1 } }, { table: 'records' }],
    [
      'package.unknownTable',
      { kind: 'submission', counts: { bodies: 1, records: 1, pledges: 4 } },
      { table: 'pledges' },
    ],
  ] as const)('otherwise fails with %s', (code, manifest, params) => {
    expect(() => checkPackageShape(manifest, expected, 'f')).toThrowError(
      expect.objectContaining({ code, params: { file: 'f', ...params } }),
    );
  });
});

describe('lineages for a merge', () => {
  it('put what was recorded here before what the package says', () => {
    const known = { id: idOf(200), parent: idOf(199), restorePoint: '2026-01-01T00:00:00.000Z' };
    const related = { id: idOf(201), parent: null, restorePoint: null };
    expect(lineagesForMerge([known], { ...manifestFields, relatedLineages: [related] })).toEqual([
      known,
      related,
    ]);
  });
});
