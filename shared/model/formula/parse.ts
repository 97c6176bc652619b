/**
 * Reads formula text into a syntax tree (model-spec §3). From loosest to tightest binding:
 * `or`, `and`, `not`, comparison (does not chain), `+ -`, `* /`, unary minus. Binary operators of one level group from
 * the left. Names followed by `(` are functions; `and or not if min max abs round P` are no item names. Numbers are
 * written `12` or `0.85` (no exponent) with at most 15 significant digits.
 */
import * as ohm from 'ohm-js';
import { significantDigits, significantDigitsLimit } from '../../domain/decimal-number.ts';
import { exactFromText, zero } from '../../domain/exact.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression, FunctionName } from './expression.ts';

/** Longest formula text, in characters. */
export const formulaLengthLimit = 4000;
/** Deepest nesting of parentheses; keeps parsing and evaluation within the call stack. */
export const formulaDepthLimit = 60;

const grammarText = String.raw`
  Formula {
    Start = Or end
    Or = And (or And)*
    And = Not (and Not)*
    Not = not* Comparison
    Comparison = Sum (comparator Sum)?
    Sum = Product (("+" | "-") Product)*
    Product = Unary (("*" | "/") Unary)*
    Unary = "-"* Primary
    Primary = Call | number | name | "(" Or ")" -- group
    Call = word "(" ListOf<Or, ","> ")"

    space := " " | "\t" | "\n" | "\r"
    or = "or" ~wordPart
    and = "and" ~wordPart
    not = "not" ~wordPart
    comparator = "<=" | ">=" | "==" | "!=" | "<" | ">"
    number = numeral+ ("." numeral+)? ~wordPart
    numeral = "0".."9"
    name = ~(reserved ~wordPart) word
    word = ~(keyword ~wordPart) wordStart wordPart*
    wordStart = "A".."Z" | "a".."z" | "_"
    wordPart = wordStart | numeral
    keyword = "and" | "or" | "not"
    reserved = keyword | "if" | "min" | "max" | "abs" | "round"
  }
`;

export type FormulaFault =
  | { readonly fault: 'tooLong'; readonly limit: number }
  | { readonly fault: 'tooDeep'; readonly limit: number }
  /** 1-based position of the first character that does not fit. */
  | { readonly fault: 'syntax'; readonly position: number }
  | { readonly fault: 'unknownFunction'; readonly name: string }
  | {
      readonly fault: 'argumentCount';
      readonly name: string;
      readonly expected: string;
      readonly found: number;
    }
  | { readonly fault: 'tooManyDigits'; readonly number: string };

export type ParsedFormula = { readonly expression: Expression; readonly items: readonly string[] };

/** Expected number of arguments: exactly, or at least one. */
const functions: { readonly [name: string]: number | 'some' } = {
  if: 3,
  min: 'some',
  max: 'some',
  abs: 1,
  round: 2,
};

/** Collected while a tree is built: what is wrong although the syntax is right, and the items used. */
type Collected = { faults: FormulaFault[]; items: Set<string> };

const call = (name: string, parameters: Expression[], collected: Collected): Expression => {
  const expected = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (expected === undefined) collected.faults.push({ fault: 'unknownFunction', name });
  else if (expected === 'some' ? parameters.length === 0 : parameters.length !== expected) {
    const found = parameters.length;
    collected.faults.push({
      fault: 'argumentCount',
      name,
      expected: expected === 'some' ? '≥1' : `${expected}`,
      found,
    });
  }
  const [condition, yes, no] = parameters;
  if (name === 'if' && condition !== undefined && yes !== undefined && no !== undefined) {
    return { kind: 'if', condition, yes, no };
  }
  return { kind: 'call', name: name as FunctionName, parameters };
};

/** Trees under an iteration, such as the operators and right sides of `(op Right)*`. */
const childrenOf = (iteration: ohm.Node, collected: Collected): Expression[] =>
  iteration.children.map((child) => child.tree(collected) as Expression);

const chain = (
  first: Expression,
  operators: ohm.Node,
  rights: ohm.Node,
  collected: Collected,
  join: (operator: string, left: Expression, right: Expression) => Expression,
): Expression =>
  childrenOf(rights, collected).reduce(
    (left, right, index) => join(operators.child(index).sourceString, left, right),
    first,
  );

const arithmetic = (operator: string, left: Expression, right: Expression): Expression => ({
  kind: 'arithmetic',
  operator: operator as ArithmeticOperator,
  left,
  right,
});

/** Signs in a row cancel in pairs; a pair is kept because it still asks for the right kind of operand. */
const signed = (times: number, kind: 'not' | 'negative', of: Expression): Expression => {
  if (times === 0) return of;
  return times % 2 === 1 ? { kind, of } : { kind, of: { kind, of } };
};

const treeActions: ohm.ActionDict<Expression> = {
  Start(expression, _end) {
    return expression.tree(this.args.collected);
  },
  Or(first, operators, rights) {
    const { collected } = this.args;
    return chain(first.tree(collected), operators, rights, collected, (_, left, right) => ({
      kind: 'or',
      left,
      right,
    }));
  },
  And(first, operators, rights) {
    const { collected } = this.args;
    return chain(first.tree(collected), operators, rights, collected, (_, left, right) => ({
      kind: 'and',
      left,
      right,
    }));
  },
  Not(nots, inner) {
    return signed(nots.numChildren, 'not', inner.tree(this.args.collected));
  },
  Comparison(first, operators, rights) {
    const { collected } = this.args;
    return chain(first.tree(collected), operators, rights, collected, (operator, left, right) => ({
      kind: 'comparison',
      operator: operator as ComparisonOperator,
      left,
      right,
    }));
  },
  Sum(first, operators, rights) {
    const { collected } = this.args;
    return chain(first.tree(collected), operators, rights, collected, arithmetic);
  },
  Product(first, operators, rights) {
    const { collected } = this.args;
    return chain(first.tree(collected), operators, rights, collected, arithmetic);
  },
  Unary(minuses, inner) {
    return signed(minuses.numChildren, 'negative', inner.tree(this.args.collected));
  },
  Primary_group(_open, inner, _close) {
    return inner.tree(this.args.collected);
  },
  Call(name, _open, parameters, _close) {
    const { collected } = this.args;
    return call(name.sourceString, childrenOf(parameters.asIteration(), collected), collected);
  },
  number(_whole, _point, _decimals) {
    const text = this.sourceString;
    if (significantDigits(text) > significantDigitsLimit) {
      this.args.collected.faults.push({ fault: 'tooManyDigits', number: text });
    }
    return { kind: 'number', value: exactFromText(text) ?? zero };
  },
  name(word) {
    if (word.sourceString === 'P') return { kind: 'points' };
    this.args.collected.items.add(word.sourceString);
    return { kind: 'item', name: word.sourceString };
  },
};

const makeLanguage = () => {
  const grammar = ohm.grammar(grammarText);
  return {
    grammar,
    semantics: grammar.createSemantics().addOperation<Expression>('tree(collected)', treeActions),
  };
};
let madeLanguage: ReturnType<typeof makeLanguage> | undefined;

/** Made for the first formula: reading the grammar takes as long as starting the rest of the program. */
const language = () => {
  madeLanguage ??= makeLanguage();
  return madeLanguage;
};

const nestingDepth = (text: string): number => {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};

/** Parses a formula; every fault that can be known without data is returned, items in order of first use. */
export const parseFormula = (text: string): { formula: ParsedFormula | null; faults: FormulaFault[] } => {
  if (text.length > formulaLengthLimit) {
    return { formula: null, faults: [{ fault: 'tooLong', limit: formulaLengthLimit }] };
  }
  if (nestingDepth(text) > formulaDepthLimit) {
    return { formula: null, faults: [{ fault: 'tooDeep', limit: formulaDepthLimit }] };
  }
  const { grammar, semantics } = language();
  const match = grammar.match(text);
  if (match.failed()) {
    const position = match.getInterval().startIdx + 1;
    return { formula: null, faults: [{ fault: 'syntax', position }] };
  }
  const collected: Collected = { faults: [], items: new Set() };
  const expression = semantics(match).tree(collected) as Expression;
  if (collected.faults.length > 0) return { formula: null, faults: collected.faults };
  return { formula: { expression, items: [...collected.items] }, faults: [] };
};
