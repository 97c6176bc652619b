import { clamp01, type Exact } from '../../domain/exact.ts';
import type { ScoringOf } from '../definition.ts';
import type { Fault } from '../findings.ts';
import { evaluateFormula, type FormulaError } from '../formula/evaluate.ts';
import { parseFormula } from '../formula/parse.ts';
import { traceWords } from '../trace-words.ts';
import { missingNames } from './measured.ts';
import { type ItemRule, type Method, missing, rated } from './method.ts';

const faults: { readonly [E in FormulaError]: Fault } = {
  divisionByZero: { code: 'data.formula.divisionByZero', params: {} },
  truthForNumber: { code: 'data.formula.truthForNumber', params: {} },
  numberForTruth: { code: 'data.formula.numberForTruth', params: {} },
  roundDigits: { code: 'data.formula.roundDigits', params: {} },
  tooLarge: { code: 'data.formula.tooLarge', params: {} },
};

/**
 * `formula` 公式: clamp01 of an expression; any named item missing makes the leaf missing, even one in a branch not
 * taken (model-spec §3).
 * @throws RangeError when the expression does not parse, which `checkModel` has ruled out.
 */
export const formulaMethod = (scoring: ScoringOf<'formula'>, points: Exact): Method => {
  const { formula } = parseFormula(scoring.expression);
  if (formula === null) throw new RangeError('formula was not checked');
  const items: ItemRule[] = formula.items.map((name) => ({ name, type: 'number' }));
  return {
    items,
    compared: null,
    judge: (readings) => {
      const absent = missingNames(items, readings);
      if (absent.length > 0) return missing(traceWords.missingItems(absent));
      const result = evaluateFormula(formula.expression, readings.numbers, points);
      if ('error' in result) return { kind: 'fault', fault: faults[result.error] };
      const rate = clamp01(result.value);
      const inputs = [...readings.numbers].map(([name, value]) => traceWords.value(name, value));
      return rated(rate, traceWords.formula(inputs, scoring.expression, result.value, rate));
    },
  };
};
