/** Names of region codes: a small table worked by hand, and the one that comes with the program. */
import { describe, expect, it } from 'vitest';
import { loadRegionTable } from '#engine/resources.ts';
import { createRegionTable, parseRegionTable, writeRegionTable } from '#shared/domain/region-table.ts';

const head = { format: 'zhengxin-regions/1', year: 2023, source: '测试' } as const;
const small = createRegionTable(head, [
  { code: '370000000000', name: '山东省' },
  { code: '371000000000', name: '威海市' },
  { code: '371003000000', name: '文登区' },
  { code: '371003101000', name: '泽头镇' },
  { code: '441900000000', name: '东莞市' },
  { code: '440000000000', name: '广东省' },
  { code: '441900003000', name: '东城街道' },
  { code: '110000000000', name: '北京市' },
  { code: '110100000000', name: '市辖区' },
  { code: '110101000000', name: '东城区' },
]);

describe('a table of region codes', () => {
  it.each([
    ['371003101000', '山东省威海市文登区泽头镇'],
    // A village is named by its township.
    ['371003101205', '山东省威海市文登区泽头镇'],
    // A prefecture without counties.
    ['441900003000', '广东省东莞市东城街道'],
    // Nobody says 市辖区.
    ['110101000000', '北京市东城区'],
  ])('calls %s %s', (code, path) => {
    expect(small.find(code)?.path).toBe(path);
    expect(small.unknownPart(code)).toBeNull();
  });

  it.each([
    ['371003199000', 7, 9, '199', '文登区'],
    ['371099101000', 5, 6, '99', '威海市'],
    ['379900000000', 3, 4, '99', '山东省'],
    ['810000000000', 1, 2, '81', undefined],
  ])('says which part of %s it does not know', (code, from, to, digits, parent) => {
    const unknown = small.unknownPart(code);
    expect(unknown).toMatchObject({ from, to, digits });
    expect(unknown?.parent?.name).toBe(parent);
  });

  it('leaves codes alone that were never given to a province', () => {
    expect(small.unknownPart('990101100000')).toBeNull();
  });

  it('finds by name, by several words and by code, what is called so first', () => {
    expect(small.search('东城', 3).map(({ path }) => path)).toEqual(['北京市东城区', '广东省东莞市东城街道']);
    expect(small.search('威海 泽头', 9).map(({ code }) => code)).toEqual(['371003101000']);
    expect(small.search('3710', 9).map(({ code }) => code)).toEqual([
      '371000000000',
      '371003000000',
      '371003101000',
    ]);
    expect(small.search('  ', 9)).toEqual([]);
  });

  it('is the same after being written and read', () => {
    const codes = ['370000000000', '371000000000', '371003000000', '371003101000', '440000000000'];
    const all = [...codes, '441900000000', '441900003000', '110000000000', '110100000000', '110101000000'];
    const regions = all.map((code) => ({ code, name: small.find(code)?.name ?? '' }));
    const again = parseRegionTable(writeRegionTable(head, regions));
    expect(again).toMatchObject({ year: 2023, source: '测试', size: 10 });
    for (const code of all) expect(again.find(code)).toEqual(small.find(code));
  });

  it('names the line that is no line of a table', () => {
    const text = `${JSON.stringify(head)}\n37 山东省\n3710威海市\n`;
    expect(() => parseRegionTable(text)).toThrow(expect.objectContaining({ line: 3 }));
    expect(() => parseRegionTable('37 山东省')).toThrow(expect.objectContaining({ line: 1 }));
  });
});

describe('the bundled table', () => {
  const bundled = loadRegionTable();

  it('says its year and source, and knows places from north to south', () => {
    expect(bundled).toMatchObject({ year: 2023, source: expect.stringContaining('国家统计局') });
    // 31 provinces, 342 prefectures, 2 978 counties and 41 352 townships, of which four prefectures stand among the
    // counties once more under the same code: 44 703 − 4.
    expect(bundled.size).toBe(44_699);
    expect(bundled.find('371003000000')?.path).toBe('山东省威海市文登区');
    expect(bundled.find('441900003000')?.path).toBe('广东省东莞市东城街道');
    expect(bundled.find('429004000000')?.path).toBe('湖北省仙桃市');
    expect(bundled.find('110101001000')?.path).toBe('北京市东城区东华门街道');
  });
});
