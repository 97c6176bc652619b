/** Which former answer a page may still show while it waits for the new one. */
import { expect, it } from 'vitest';
import { isSameSubject } from '../../renderer/engine/same-subject.ts';

it.each([
  ['another search', { text: '甲山', limit: 20 }, { text: '乙水', limit: 20 }],
  ['another order and a filter more', { run: '1', sort: 'rank' }, { run: '1', sort: 'score', group: '乡镇' }],
  [
    'what is typed into one form',
    { present: 'a', form: { title: '' } },
    { present: 'a', form: { title: '案' } },
  ],
  ['the same unit in another role', { cycle: '2026', role: 'self' }, { cycle: '2026', role: 'assessor' }],
])('keeps the former answer over %s', (_what, before, now) => {
  expect(isSameSubject(before, now)).toBe(true);
});

it.each([
  ['another unit', { cycle: '2026', bodyUscc: 'A' }, { cycle: '2026', bodyUscc: 'B' }],
  ['another cycle', { cycle: '2025', bodyUscc: 'A' }, { cycle: '2026', bodyUscc: 'A' }],
  ['no unit any more', { cycle: '2026', bodyUscc: 'A' }, { cycle: '2026', bodyUscc: null }],
  ['another record', { id: 'a' }, { id: 'b' }],
  ['another form', { present: 'a', form: {} }, { present: null, form: {} }],
  ['another file', { file: 'file-1' }, { file: 'file-2' }],
  ['other runs compared', { before: { id: 1 }, after: { id: 2 } }, { before: { id: 1 }, after: { id: 3 } }],
  ['a field that only one names', { limit: 1 }, { limit: 1, cycle: '2026' }],
])('drops it over %s', (_what, before, now) => {
  expect(isSameSubject(before, now)).toBe(false);
});
