/** Units by indicators as rows and columns of the grid. */
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { CellState, GridCell, GridColumn } from '../../../ui/grid/grid-types.ts';
import { columnKeyOf, type MatrixCell, type MatrixLeaf, type MatrixUnit } from './matrix-data.ts';
import { inputOf, kindOfLine, plainCell, type SheetLine, sentences, yesNo } from './sheet.ts';

const words = assessmentWords.matrix;
export type MatrixItem = MatrixLeaf['items'][number];

/** An item for each column that is filled in. */
export const itemsByKey = (
  leaves: readonly MatrixLeaf[],
): ReadonlyMap<string, { leaf: string; item: MatrixItem }> =>
  new Map(
    leaves.flatMap(({ code, items }) =>
      items.map((item) => [columnKeyOf(code, item.item), { leaf: code, item }] as const),
    ),
  );

export const matrixColumns = (leaves: readonly MatrixLeaf[]): GridColumn<MatrixUnit>[] => [
  {
    key: 'unit',
    title: assessmentWords.column.unit,
    width: 200,
    kind: 'readonly',
    frozen: true,
    grows: true,
  },
  ...leaves.flatMap(({ code, name, items }) =>
    items.map((item): GridColumn<MatrixUnit> => {
      const group = `${code} ${name}`;
      const head =
        item.unit === null ? item.label : assessmentWords.entry.itemWithUnit(item.label, item.unit);
      return {
        key: columnKeyOf(code, item.item),
        title: words.columnTitle(group, head),
        head,
        group,
        // A name of its own above it needs some room.
        width: items.length === 1 ? 144 : 112,
        kind: kindOfLine(item),
        choices: item.type === 'flag' ? yesNo : item.levels.map((level) => ({ value: level, label: level })),
      };
    }),
  ),
];

const shownCell = (
  { text, draft, noted, lock, findings, others }: MatrixCell,
  type: SheetLine['type'],
): GridCell => {
  const wrong = draft || findings.some(({ severity }) => severity === 'error');
  const locked = lock !== null;
  const state: CellState = wrong ? 'wrong' : locked ? 'locked' : text === '' ? 'empty' : 'saved';
  const counted = text === '' && others !== null ? words.counted(others.text, scorerRoles[others.role]) : '';
  const message = wrong || !locked ? `${sentences(findings)}${counted}` : describeFinding(lock);
  return {
    text,
    state,
    ...(type === 'flag' ? { input: inputOf(text) } : {}),
    ...(message === '' ? {} : { message }),
    ...(noted ? { note: true } : {}),
  };
};

/** What a cell shows. */
export const matrixCell =
  (items: ReturnType<typeof itemsByKey>) =>
  ({ name, cells }: MatrixUnit, column: string): GridCell => {
    const cell = cells.get(column);
    const item = items.get(column)?.item;
    return cell === undefined || item === undefined
      ? plainCell(column === 'unit' ? name : '')
      : shownCell(cell, item.type);
  };
