import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowPacker, unpackRows } from '#engine/excel/row-batch.ts';
import type { RawCell } from '#engine/excel/workbook-types.ts';

const anyText = fc.string({ unit: 'binary' });
const decimal = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
const cell: fc.Arbitrary<RawCell> = fc.oneof(
  fc.record({
    column: fc.integer({ min: 1, max: 16_384 }),
    kind: fc.constantFrom('text', 'date', 'boolean', 'error', 'formulaWithoutValue'),
    text: anyText,
  }),
  fc
    .tuple(fc.integer({ min: 1, max: 16_384 }), decimal)
    .map(([column, number]): RawCell => ({ column, kind: 'number', text: number, number })),
  fc
    .tuple(fc.integer({ min: 1, max: 16_384 }), decimal, anyText)
    .map(([column, number, text]): RawCell => ({ column, kind: 'number', text, number, percent: true })),
);
const row = fc.record({
  sheet: fc.constant('表1'),
  row: fc.integer({ min: 1, max: 1_048_576 }),
  hidden: fc.boolean(),
  cells: fc.array(cell),
});

describe('packed rows', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const packer = new RowPacker('表1');
        for (const one of rows) packer.add(one);
        expect([...unpackRows(structuredClone(packer.pack()))]).toEqual(rows);
      }),
    );
  });
});
