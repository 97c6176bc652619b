import { describe, expect, it } from 'vitest';
import { normaliseCode } from '#shared/domain/code-text.ts';
import { buildUscc, checkUscc, organisationCheckDigit, usccCheckDigit } from '#shared/domain/uscc.ts';

describe('unified social credit code', () => {
  it.each(['91350100M000100Y43', '11371003MB10000026', '12371003MB1A23457D', '11371003004321020X'])(
    'accepts the published or hand-computed code %s',
    (code) => {
      expect(checkUscc(code).valid).toBe(true);
    },
  );

  it('computes the check digit by hand arithmetic, including remainder 0', () => {
    // 91350100M000100Y4: 9 + 1·3 + 3·9 + 5·27 + 1·26 + 21·20 + 1·8 + 30·30 + 4·28 = 1640 = 52·31 + 28; 31 − 28 = 3.
    expect(usccCheckDigit('91350100M000100Y4')).toBe('3');
    // All zeros: Σ = 0, remainder 0, and 31 − 0 must fold back to 0.
    expect(usccCheckDigit('00000000000000000')).toBe('0');
  });

  it('names the expected and the found check digit', () => {
    expect(checkUscc('91350100M000100Y4Y')).toEqual({
      valid: false,
      reason: { code: 'uscc.checkDigit', params: { expected: '3', found: 'Y' } },
    });
  });

  it.each([
    ['91350100M000100Y4Z', 'uscc.character', { position: 18, character: 'Z' }],
    ['9135O100M000100Y43', 'uscc.character', { position: 5, character: 'O' }],
    ['91350100m000100Y43', 'uscc.character', { position: 9, character: 'm' }],
    ['9135010AM000100Y43', 'uscc.region', { position: 8, character: 'A' }],
    ['91350100M000100Y4', 'uscc.length', { length: 17 }],
    ['', 'uscc.length', { length: 0 }],
  ])('refuses %s as %s', (text, code, params) => {
    expect(checkUscc(text)).toEqual({ valid: false, reason: { code, params } });
  });

  it('only warns about the check character inside the organisation code', () => {
    // 0043210: 0·3+0·7+4·9+3·10+2·5+1·8+0·4+2·2 = 88, 88 mod 11 = 0 → 0; 00432102 carries 0.
    expect(checkUscc('11371003004321020X')).toEqual({ valid: true, warnings: [] });
    const first17 = '11371003004321025';
    expect(checkUscc(first17 + usccCheckDigit(first17))).toEqual({
      valid: true,
      warnings: [{ code: 'uscc.organisationCheckDigit', params: { expected: '0', found: '5' } }],
    });
  });

  it('computes the organisation check character', () => {
    // M000100Y: 22·3 + 1·5 + 34·2 = 139, 139 mod 11 = 7, 11 − 7 = 4.
    expect(organisationCheckDigit('M000100Y')).toBe('4');
    // 00000004: 4·2 = 8 → 3; 00000005: 10 → 1; 00000006: 12 mod 11 = 1 → 10 → X.
    expect(organisationCheckDigit('00000006')).toBe('X');
  });

  it('builds codes that check, and refuses parts that cannot', () => {
    for (let serial = 0; serial < 200; serial += 1) {
      const code = buildUscc('11', '990101', `MB${String(serial).padStart(6, '0')}`);
      expect(checkUscc(code)).toEqual({ valid: true, warnings: [] });
    }
    expect(() => buildUscc('11', '99010A', 'MB000000')).toThrow(RangeError);
    expect(() => buildUscc('11', '990101', 'MO000000')).toThrow(RangeError);
  });

  it('detects every single wrong character and every swap of neighbours', () => {
    const code = '11371003MB10000026';
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (let position = 0; position < 18; position += 1) {
      for (const character of alphabet) {
        if (character === code[position]) continue;
        const wrong = code.slice(0, position) + character + code.slice(position + 1);
        expect(checkUscc(wrong).valid).toBe(false);
      }
      const [left, right] = [code[position], code[position + 1]];
      if (right === undefined || left === right) continue;
      expect(checkUscc(code.slice(0, position) + right + left + code.slice(position + 2)).valid).toBe(false);
    }
  });
});

describe('typed codes', () => {
  it('forgives full-width digits, spaces and small letters', () => {
    expect(normaliseCode(' ９１35 0100\u3000m000100ｙ43\n')).toBe('91350100M000100Y43');
  });
});
