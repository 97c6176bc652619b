/** A unit's sheet as rows and columns of the grid. */
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { GridCell, GridColumn, GridRow } from '../../../ui/grid/grid-types.ts';
import {
  columnOfRole,
  comparedPoints,
  derivedText,
  differenceText,
  plainCell,
  reasonCell,
  reviewerOf,
  type Sheet,
  type SheetLeaf,
  type SheetLine,
  type SheetNode,
  type ValueColumn,
  valueCell,
  valueColumns,
} from './sheet.ts';
import { statedColumn } from './stated-column.ts';

const words = assessmentWords.entry;

export interface SheetRow {
  node: SheetNode;
  leaf: SheetLeaf;
  line: SheetLine;
  /** The first line of its leaf that is shown: it carries what belongs to the leaf as a whole. */
  first: boolean;
}

/** Which lines are shown: all, those the role is asked for, those of them that are empty or wrong, or those that owe a reason. */
export type Shown = 'all' | 'asked' | 'open' | 'owed';

const isShown = (leaf: SheetLeaf, line: SheetLine, shown: Shown, role: EntryRole): boolean => {
  if (shown === 'all') return true;
  if (shown === 'owed') return line.reasonsOwed[role] !== undefined;
  if (!line.asked || leaf.notApplicable !== null) return false;
  if (shown === 'asked') return true;
  const cell = line.stated[role];
  return cell === undefined || cell.draft || cell.value === null;
};

/** Keys of the lines that are shown now. */
export const shownKeys = ({ nodes, role }: Sheet, shown: Shown): ReadonlySet<string> =>
  new Set(
    nodes.flatMap(({ leaf }) =>
      leaf === null
        ? []
        : leaf.items
            .filter((line) => isShown(leaf, line, shown, role))
            .map((line) => rowKeyOf(leaf.code, line.item)),
    ),
  );

export const rowKeyOf = (leaf: string, item: string): string => JSON.stringify([leaf, item]);

/** Headings for branches, a row for each item of each leaf; branches without rows are left out. */
export const sheetRows = (nodes: readonly SheetNode[], keys: ReadonlySet<string>): GridRow<SheetRow>[] => {
  const rows: GridRow<SheetRow>[] = [];
  const open: { node: SheetNode; drawn: boolean }[] = [];
  for (const node of nodes) {
    while (open.length > node.depth) open.pop();
    const { leaf } = node;
    if (leaf === null) {
      open.push({ node, drawn: false });
      continue;
    }
    const lines = leaf.items.filter((line) => keys.has(rowKeyOf(leaf.code, line.item)));
    if (lines.length === 0) continue;
    for (const branch of open.filter(({ drawn }) => !drawn)) {
      branch.drawn = true;
      const { code, name, depth, points } = branch.node;
      const level = depth === 0 ? 1 : depth === 1 ? 2 : 3;
      rows.push({ key: `branch ${code}`, section: words.branch(code, name, points), level });
    }
    lines.forEach((line, index) => {
      rows.push({ key: rowKeyOf(leaf.code, line.item), data: { node, leaf, line, first: index === 0 } });
    });
  }
  return rows;
};

const hasStated = (nodes: readonly SheetNode[], column: ValueColumn): boolean =>
  nodes.some(({ leaf }) =>
    leaf?.items.some(({ stated }) =>
      column === 'data'
        ? stated.department !== undefined || stated.thirdParty !== undefined || stated.survey !== undefined
        : stated[column] !== undefined,
    ),
  );

const plain = (
  key: string,
  title: string,
  width: number,
  more: Partial<GridColumn<SheetRow>> = {},
): GridColumn<SheetRow> => ({ key, title, width, kind: 'readonly', ...more });

/** The columns that have something to tell, and the one of the role that works here. */
export const sheetColumns = ({ nodes, role, previous }: Sheet): GridColumn<SheetRow>[] => {
  const own = columnOfRole(role);
  const values = valueColumns.filter((column) => column === own || hasStated(nodes, column));
  const derived = nodes.some(({ leaf }) => leaf?.items.some((line) => line.derived !== null));
  const reviewed = values.includes('assessor') || values.includes('finalReview');
  // Whoever reviews needs more columns: those that matter to him fit a small screen beside the panel.
  const reviewing = reviewerOf(role) !== null;
  return [
    plain('leaf', words.columns.leaf, reviewing ? 130 : 150, { frozen: true, grows: true }),
    plain('item', words.columns.item, reviewing ? 120 : 150, { grows: true }),
    plain('points', words.columns.points, 52, { align: 'right' }),
    ...(previous === null
      ? []
      : [plain('previous', words.columns.previous, 60, { align: 'right', hint: words.hints.previous })]),
    ...(derived
      ? [plain('derived', words.columns.derived, 60, { align: 'right', hint: words.hints.derived })]
      : []),
    ...values.map((column) => statedColumn<SheetRow>(column, role, reviewing ? 70 : 78)),
    ...(reviewed
      ? [plain('difference', words.columns.difference, 64, { align: 'right', hint: words.hints.difference })]
      : []),
    plain('score', words.columns.score, 56, { align: 'right', hint: words.hints.score }),
    ...(reviewing
      ? [
          {
            key: 'reason',
            title: words.columns.reason,
            width: 110,
            kind: 'text',
            grows: true,
            hint: words.hints.reason,
          } as const,
        ]
      : []),
  ];
};

/** What a cell of a sheet shows. */
export const sheetCell =
  ({ role }: Sheet) =>
  ({ node, leaf, line, first }: SheetRow, column: string): GridCell => {
    switch (column) {
      case 'leaf':
        return plainCell(first ? `${node.code} ${node.name}` : '', leaf.rule);
      case 'item':
        return plainCell(line.unit === null ? line.label : words.itemWithUnit(line.label, line.unit));
      case 'points':
        return plainCell(first ? node.points : '');
      case 'previous':
        return plainCell(line.previous === null ? '' : writeEntryText(line.previous.value));
      case 'derived':
        return plainCell(derivedText(line));
      case 'difference':
        return plainCell(differenceText(line), comparedPoints(leaf));
      case 'reason':
        return reasonCell(line, role);
      case 'score':
        return plainCell(first ? (leaf.counted.points ?? assessmentWords.panel.excluded) : '');
      default:
        return valueCell(line, column as ValueColumn, role);
    }
  };
