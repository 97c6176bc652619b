/**
 * Ledgers of any layout with mistakes planted among good rows, the same for the same seed: what offices get wrong, each
 * with what the import must say of it. A layout gives its good rows and says which column is what.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type ForeignCell, writeForeignWorkbooks } from './foreign-workbook.ts';

export interface FaultyLayout {
  title: string;
  header: readonly string[];
  /** The `number`th good row (from 1), in the order of the header; each with another key. */
  goodRow(number: number): ForeignCell[];
  /** Columns in which mistakes can be planted; a layout without such a column gets none of that kind. */
  places: {
    /** Unified social credit code of a body that must be known. */
    code: number;
    /** A right code that nobody knows. */
    unknownCode: string;
    date: number;
    amount: number;
    /** Long text of at most so many characters. */
    fact: number;
    factLimit: number;
    /** A closed list. */
    list: number;
    /** Text that must be there and is no code. */
    required: number;
  };
}

/** What becomes of a row, and the code of the finding that says so; null where nothing is to be said. */
export const mistakes = {
  wrongCheckDigit: { becomes: 'refused', code: 'uscc.checkDigit' },
  unknownUnit: { becomes: 'refused', code: 'import.bodyUnknown' },
  codeAsNumber: { becomes: 'refused', code: 'row.codeInNumericCell' },
  fullWidthCode: { becomes: 'ready', code: null },
  noSuchDate: { becomes: 'refused', code: 'row.dateInvalid' },
  dateAsNumber: { becomes: 'refused', code: 'row.dateIsNumber' },
  dateInWords: { becomes: 'ready', code: null },
  wordsInAmount: { becomes: 'refused', code: 'row.notANumber' },
  amountWithUnit: { becomes: 'ready', code: null },
  factTooLong: { becomes: 'refused', code: 'row.tooLong' },
  notInList: { becomes: 'refused', code: 'row.notInList' },
  leftBlank: { becomes: 'refused', code: 'row.required' },
  formulaWithoutValue: { becomes: 'refused', code: 'row.formulaWithoutValue' },
  cellError: { becomes: 'refused', code: 'row.cellError' },
  repeated: { becomes: 'skipped', code: 'import.repeatedInFile' },
  repeatedOtherwise: { becomes: 'refused', code: 'import.duplicateInFile' },
  mergedWithAbove: { becomes: 'ready', code: 'row.mergedCell' },
  hiddenRow: { becomes: 'omitted', code: 'row.hidden' },
  /** No row of data at all. */
  totalRow: { becomes: 'structure', code: null },
  noteRow: { becomes: 'structure', code: null },
} as const;
export type Mistake = keyof typeof mistakes;

const fullWidth = (text: string): string =>
  [...text].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');

/** Another last character: the check digit is wrong then, whatever it was. */
const withWrongEnd = (code: string): string => `${code.slice(0, -1)}${code.endsWith('5') ? '6' : '5'}`;

const withMistake = (
  mistake: Mistake,
  good: ForeignCell[],
  previous: ForeignCell[],
  { places, header }: FaultyLayout,
): ForeignCell[] => {
  const { code, date, amount, fact, list, required } = places;
  const uscc = String(good[code]);
  switch (mistake) {
    case 'wrongCheckDigit':
      return good.with(code, withWrongEnd(uscc));
    case 'unknownUnit':
      return good.with(code, places.unknownCode);
    case 'codeAsNumber':
      return good.with(code, 119_901_010_099_000_200);
    case 'fullWidthCode':
      return good.with(code, ` ${fullWidth(uscc)}　`);
    case 'noSuchDate':
      return good.with(date, '2025-02-30');
    case 'dateAsNumber':
      return good.with(date, 45_800);
    case 'dateInWords':
      return good.with(date, '二〇二五年三月十五日');
    case 'wordsInAmount':
      return good.with(amount, '约十二万');
    case 'amountWithUnit':
      return good.with(amount, '１２．５万元');
    case 'factTooLong':
      return good.with(fact, '长'.repeat(places.factLimit + 1));
    case 'notInList':
      return good.with(list, '没有这一项');
    case 'leftBlank':
      return good.with(required, null);
    case 'formulaWithoutValue':
      return good.with(amount, { formula: 'A1*2' });
    case 'cellError':
      return good.with(amount, { error: '#REF!' });
    case 'repeated':
      return [...previous];
    case 'repeatedOtherwise':
      return previous.with(fact, '同一文号，另一种说法。');
    case 'mergedWithAbove':
      return good.with(required, null);
    case 'totalRow':
      return header.map((_, index) => (index === 0 ? '小计' : index === amount ? 100 : null));
    case 'noteRow':
      return ['注：以下各行由各部门补报'];
    case 'hiddenRow':
      return good;
  }
};

/**
 * Writes `rows` rows, about one in eight with a mistake.
 * @returns how often each mistake was planted
 */
export const writeFaultyLedger = (
  file: string,
  layout: FaultyLayout,
  rows: number,
  seed: number,
): Record<Mistake, number> => {
  const random = xoroshiro128plus(seed);
  const kinds = Object.keys(mistakes) as Mistake[];
  const planted = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Mistake, number>;
  const lines: ForeignCell[][] = [[layout.title], [...layout.header]];
  const hiddenRows: number[] = [];
  const merges: string[] = [];
  let previous = layout.goodRow(1);
  lines.push(previous);
  for (let number = 2; number <= rows; number += 1) {
    const good = layout.goodRow(number);
    // After a mistake comes a good row, so that what repeats or merges with the row above has a good one there.
    const mistake =
      uniformInt(random, 1, 4) === 1 ? kinds[uniformInt(random, 0, kinds.length - 1)] : undefined;
    if (mistake === undefined || lines.at(-1) !== previous) {
      lines.push(good);
      previous = good;
      continue;
    }
    planted[mistake] += 1;
    lines.push(withMistake(mistake, good, previous, layout));
    const row = lines.length;
    if (mistake === 'hiddenRow') hiddenRows.push(row);
    const column = String.fromCharCode(65 + layout.places.required);
    if (mistake === 'mergedWithAbove') merges.push(`${column}${row - 1}:${column}${row}`);
  }
  writeForeignWorkbooks([{ file, sheets: [{ name: layout.title, rows: lines, merges, hiddenRows }] }]);
  return planted;
};

/** How many rows become what. */
export const expectedStates = (planted: Record<Mistake, number>, rows: number) => {
  const count = (becomes: string): number =>
    (Object.keys(mistakes) as Mistake[])
      .filter((kind) => mistakes[kind].becomes === becomes)
      .reduce((sum, kind) => sum + planted[kind], 0);
  const [refused, skipped, omitted, structure] = ['refused', 'skipped', 'omitted', 'structure'].map(count);
  return {
    refused: refused ?? 0,
    skipped: skipped ?? 0,
    omitted: omitted ?? 0,
    ready: rows - (refused ?? 0) - (skipped ?? 0) - (omitted ?? 0) - (structure ?? 0),
  };
};
