import { describe, expect, it } from 'vitest';
import { compareFingerprint, groupDigest, parseFingerprint } from '#shared/domain/fingerprint.ts';

const digits = '0123456789abcdef'.repeat(4);

describe('a fingerprint', () => {
  it('is grouped for reading aloud and is read back as people type it', () => {
    const fingerprint = '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925';
    const grouped = groupDigest(fingerprint);
    expect(grouped).toBe('6668 7aad f862 bd77 6c8f c18b 8e9f 8e20 0897 1485 6ee2 33b3 902a 591d 0d5f 2925');
    expect(parseFingerprint(grouped)).toBe(fingerprint);
    // Full-width, as a Chinese input method types it, and upper case.
    expect(parseFingerprint(grouped.toUpperCase().replaceAll('6', '６').replaceAll(' ', '　'))).toBe(
      fingerprint,
    );
    expect(parseFingerprint(fingerprint.slice(1))).toBeNull();
    expect(parseFingerprint(`${fingerprint}0`)).toBeNull();
  });
});

describe('comparing as one types', () => {
  const states = (typed: string): string[] => compareFingerprint(typed, digits).map(({ state }) => state);

  it('says of every group at once whether it is right', () => {
    expect(states('')).toEqual([]);
    expect(states('01')).toEqual(['open']);
    expect(states('0123 45')).toEqual(['same', 'open']);
    expect(states('0123 4568 89')).toEqual(['same', 'differs', 'open']);
    expect(states('0123 46')).toEqual(['same', 'differs']);
    expect(states(groupDigest(digits))).toEqual(Array.from({ length: 16 }, () => 'same'));
  });

  it('takes nothing beyond the end for right', () => {
    expect(states(`${digits} 0`).at(-1)).toBe('differs');
  });
});
