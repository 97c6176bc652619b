/** Edits of the audit rules at a model's end. Rules that cannot be read, of other programs say, stay as they are unless they are edited. */
import { asArray, isObject, type JsonObject } from '../json-view.ts';

export const rulesOf = (document: JsonObject): readonly unknown[] => asArray(document.auditRules);

const without = (object: JsonObject, unwanted: (key: string, value: unknown) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key, value]) => !unwanted(key, value)));

const mapRule = (
  document: JsonObject,
  index: number,
  change: (rule: JsonObject) => JsonObject,
): JsonObject => ({
  ...document,
  auditRules: rulesOf(document).map((rule, at) => (at === index && isObject(rule) ? change(rule) : rule)),
});

/** Changes fields of one rule; a field given as undefined is taken out. */
export const changeRule = (document: JsonObject, index: number, fields: JsonObject): JsonObject =>
  mapRule(document, index, (rule) => without({ ...rule, ...fields }, (_, value) => value === undefined));

/** Adds a rule with a code that no other has and nothing to compare yet. */
export const addRule = (document: JsonObject, name: string): JsonObject => {
  const taken = new Set(rulesOf(document).map((rule) => (isObject(rule) ? rule.code : undefined)));
  let number = 1;
  while (taken.has(`R${number}`)) number += 1;
  const rule = {
    code: `R${number}`,
    name,
    severity: 'warning',
    scope: 'row',
    values: {},
    left: '',
    relation: '=',
    right: '',
  };
  return { ...document, auditRules: [...rulesOf(document), rule] };
};

export const removeRule = (document: JsonObject, index: number): JsonObject => ({
  ...document,
  auditRules: rulesOf(document).filter((_, at) => at !== index),
});

/** Where the values of a rule come from, by name. */
export const valuesOf = (rule: JsonObject): JsonObject => (isObject(rule.values) ? rule.values : {});

export const setValue = (
  document: JsonObject,
  index: number,
  name: string,
  operand: JsonObject,
): JsonObject =>
  mapRule(document, index, (rule) => ({ ...rule, values: { ...valuesOf(rule), [name]: operand } }));

export const removeValue = (document: JsonObject, index: number, name: string): JsonObject =>
  mapRule(document, index, (rule) => ({ ...rule, values: without(valuesOf(rule), (key) => key === name) }));

const valueName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Gives a value another name, in the formulas too. Nothing changes when the name is taken or none. */
export const renameValue = (document: JsonObject, index: number, from: string, to: string): JsonObject =>
  mapRule(document, index, (rule) => {
    const values = valuesOf(rule);
    if (!valueName.test(to) || Object.hasOwn(values, to)) return rule;
    const formulas = (['left', 'right', 'when'] as const).flatMap((field) => {
      const formula = rule[field];
      if (typeof formula !== 'string') return [];
      return [[field, formula.replace(/(?<![\w.])[A-Za-z_]\w*/g, (word) => (word === from ? to : word))]];
    });
    const renamed = Object.entries(values).map(([name, value]) => [name === from ? to : name, value]);
    return { ...rule, ...Object.fromEntries(formulas), values: Object.fromEntries(renamed) };
  });
