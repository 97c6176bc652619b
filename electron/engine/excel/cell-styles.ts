/**
 * Type, borders and number formats of the program's workbooks: 黑体 title, 宋体 body of 10.5 points, thin borders.
 * One object per distinct style, because the writer recognises a style it has seen by identity.
 */
import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import type { CellPlan, Look, RowRole } from './workbook-plan.ts';

const songti = '宋体';
const heiti = '黑体';
const bodySize = 10.5;

const thin = { style: 'thin', color: { argb: 'FF595959' } } as const;
const box: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const fills = {
  header: solid('FFE7ECF3'),
  section: solid('FFF2F2F2'),
  shaded: solid('FFF2F2F2'),
  fault: solid('FFFFC7CE'),
  warning: solid('FFFFF2CC'),
};

const numberFormats: Record<Look, string> = {
  text: '@',
  long: 'General',
  centre: '@',
  code: '@',
  integer: '0',
  number: 'General',
  score0: '0',
  score1: '0.0',
  score2: '0.00',
  score3: '0.000',
  score4: '0.0000',
  money: '#,##0.00',
  date: 'yyyy-mm-dd',
  value: 'General',
};

const rightLooks: ReadonlySet<Look> = new Set([
  'number',
  'score0',
  'score1',
  'score2',
  'score3',
  'score4',
  'money',
]);
const leftLooks: ReadonlySet<Look> = new Set(['text', 'long']);

export interface StyleKey {
  /** `column`: cells that are not written; they keep the number format for what is typed there. */
  role: RowRole | 'column';
  look: Look;
  emphasis?: CellPlan['emphasis'] | undefined;
  shaded: boolean;
  unlocked: boolean;
  /** The text starts with a character that a spreadsheet program could take for a formula. */
  quoted: boolean;
}

/** A style for exceljs, with the one attribute that exceljs does not know. */
export type WorkbookStyle = Partial<Style> & { quotePrefix?: true };

const roleOrder = [
  'column',
  'title',
  'unitLine',
  'header',
  'data',
  'subtotal',
  'total',
  'footer',
  'section',
] as const;
const emphasisOrder = ['none', 'fault', 'warning', 'shaded', 'bold', 'muted', 'link'] as const;
const numbered = <T extends string>(names: readonly T[]): Readonly<Record<T, number>> =>
  Object.fromEntries(names.map((name, index) => [name, index])) as Record<T, number>;
const roleNumbers: Readonly<Record<StyleKey['role'], number>> = numbered(roleOrder);
const lookNumbers: Readonly<Record<Look, number>> = numbered(Object.keys(numberFormats) as Look[]);
const emphasisNumbers: Readonly<Record<NonNullable<CellPlan['emphasis']> | 'none', number>> =
  numbered(emphasisOrder);

/** A look-up that gives the same object for the same key. It runs for every cell, hence the number as key. */
export function createStyles(): (key: StyleKey) => WorkbookStyle {
  const known: WorkbookStyle[] = [];
  return (key) => {
    const kind =
      (roleNumbers[key.role] * 16 + lookNumbers[key.look]) * 8 + emphasisNumbers[key.emphasis ?? 'none'];
    const id = kind * 8 + (key.shaded ? 4 : 0) + (key.unlocked ? 2 : 0) + (key.quoted ? 1 : 0);
    known[id] ??= buildStyle(key);
    return known[id];
  };
}

function buildStyle(key: StyleKey): WorkbookStyle {
  const fill = fillOf(key);
  return {
    font: fontOf(key),
    alignment: alignmentOf(key),
    numFmt: isTyped(key.role) || isSum(key.role) ? numberFormats[key.look] : 'General',
    ...(hasBorders(key.role) ? { border: box } : {}),
    ...(fill ? { fill } : {}),
    ...(key.unlocked ? { protection: { locked: false } } : {}),
    ...(key.quoted ? { quotePrefix: true } : {}),
  };
}

const isTyped = (role: StyleKey['role']): boolean => role === 'data' || role === 'column';
const isSum = (role: StyleKey['role']): boolean => role === 'subtotal' || role === 'total';
const hasBorders = (role: StyleKey['role']): boolean => role === 'header' || role === 'data' || isSum(role);

function fontOf(key: StyleKey): Partial<Font> {
  if (key.role === 'title') return { name: heiti, size: 18 };
  if (key.role === 'section') return { name: heiti, size: 12 };
  const bold = key.role === 'header' || isSum(key.role) || key.emphasis === 'bold';
  const colour = key.emphasis === 'link' ? 'FF1F4E9E' : key.emphasis === 'muted' ? 'FF7F7F7F' : 'FF000000';
  return {
    name: songti,
    size: key.role === 'footer' ? 10 : bodySize,
    color: { argb: colour },
    ...(bold ? { bold: true } : {}),
    ...(key.emphasis === 'link' ? { underline: true } : {}),
  };
}

function alignmentOf(key: StyleKey): Partial<Alignment> {
  if (key.role === 'title') return { horizontal: 'center', vertical: 'middle' };
  if (key.role === 'header') return { horizontal: 'center', vertical: 'middle', wrapText: true };
  if (key.role === 'section') return { horizontal: 'left', vertical: 'middle' };
  if (key.role === 'unitLine' || key.role === 'footer') {
    return { horizontal: 'left', vertical: 'middle', wrapText: true };
  }
  const horizontal = rightLooks.has(key.look) ? 'right' : leftLooks.has(key.look) ? 'left' : 'center';
  return { horizontal, vertical: 'middle', wrapText: true };
}

function fillOf(key: StyleKey): Fill | null {
  if (key.emphasis === 'fault') return fills.fault;
  if (key.emphasis === 'warning') return fills.warning;
  if (key.role === 'header') return fills.header;
  if (isSum(key.role)) return fills.section;
  return key.role === 'data' && (key.shaded || key.emphasis === 'shaded') ? fills.shaded : null;
}
