/** Every ledger's definition holds together: its rules exist, its states can be reached, its columns can be told apart. */
import { describe, expect, it } from 'vitest';
import { loadRuleTable } from '#engine/resources.ts';
import { comparable } from '#shared/domain/code-text.ts';
import { defineLedger, type LedgerDefinition } from '#shared/ledgers/definition.ts';
import { ledgerNamed, ledgers } from '#shared/ledgers/ledgers.ts';

const all = Object.entries<LedgerDefinition>(ledgers);
const ruleCodes = new Set(loadRuleTable().rules.map(({ code }) => code));

describe.each(all)('%s', (code, definition) => {
  it('is registered under its own code, and its clocks run by rules that there are', () => {
    expect(definition.code).toBe(code);
    for (const { rule } of Object.values(definition.clocks)) {
      if (typeof rule === 'string') expect(ruleCodes).toContain(rule);
    }
    for (const { ledgers: among } of [definition.references.row ?? { ledgers: [] }]) {
      for (const other of among) expect(ledgerNamed(other)?.code).toBe(other);
    }
  });

  it('has no column title that could mean two fields', () => {
    const { body, official, record, row } = definition.references;
    const titles = [body, official, record, row]
      .flatMap((reference) => (reference === undefined ? [] : [reference.title]))
      .concat(Object.values(definition.fields).map(({ title }) => title))
      .map(comparable);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('can come to every state, by a step or by what its values say', () => {
    const [first] = Object.keys(definition.states);
    const byStep = new Set(Object.values(definition.steps).map(({ to }) => to));
    const unreached = Object.keys(definition.states).filter((state) => state !== first && !byStep.has(state));
    if (definition.stateOf === undefined) expect(unreached).toEqual([]);
  });

  it('leaves no open state without a way on', () => {
    const ways = Object.values(definition.steps).flatMap(({ from }) => from);
    const stuck = Object.entries(definition.states).filter(
      ([state, { closed }]) => closed !== true && !ways.includes(state),
    );
    if (definition.stateOf === undefined) expect(stuck).toEqual([]);
  });
});

it('refuses a definition that speaks of what it does not have', () => {
  const sound: LedgerDefinition = {
    code: 'sound',
    title: '台账',
    noun: '事项',
    group: 'business',
    purpose: '',
    basis: '',
    references: {},
    fields: { happenedOn: { kind: 'date', title: '日期', required: true } },
    keyFields: [],
    states: { open: { title: '办理中' } },
    steps: {},
    clocks: {},
  };
  expect(() => defineLedger(sound)).not.toThrow();
  expect(() => defineLedger({ ...sound, keyFields: ['number'] })).toThrow(/number/);
  expect(() => defineLedger({ ...sound, fields: {} })).toThrow(/sorted/);
  const step = { title: '办结', from: ['open'], to: 'closed', reason: 'optional' } as const;
  expect(() => defineLedger({ ...sound, steps: { close: step } })).toThrow(/closed/);
  const clock = { title: '', from: 'happenedOn', until: 'happenedOn', next: '' };
  expect(() => defineLedger({ ...sound, clocks: { handling: clock } })).toThrow(/rule or a field/);
});
