/** What a typed or pasted text means in a cell of a certain kind. */
import type { ColumnKind, GridChoice } from './grid-types.ts';

export interface ReadText {
  /** For `onEdit`: in the plain form of the kind where it fits, else as it came. */
  text: string;
  fits: boolean;
}

/** Values are those of a boolean cell; the labels are what a user sees and types. */
export const booleanChoices: readonly GridChoice[] = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
];

const booleanWords: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  '1': 'true',
  '0': 'false',
  '√': 'true',
  '✓': 'true',
  '×': 'false',
  y: 'true',
  n: 'false',
};

export const readText = (kind: ColumnKind, choices: readonly GridChoice[], text: string): ReadText => {
  switch (kind) {
    case 'number':
      return readNumber(text);
    case 'boolean':
      return readBoolean(text);
    case 'choice':
      return readChoice(choices, text);
    default:
      return { text, fits: true };
  }
};

/**
 * Full-width digits, the full stop that a Chinese keyboard gives for a decimal point, spaces and thousands separators
 * are made plain. Digits are kept as they are: no rounding, no exponent.
 */
const readNumber = (text: string): ReadText => {
  const plain = text
    .normalize('NFKC')
    .replace(/[−—]/g, '-')
    .replace(/(?<=\d)。(?=\d)/g, '.')
    .replace(/\s/g, '');
  if (plain === '') return { text: '', fits: true };
  const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(ungrouped)
    ? { text: ungrouped.replace(/^\+/, ''), fits: true }
    : { text, fits: false };
};

const readBoolean = (text: string): ReadText => {
  const choice = readChoice(booleanChoices, text);
  if (choice.fits) return choice;
  const value = booleanWords[text.trim().normalize('NFKC').toLowerCase()];
  return value === undefined ? { text, fits: false } : { text: value, fits: true };
};

const readChoice = (choices: readonly GridChoice[], text: string): ReadText => {
  const asked = text.trim();
  if (asked === '') return { text: '', fits: true };
  const found =
    choices.find((choice) => choice.label === asked) ?? choices.find((choice) => choice.value === asked);
  return found === undefined ? { text, fits: false } : { text: found.value, fits: true };
};

/** What a handed-on text looks like in the cell until the page says it itself. */
export const shownText = (kind: ColumnKind, choices: readonly GridChoice[], text: string): string => {
  const known = kind === 'boolean' ? booleanChoices : kind === 'choice' ? choices : [];
  return known.find((choice) => choice.value === text)?.label ?? text;
};
