/** Staged rows as the grid takes them: one column for each column of the file, each cell with what is wrong with it. */
import { importRowStates } from '#shared/domain/code-lists.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import type { GridCell, GridColumn } from '../../ui/grid/grid-types.ts';
import type { Preview, StagedRow, StagedTable } from './staged-rows.ts';

const words = importsWords.staged;

/** Of the two columns that are the program's own. */
export const rowNumberKey = ' row';
export const stateKey = ' state';

const pixelsPerCharacter = 8;

/** What the program fills in is only there to know one's way about: it takes no more than it must. */
const columnWidth = (characters: number, automatic: boolean): number => {
  const pixels = Math.max(64, Math.round(characters * pixelsPerCharacter) + 28);
  return automatic ? Math.min(96, pixels) : pixels;
};

/** Why a row cannot be changed any more; null when it can. */
export const lockOf = (row: StagedRow, status: Preview['batch']['status']): string | null => {
  if (status === 'reverted' || status === 'abandoned') return words.locked[status];
  if (row.state === 'committed') return words.locked.committed;
  return row.state === 'skipped' && status === 'committed' ? words.locked.skipped : null;
};

const ownColumns: readonly GridColumn<StagedRow>[] = [
  { key: rowNumberKey, title: words.rowNumber, width: 52, kind: 'readonly', align: 'right', frozen: true },
  { key: stateKey, title: words.state, width: 84, kind: 'readonly', frozen: true },
];

/** The columns that the file has, under their letters as in Excel. */
export const gridColumns = (
  table: StagedTable | undefined,
  status: Preview['batch']['status'],
): GridColumn<StagedRow>[] => [
  ...ownColumns,
  ...(table?.columns ?? []).flatMap(
    ({ key, title, column, constant, width, automatic, required, choices }) => {
      if (constant !== null) {
        const name = `${words.constant} ${title}`;
        return [{ key, title: name, width: columnWidth(width, true), kind: 'readonly' as const }];
      }
      if (column === null) return [];
      const made: GridColumn<StagedRow> = {
        key,
        title: `${column} ${title}${required ? '*' : ''}`,
        width: columnWidth(width, automatic),
        kind: automatic ? 'readonly' : choices === null ? 'text' : 'choice',
        ...(choices === null ? {} : { choices: choices.map((label) => ({ value: label, label })) }),
        ...(automatic
          ? {}
          : {
              editable: (row: StagedRow) => lockOf(row, status) ?? (true as const),
              // A row that is done with is read like text, without a lock in every cell.
              kindOf: (row: StagedRow) =>
                lockOf(row, status) !== null ? 'readonly' : choices === null ? 'text' : 'choice',
            }),
      };
      return [made];
    },
  ),
];

/** What is decided of a row; of one that the database holds, how much it says otherwise. */
const stateText = ({ state, present }: StagedRow): string => {
  if (present === null) return importRowStates[state];
  const count = present.differences.length;
  return count === 0 ? words.presentSame : words.presentOther(count);
};

const messageOf = (findings: readonly Finding[]): string => findings.map(describeFinding).join('\n');

/** How each cell of a table reads; `columnKey` → position and letters are looked up once. */
export const createCellReader = (table: StagedTable | undefined) => {
  const places = new Map(
    (table?.columns ?? []).map(({ key, column, personal }, index) => [key, { index, column, personal }]),
  );
  return (row: StagedRow, columnKey: string): GridCell => {
    if (columnKey === rowNumberKey) return { text: String(row.row), state: 'plain' };
    if (columnKey === stateKey) {
      const whole = row.findings.filter(({ column }) => column === undefined);
      return {
        text: stateText(row),
        state: 'plain',
        ...(whole.length === 0 ? {} : { message: messageOf(whole) }),
      };
    }
    const place = places.get(columnKey);
    if (place === undefined) return { text: '', state: 'plain' };
    const text = row.cells[place.index] ?? '';
    // A masked number is typed anew as a whole.
    const input = place.personal ? { input: '' } : {};
    const here = row.findings.filter(({ column }) => column === place.column);
    const errors = here.filter(({ severity }) => severity === 'error');
    const hint = place.personal && text !== '' ? `\n${words.masked}` : '';
    if (errors.length > 0 && row.state !== 'omitted') {
      return { text, ...input, state: 'wrong', message: `${messageOf(here)}${hint}` };
    }
    if (here.length > 0) return { text, ...input, state: 'stale', message: `${messageOf(here)}${hint}` };
    const edited = row.edited.find(({ index }) => index === place.index);
    if (edited === undefined) return { text, ...input, state: 'plain' };
    const message = edited.was === '' ? words.wasEmpty : words.was(edited.was);
    return { text, ...input, state: 'saved', message };
  };
};

/** The column of a table that stands under these letters. */
export const keyUnder = (table: StagedTable | undefined, letters: string | undefined): string | null =>
  table?.columns.find(({ column }) => column !== null && column === letters)?.key ?? null;
