/** Edits of audit rules. */
import { expect, it } from 'vitest';
import {
  addRule,
  changeRule,
  removeRule,
  removeValue,
  renameValue,
  rulesOf,
  setValue,
} from '#shared/model/editing/edit-rules.ts';
import type { JsonObject } from '#shared/model/json-view.ts';

const rule = {
  code: 'R1',
  values: { n: { leaf: 'A', item: 'n' }, nd: { leaf: 'A', item: 'd' } },
  left: 'n + min(n, nd)',
  relation: '≤',
  right: '2 * nd',
  when: 'n > 0',
};
const document: JsonObject = { auditRules: ['of another program', rule] };
const second = (changed: JsonObject) => rulesOf(changed)[1];

it('a value is renamed in the formulas too, as a whole word and never over another', () => {
  expect(second(renameValue(document, 1, 'n', 'done'))).toMatchObject({
    values: { done: { leaf: 'A', item: 'n' }, nd: { leaf: 'A', item: 'd' } },
    left: 'done + min(done, nd)',
    right: '2 * nd',
    when: 'done > 0',
  });
  expect(second(renameValue(document, 1, 'n', 'nd'))).toEqual(rule);
  expect(second(renameValue(document, 1, 'n', '件数'))).toEqual(rule);
});

it('what is no rule of this program stays as it is', () => {
  const changed = changeRule(setValue(document, 1, 'x', { decision: 'V1' }), 1, { when: undefined });
  expect(rulesOf(changed)[0]).toBe('of another program');
  expect(second(changed)).not.toHaveProperty('when');
  expect(second(removeValue(changed, 1, 'n'))).toMatchObject({
    values: { nd: rule.values.nd, x: { decision: 'V1' } },
  });
  expect(changeRule(document, 0, { code: 'X' })).toEqual(document);
});

it('a rule is added under a free code, and taken out', () => {
  expect(rulesOf(addRule(document, '新公式')).at(-1)).toMatchObject({ code: 'R2', name: '新公式' });
  expect(rulesOf(removeRule(document, 0))).toEqual([rule]);
});
