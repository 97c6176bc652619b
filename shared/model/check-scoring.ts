/** What is wrong with the parameters of a scoring method when they are seen together (model-spec §3). */
import type { Fault } from './findings.ts';
import { type FormulaFault, parseFormula } from './formula/parse.ts';
import { asNumber, asObjects, asText, type JsonObject, ownField } from './json-view.ts';

const has = (object: JsonObject, field: string): boolean => ownField(object, field) !== undefined;

/** x of `linear` and `bands`: `value`, or `numerator` with `denominator` and perhaps `whenZero`. */
const checkMeasured = (scoring: JsonObject): Fault[] => {
  const quotient = has(scoring, 'numerator') || has(scoring, 'denominator');
  if (has(scoring, 'value') === quotient) return [{ code: 'model.scoring.valueOrQuotient', params: {} }];
  if (quotient) {
    const whole = has(scoring, 'numerator') && has(scoring, 'denominator');
    return whole ? [] : [{ code: 'model.scoring.quotientIncomplete', params: {} }];
  }
  return has(scoring, 'whenZero') ? [{ code: 'model.scoring.whenZeroWithoutQuotient', params: {} }] : [];
};

const checkBands = (scoring: JsonObject): Fault[] => {
  const bands = asObjects(scoring.bands);
  const faults: Fault[] = [];
  bands.forEach((band, index) => {
    if (has(band, 'atLeast') === has(band, 'atMost')) {
      faults.push({ code: 'model.bands.limit', params: { band: index + 1 } });
    }
  });
  if (faults.length > 0) return faults;
  if (bands.some((band) => has(band, 'atLeast')) && bands.some((band) => has(band, 'atMost'))) {
    return [{ code: 'model.bands.mixed', params: {} }];
  }
  bands.forEach((band, index) => {
    const before = bands[index - 1];
    if (before === undefined) return;
    const descending = has(band, 'atLeast');
    const limit = asNumber(descending ? band.atLeast : band.atMost);
    const previous = asNumber(descending ? before.atLeast : before.atMost);
    if (limit === null || previous === null) return;
    if (descending ? limit >= previous : limit <= previous) {
      const direction = descending ? 'descending' : 'ascending';
      faults.push({ code: 'model.bands.order', params: { band: index + 1, direction } });
    }
  });
  return faults;
};

const checkRelative = (scoring: JsonObject): Fault[] => {
  const faults: Fault[] = [];
  if (scoring.by === 'best') {
    if (scoring.direction === 'lower') faults.push({ code: 'model.relative.bestHigher', params: {} });
  } else if (!has(scoring, 'direction')) {
    faults.push({ code: 'model.relative.direction', params: {} });
  }
  if (scoring.by === 'rankStep' && !has(scoring, 'step'))
    faults.push({ code: 'model.relative.step', params: {} });
  return faults;
};

const expressionFault = (fault: FormulaFault): Fault => {
  switch (fault.fault) {
    case 'tooLong':
      return { code: 'model.formula.tooLong', params: { limit: fault.limit } };
    case 'tooDeep':
      return { code: 'model.formula.tooDeep', params: { limit: fault.limit } };
    case 'syntax':
      return { code: 'model.formula.syntax', params: { position: fault.position } };
    case 'unknownFunction':
      return { code: 'model.formula.unknownFunction', params: { name: fault.name } };
    case 'argumentCount': {
      const { name, expected, found } = fault;
      return { code: 'model.formula.argumentCount', params: { name, expected, found } };
    }
    case 'tooManyDigits':
      return { code: 'model.formula.tooManyDigits', params: { number: fault.number } };
  }
};

const checkExpression = (scoring: JsonObject): Fault[] => {
  const text = asText(scoring.expression);
  return text === null || text === '' ? [] : parseFormula(text).faults.map(expressionFault);
};

/** Faults between the parameters of one `scoring`; the shape of each parameter is checked elsewhere. */
export const checkScoring = (scoring: JsonObject): Fault[] => {
  switch (scoring.method) {
    case 'linear': {
      const worst = asNumber(scoring.worst);
      const equal = worst !== null && worst === asNumber(scoring.best);
      const ends: Fault[] = equal
        ? [{ code: 'model.scoring.equalEnds', params: { first: 'worst', second: 'best' } }]
        : [];
      return [...checkMeasured(scoring), ...ends];
    }
    case 'bands':
      return [...checkMeasured(scoring), ...checkBands(scoring)];
    case 'survey': {
      const min = asNumber(scoring.min);
      const max = asNumber(scoring.max);
      if (min === null || max === null || min < max) return [];
      return [{ code: 'model.scoring.reversedEnds', params: { lower: 'min', upper: 'max' } }];
    }
    case 'relative':
      return checkRelative(scoring);
    case 'formula':
      return checkExpression(scoring);
    default:
      return [];
  }
};
