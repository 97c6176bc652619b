import { describe, expect, it } from 'vitest';
import { createIdFactory, isId } from '#shared/domain/ids.ts';

describe('identifiers', () => {
  it('are UUIDv7 of the given time, ascending also when the clock stands still or goes back', () => {
    const times = [1_000, 1_000, 1_000, 500, 2_000];
    const createId = createIdFactory({
      now: () => times.shift() ?? 0,
      randomBytes: (length) => new Uint8Array(length).fill(0xff),
    });
    const ids = Array.from({ length: 5 }, () => createId());
    expect(ids.every(isId)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(5);
    // RFC 9562 §5.7: the first 48 bits are milliseconds since 1970; 1000 = 0x3e8, 2000 = 0x7d0.
    expect(ids[0]?.slice(0, 13)).toBe('00000000-03e8');
    expect(ids[3]?.slice(0, 13)).toBe('00000000-03e8');
    expect(ids[4]?.slice(0, 13)).toBe('00000000-07d0');
  });

  it('are recognised in their stored form only', () => {
    // The example of RFC 9562, appendix A.6.
    expect(isId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(true);
    expect(isId('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(false);
    expect(isId('017f22e2-79b0-4cc3-98c4-dc0c0c07398f')).toBe(false);
  });
});
