/** The parts of a sheet as the pages pass them on. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import type { CellState, ColumnKind, GridCell, GridChoice } from '../../../ui/grid/grid-types.ts';
import { dataRoles, isDataRole } from './roles.ts';

export type Sheet = OperationOutput<'entries.sheet'>;
export type SheetNode = Sheet['nodes'][number];
export type SheetLeaf = NonNullable<SheetNode['leaf']>;
export type SheetLine = SheetLeaf['items'][number];

/** A column of values: a role's own, or the one that department, third party and survey share. */
export type ValueColumn = 'self' | 'data' | 'assessor' | 'finalReview';
export const valueColumns: readonly ValueColumn[] = ['self', 'data', 'assessor', 'finalReview'];
export const columnOfRole = (role: EntryRole): ValueColumn => (isDataRole(role) ? 'data' : role);

/** The role whose value a column shows in a line. */
export const roleInColumn = (column: ValueColumn, line: SheetLine, own: EntryRole): EntryRole | null => {
  if (column !== 'data') return column;
  if (isDataRole(own)) return own;
  return dataRoles.find((role) => line.stated[role] !== undefined) ?? null;
};

const words = assessmentWords.entry;
export const yesNo: readonly GridChoice[] = [
  { value: 'true', label: words.yes },
  { value: 'false', label: words.no },
];

export const kindOfLine = ({ type }: Pick<SheetLine, 'type'>): ColumnKind =>
  type === 'flag' ? 'boolean' : type === 'level' ? 'choice' : 'number';

/** What typing the value anew would be, in the grid's own way. */
export const inputOf = (text: string): string =>
  text === words.yes ? 'true' : text === words.no ? 'false' : text;

/** From what the grid hands over to what is entered. */
export const typedText = (line: Pick<SheetLine, 'type'>, text: string): string => {
  if (line.type !== 'flag') return text;
  return text === 'true' ? words.yes : text === 'false' ? words.no : text;
};

export const sentences = (findings: readonly Finding[]): string => findings.map(describeFinding).join(' ');

/** A cell of a value column. @param own the role that the sheet is open for */
export const valueCell = (line: SheetLine, column: ValueColumn, own: EntryRole): GridCell => {
  const role = roleInColumn(column, line, own);
  const cell = role === null ? undefined : line.stated[role];
  const editable = role === own;
  const text = cell?.text ?? '';
  const wrong = cell?.draft === true || cell?.findings.some(({ severity }) => severity === 'error') === true;
  const locked = editable && line.lock !== null;
  const state: CellState = wrong ? 'wrong' : locked ? 'locked' : text === '' ? 'empty' : 'saved';
  const message =
    wrong || !locked ? sentences(cell?.findings ?? []) : sentences(line.lock ? [line.lock] : []);
  return {
    text,
    state,
    ...(line.type === 'flag' ? { input: inputOf(text) } : {}),
    ...(message === '' ? {} : { message }),
    ...((cell?.note ?? cell?.evidence ?? null) === null ? {} : { note: true }),
  };
};

/** A cell that only tells something. */
export const plainCell = (text: string, message?: string): GridCell => ({
  text,
  state: text === '' ? 'empty' : 'saved',
  ...(message === undefined || message === '' ? {} : { message }),
});

export const derivedText = ({ derived }: SheetLine): string =>
  derived === null || derived.value === null ? '' : writeEntryText(derived.value);

/** The difference that matters now: the latest reviewer's against the unit's own. */
export const differenceText = ({ differences }: SheetLine): string => {
  const text = differences.finalReview ?? differences.assessor ?? '';
  return text === '0' ? '' : text.startsWith('-') || text === '' ? text : `+${text}`;
};

/** The role whose reason a review is about; null for the other roles. */
export const reviewerOf = (role: EntryRole): 'assessor' | 'finalReview' | null =>
  role === 'assessor' || role === 'finalReview' ? role : null;

/** 原因: the reviewer's note, marked while it is owed. */
export const reasonCell = (line: SheetLine, role: EntryRole): GridCell => {
  const text = line.stated[role]?.note ?? '';
  const owed = line.reasonsOwed[role];
  if (owed !== undefined) return { text, state: 'wrong', message: describeFinding(owed) };
  if (line.lock !== null) return { text, state: 'locked', message: describeFinding(line.lock) };
  return { text, state: text === '' ? 'empty' : 'saved' };
};

/** What a change of the grid enters: a reason is the note of its cell, everything else its value. */
export const enteredBy = (
  line: SheetLine,
  { columnKey, text }: { columnKey: string; text: string },
): { note: string } | { text: string } =>
  columnKey === 'reason' ? { note: text } : { text: typedText(line, text) };

/** The points that reviewers and the unit itself come to, as one line; empty where there is nothing to compare. */
export const comparedPoints = ({ scores }: SheetLeaf): string =>
  (['self', 'assessor', 'finalReview'] as const)
    .flatMap((role) => {
      const points = scores[role]?.points;
      return points == null ? [] : [words.pointsBy(assessmentWords.roles[role], points)];
    })
    .join('，');
