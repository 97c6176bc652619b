/** The columns of two runs side by side. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import type { DataColumn } from '../../ui/data-column.ts';
import { groupName } from './GroupChoice.tsx';

export type ComparedRow = OperationOutput<'runs.compareUnits'>['rows'][number];
type Side = ComparedRow['before'];

const shown = (text: string | number | null | undefined): string =>
  text == null ? words.noScore : String(text);

/** There is a difference, and it is not nought. */
export const isDifference = (difference: string | null): boolean =>
  difference !== null && /[1-9]/.test(difference);

/** A difference with its sign, so that gain and loss are told apart without colour. */
export const signed = (difference: string | null): string => {
  if (difference === null) return words.noScore;
  if (!isDifference(difference)) return difference.replace('-', '');
  return difference.startsWith('-') ? difference.replace('-', '−') : `+${difference}`;
};

/** A difference, quiet when there is none. */
export const Difference = ({ value }: { value: string | null }) => (
  <span className={isDifference(value) ? 'num' : 'num quiet'}>{signed(value)}</span>
);

const rankText = ({ rankChange, before, after }: ComparedRow): string => {
  if (before === null) return words.onlyAfter;
  if (after === null) return words.onlyBefore;
  if (rankChange === null) return words.noScore;
  if (rankChange === 0) return words.unchanged;
  return rankChange > 0 ? words.up(rankChange) : words.down(-rankChange);
};

const gradeOf = (side: Side): string =>
  side === null ? words.absent : (side.gradeName ?? words.statuses[side.status]);

const gradeText = ({ before, after }: ComparedRow): string => {
  const [was, is] = [gradeOf(before), gradeOf(after)];
  return was === is ? is : words.arrow(was, is);
};

export const comparedColumns = (
  branches: readonly { code: string; name: string }[],
): DataColumn<ComparedRow>[] => [
  { key: 'name', title: words.unit, width: 12, text: ({ name }) => name, fixed: true },
  { key: 'group', title: words.group, width: 5, text: ({ group }) => groupName(group), hiddenAtFirst: true },
  {
    key: 'rank',
    title: words.rank,
    width: 5,
    text: ({ before, after }) => words.arrow(shown(before?.rank), shown(after?.rank)),
  },
  {
    key: 'rankChange',
    title: words.rankChange,
    width: 5,
    sort: ({ rankChange }) => rankChange ?? 0,
    text: rankText,
  },
  {
    key: 'scoreBefore',
    title: words.scoreBefore,
    width: 4,
    kind: 'number',
    text: ({ before }) => shown(before?.score),
  },
  {
    key: 'scoreAfter',
    title: words.scoreAfter,
    width: 4,
    kind: 'number',
    text: ({ after }) => shown(after?.score),
  },
  {
    key: 'scoreChange',
    title: words.scoreChange,
    width: 5,
    kind: 'number',
    sort: ({ scoreChange }) => Number(scoreChange ?? 0),
    text: ({ scoreChange }) => signed(scoreChange),
    render: ({ scoreChange }) => (
      <strong>
        <Difference value={scoreChange} />
      </strong>
    ),
  },
  { key: 'grade', title: words.gradeChange, width: 7, text: gradeText },
  ...branches.map(
    ({ code, name }, position): DataColumn<ComparedRow> => ({
      key: `branch ${code}`,
      title: words.branchChange(code, name),
      width: 6,
      kind: 'number',
      sort: ({ branchChanges }) => Number(branchChanges[position] ?? 0),
      text: ({ branchChanges }) => signed(branchChanges[position] ?? null),
      render: ({ branchChanges }) => <Difference value={branchChanges[position] ?? null} />,
    }),
  ),
];
