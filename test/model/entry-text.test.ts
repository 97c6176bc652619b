import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileModel } from '#shared/model/compiled-model.ts';
import { readEntryText, writeEntryText } from '#shared/model/entry-text.ts';
import { itemFault } from '#shared/model/read-subject.ts';
import { leaf, modelOf } from '../support/small-models.ts';

const read = (type: 'count' | 'number' | 'flag' | 'level', text: string) =>
  readEntryText(type, ['优', '良'], text);
const faultOf = (type: 'count' | 'number' | 'flag' | 'level', text: string) => {
  const reading = read(type, text);
  return 'fault' in reading ? reading.fault.code : reading.value;
};

describe('a typed text', () => {
  it.each([
    ['12', 12],
    [' １２.５ ', 12.5],
    ['1,234', 1234],
    ['1，234，567.50', 1_234_567.5],
    ['0.10', 0.1],
    ['.5', 0.5],
    ['-0', 0],
    ['', null],
    ['　', null],
  ])('%j is the number %j', (text, value) => {
    expect(read('number', text)).toEqual({ value });
  });

  it.each([
    ['abc', 'data.value.wrongType'],
    ['12件', 'data.value.wrongType'],
    ['1,23', 'data.value.wrongType'],
    ['1e5', 'data.value.wrongType'],
    ['12.', 'data.value.wrongType'],
    ['一百', 'data.value.wrongType'],
    ['NaN', 'data.value.wrongType'],
    ['0x10', 'data.value.wrongType'],
    ['95%', 'entry.percent'],
    ['1234567890123456', 'data.value.tooManyDigits'],
    ['-3', 'data.value.negative'],
    ['−3', 'data.value.negative'],
  ])('%j is no count: %s', (text, code) => {
    expect(faultOf('count', text)).toBe(code);
  });

  it('may be negative where any number may stand', () => {
    expect([faultOf('number', '-3'), faultOf('number', '−2.5')]).toEqual([-3, -2.5]);
  });

  it('says yes and no as forms and workbooks do', () => {
    expect(['是', 'true', 'TRUE', '√', 'Y'].map((text) => faultOf('flag', text))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(['否', 'false', '×', 'no'].map((text) => faultOf('flag', text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(faultOf('flag', '1')).toBe('data.value.wrongType');
  });

  it('names a level of the rubric, and says which there are when it does not', () => {
    expect(read('level', ' 良 ')).toEqual({ value: '良' });
    expect(readEntryText('level', ['5', '4'], '５')).toEqual({ value: '5' });
    expect(read('level', '中')).toEqual({
      fault: { code: 'data.value.unknownLevel', params: { given: '中', allowed: '优、良' } },
    });
  });
});

it('a value written out reads as itself again', () => {
  // Any decimal of at most 15 digits, down to a billionth of a billionth.
  const decimal = fc
    .tuple(
      fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }),
      fc.integer({ min: 0, max: 18 }),
    )
    .map(([digits, shift]) => Number(`${digits}e-${shift}`));
  fc.assert(
    fc.property(decimal, (value) => {
      const text = writeEntryText(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(read('number', text)).toEqual({ value: value === 0 ? 0 : value });
    }),
  );
  expect([true, false, '优', null].map(writeEntryText)).toEqual(['是', '否', '优', '']);
  expect(writeEntryText(1e-7)).toBe('0.0000001');
  expect(writeEntryText(123_456_789_012_345)).toBe('123456789012345');
});

it('what it accepts, the scoring accepts, but for ranges that only the model knows', () => {
  const model = compileModel(
    modelOf([
      leaf('A', { method: 'ratio', numerator: 'n', denominator: 'd' }),
      leaf('B', { method: 'boolean', item: 'ok' }),
      leaf('C', { method: 'rubric', item: 'level', levels: { 优: 1, 良: 0.5 } }),
      leaf('D', { method: 'linear', value: 'x', worst: 0, best: 1 }),
    ]),
  );
  const rules = model.leaves.flatMap((position) => model.nodes[position]?.leaf?.method.items ?? []);
  const anyText = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('是', '否', '优', '1,000'));
  fc.assert(
    fc.property(fc.constantFrom(...rules), anyText, (rule, text) => {
      const reading = readEntryText(rule.type, [...(rule.levels?.keys() ?? [])], text);
      if ('value' in reading) expect(itemFault(rule, reading.value)).toBeNull();
    }),
  );
});
