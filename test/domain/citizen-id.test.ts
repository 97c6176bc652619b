import { describe, expect, it } from 'vitest';
import { checkCitizenId, citizenIdCheckCharacter, maskCitizenId } from '#shared/domain/citizen-id.ts';

describe('citizen number', () => {
  it('accepts the two published examples of GB 11643-1999', () => {
    expect(checkCitizenId('11010519491231002X')).toEqual({
      valid: true,
      birthDate: '1949-12-31',
      sex: 'female',
    });
    expect(checkCitizenId('440524188001010014')).toEqual({
      valid: true,
      birthDate: '1880-01-01',
      sex: 'male',
    });
    expect(citizenIdCheckCharacter('11010519491231002')).toBe('X');
  });

  it.each([
    ['371003199002290019', 'citizenId.date', {}],
    ['110105194912310021', 'citizenId.checkCharacter', {}],
    ['110105491231002', 'citizenId.oldForm', {}],
    ['11010549123100', 'citizenId.length', { length: 14 }],
    ['1101051949123100X', 'citizenId.length', { length: 17 }],
    ['11010519491231002x', 'citizenId.character', { position: 18 }],
    ['1101051949123l002X', 'citizenId.character', { position: 14 }],
    ['1101051949123X002X', 'citizenId.character', { position: 14 }],
    ['', 'citizenId.length', { length: 0 }],
  ])('refuses %s as %s', (text, code, params) => {
    expect(checkCitizenId(text)).toEqual({ valid: false, reason: { code, params } });
  });

  it('has a valid check character on the impossible date, so only the date rule catches it', () => {
    expect(citizenIdCheckCharacter('371003199002290019')).toBe('9');
  });

  it('masks all but the first and last four characters', () => {
    expect(maskCitizenId('420115195001011234')).toBe('4201**********1234');
    expect(maskCitizenId('110105491231002')).toBe('1101*******1002');
    expect(maskCitizenId('12345678')).toBe('********');
    expect(maskCitizenId('')).toBe('');
  });
});
