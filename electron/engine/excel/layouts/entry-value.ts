/** One value of an item as a form states it. */
import { comparable } from '#shared/domain/code-text.ts';
import { exactFromNumber, formatShort, quotient } from '#shared/domain/exact.ts';
import type { RawCell } from '../workbook-types.ts';
import type { OutlineItem, OutlineLeaf } from './model-outline.ts';
import type { RowReader } from './row-reader.ts';
import type { EntryValue } from './self-assessment-table.ts';

/** The value in a column of the form, checked against what the model allows there; null when blank or faulty. */
export function readEntryValue(
  row: RowReader,
  leaf: OutlineLeaf,
  item: OutlineItem,
  key: string,
): EntryValue {
  const cell = row.cell(key);
  if (item.type === 'flag') return readFlag(row, cell, key);
  const text = row.text(key);
  if (text === null || !cell) return null;
  if (item.type === 'level') return readLevel(row, item, text, key);
  return readNumber(row, cell, leaf, item, key);
}

const yesWords = new Set(['是', 'true', 'yes', 'y', '√']);
const noWords = new Set(['否', 'false', 'no', 'n', '×']);

function readFlag(row: RowReader, cell: RawCell | null, key: string): boolean | null {
  const text = row.text(key);
  if (text === null || !cell) return null;
  const word = comparable(text);
  if (yesWords.has(word)) return true;
  if (noWords.has(word)) return false;
  row.report('error', 'entry.flagInvalid', { text }, key);
  return null;
}

function readLevel(row: RowReader, item: OutlineItem, text: string, key: string): string | null {
  const level = item.levels.find((known) => comparable(known) === comparable(text));
  if (level !== undefined) return level;
  row.report('error', 'entry.levelUnknown', { text, allowed: item.levels.join('、') }, key);
  return null;
}

function readNumber(
  row: RowReader,
  cell: RawCell,
  leaf: OutlineLeaf,
  item: OutlineItem,
  key: string,
): number | null {
  const title = item.label;
  if (cell.percent) {
    row.report('error', 'row.percentCell', { title, stored: cell.number ?? cell.text }, key);
    return null;
  }
  const value = row.decimal(key, title);
  if (value === null) return null;
  if (item.type === 'count' && value < 0) {
    row.report('error', 'row.negative', { title }, key);
    return null;
  }
  judgeRange(row, leaf, item, value, key);
  return value;
}

/** Points given by hand must lie within the leaf's; a survey's mean outside its scale is doubtful. */
function judgeRange(row: RowReader, leaf: OutlineLeaf, item: OutlineItem, value: number, key: string): void {
  const scoring = leaf.node.scoring;
  if (scoring.method === 'manual' && (value < 0 || exactFromNumber(value).compare(leaf.points) > 0)) {
    const max = formatShort(quotient(leaf.points), 4);
    row.report('error', 'entry.outOfRange', { min: '0', max }, key);
  }
  if (
    scoring.method === 'survey' &&
    item.code === scoring.mean &&
    (value < scoring.min || value > scoring.max)
  ) {
    row.report('warning', 'entry.outOfRange', { min: String(scoring.min), max: String(scoring.max) }, key);
  }
}
