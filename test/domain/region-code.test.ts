import { describe, expect, it } from 'vitest';
import {
  checkRegionCode,
  isRegionDescendant,
  officeLevelOfRegion,
  parentRegionCode,
  regionLevel,
} from '#shared/domain/region-code.ts';

describe('region code', () => {
  it.each([
    ['370000000000', 'province', null],
    ['371000000000', 'prefecture', 'city'],
    ['371003000000', 'county', 'county'],
    ['371003100000', 'township', 'township'],
    ['371003100201', 'village', 'village'],
    ['441900003000', 'township', 'township'],
    ['990101001000', 'township', 'township'],
  ])('%s is a %s', (code, level, office) => {
    expect(checkRegionCode(code)).toEqual({ valid: true, level });
    expect(regionLevel(code)).toBe(level);
    expect(officeLevelOfRegion(code)).toBe(office);
  });

  it.each([
    ['371003', 'regionCode.length', { length: 6 }],
    ['', 'regionCode.length', { length: 0 }],
    ['37100310O000', 'regionCode.character', { position: 9, character: 'O' }],
    ['000000000000', 'regionCode.gap', { missing: 'province' }],
    ['001003000000', 'regionCode.gap', { missing: 'province' }],
    ['370003000000', 'regionCode.gap', { missing: 'prefecture' }],
    ['371003000201', 'regionCode.gap', { missing: 'township' }],
    ['371000000201', 'regionCode.gap', { missing: 'township' }],
  ])('refuses %s as %s', (text, code, params) => {
    expect(checkRegionCode(text)).toEqual({ valid: false, reason: { code, params } });
  });

  it('walks up', () => {
    expect(parentRegionCode('371003100201')).toBe('371003100000');
    expect(parentRegionCode('371003100000')).toBe('371003000000');
    expect(parentRegionCode('371003000000')).toBe('371000000000');
    expect(parentRegionCode('371000000000')).toBe('370000000000');
    expect(parentRegionCode('370000000000')).toBeNull();
    expect(parentRegionCode('441900003000')).toBe('441900000000');
  });

  it('knows who lies below whom', () => {
    expect(isRegionDescendant('371003100201', '371003000000')).toBe(true);
    expect(isRegionDescendant('371003100201', '371003100000')).toBe(true);
    expect(isRegionDescendant('371003100000', '371003100000')).toBe(false);
    expect(isRegionDescendant('371003000000', '371003100000')).toBe(false);
    expect(isRegionDescendant('371002100000', '371003000000')).toBe(false);
    expect(isRegionDescendant('441900003000', '441900000000')).toBe(true);
  });
});
