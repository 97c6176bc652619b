import { describe, expect, it } from 'vitest';
import { readText, shownText } from '../../../renderer/ui/grid/cell-text.ts';

const grades = [
  { value: 'A', label: '优秀' },
  { value: 'B', label: '良好' },
];
const number = (text: string) => readText('number', [], text);

describe('a number', () => {
  it.each([
    ['９６。５', '96.5'],
    ['９６．５０', '96.50'],
    ['3。5', '3.5'],
    ['－3', '-3'],
    ['−3', '-3'],
    ['+7', '7'],
    ['1,234,567.8', '1234567.8'],
    ['１，２３４', '1234'],
    [' 12 ', '12'],
    ['.5', '.5'],
    ['0012', '0012'],
    ['', ''],
    ['  ', ''],
  ])('%j means %j', (typed, plain) => expect(number(typed)).toEqual({ text: plain, fits: true }));

  it.each(['约5', '12%', '1e3', '1,23', '1.2.3', '--1', '五', '。', '=1+1'])(
    '%j is none, and stays as typed',
    (typed) => expect(number(typed)).toEqual({ text: typed, fits: false }),
  );
});

it('leaves a text as typed, full-width letters and spaces too', () => {
  expect(readText('text', [], ' 第３号（ＡＢＣ） ')).toEqual({ text: ' 第３号（ＡＢＣ） ', fits: true });
});

it('takes a choice by its name or its code, and no other', () => {
  expect(readText('choice', grades, ' 优秀 ')).toEqual({ text: 'A', fits: true });
  expect(readText('choice', grades, 'B')).toEqual({ text: 'B', fits: true });
  expect(readText('choice', grades, '')).toEqual({ text: '', fits: true });
  expect(readText('choice', grades, '优')).toEqual({ text: '优', fits: false });
});

it('takes yes and no as people and spreadsheets write them', () => {
  for (const yes of ['是', 'TRUE', '1', '１', '√', 'y']) {
    expect(readText('boolean', [], yes)).toEqual({ text: 'true', fits: true });
  }
  for (const no of ['否', 'FALSE', '0', '×', 'N']) {
    expect(readText('boolean', [], no)).toEqual({ text: 'false', fits: true });
  }
  expect(readText('boolean', [], '也许')).toEqual({ text: '也许', fits: false });
});

it('shows the name of a choice for its code', () => {
  expect(shownText('choice', grades, 'A')).toBe('优秀');
  expect(shownText('boolean', [], 'false')).toBe('否');
  expect(shownText('number', [], '5')).toBe('5');
});
