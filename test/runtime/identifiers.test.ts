import { expect, it } from 'vitest';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';

it('identifiers are UUIDv7 of this moment, every one later than the one before', () => {
  const newId = createIdentifiers();
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  const after = Date.now();
  // RFC 9562 §5.7: version 7 in the 13th digit, variant 10 in the 17th.
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(ids.filter((id) => !form.test(id))).toEqual([]);
  expect(ids.filter((id, n) => n > 0 && id <= (ids[n - 1] ?? ''))).toEqual([]);
  // The first 48 bits are the time in milliseconds.
  const times = ids.map((id) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
  expect(Math.max(...times)).toBeLessThanOrEqual(after);
});

it('two sources never give the same', () => {
  const [one, other] = [createIdentifiers(), createIdentifiers()];
  const ids = Array.from({ length: 1_000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(2_000);
});
