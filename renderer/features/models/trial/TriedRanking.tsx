/** The units in the tried order, each with what it was and where it moved. */
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { formatCount } from '../../../i18n/format.ts';
import { modelTrialWords as words } from '../../../i18n/zh-CN/model-trials.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import type { Simulation } from './use-simulation.ts';

type Unit = Simulation['units'][number];

/** Places gained; null when it is ranked one of the two times only. */
const gained = ({ before, after }: Unit): number | null =>
  before.rank === null || after.rank === null ? null : before.rank - after.rank;

const moveText = (unit: Unit): string => {
  const places = gained(unit);
  if (places === null) return words.noRank;
  if (places === 0) return words.same;
  return places > 0 ? words.up(formatCount(places)) : words.down(formatCount(-places));
};

const MoveCell = ({ unit }: { unit: Unit }) => {
  const places = gained(unit) ?? 0;
  if (places === 0) return <span className="quiet">{moveText(unit)}</span>;
  return (
    <span className={places > 0 ? 'good' : 'bad'}>
      {places > 0 ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />} {moveText(unit)}
    </span>
  );
};

const gradeText = ({ before, after }: Unit): string =>
  before.gradeName === after.gradeName
    ? (after.gradeName ?? words.noScore)
    : words.to(before.gradeName ?? words.noScore, after.gradeName ?? words.noScore);

const rankText = (rank: number | null): string => (rank === null ? '' : String(rank));

const columns: DataColumn<Unit>[] = [
  {
    key: 'rankAfter',
    title: words.rankAfter,
    width: 4,
    kind: 'number',
    text: ({ after }) => rankText(after.rank),
  },
  { key: 'name', title: words.unit, width: 11, sort: true, text: ({ name }) => name },
  {
    key: 'move',
    title: words.move,
    width: 5,
    sort: (unit) => gained(unit) ?? 0,
    text: moveText,
    render: (unit) => <MoveCell unit={unit} />,
  },
  {
    key: 'rankBefore',
    title: words.rankBefore,
    width: 3,
    kind: 'number',
    text: ({ before }) => rankText(before.rank),
  },
  {
    key: 'scoreBefore',
    title: words.scoreBefore,
    width: 4,
    kind: 'number',
    text: ({ before }) => before.score ?? words.noScore,
  },
  {
    key: 'scoreAfter',
    title: words.scoreAfter,
    width: 4,
    kind: 'number',
    text: ({ after }) => after.score ?? words.noScore,
  },
  {
    key: 'grade',
    title: words.grade,
    width: 6,
    sort: true,
    text: gradeText,
    render: (unit) =>
      unit.before.gradeName === unit.after.gradeName ? (
        gradeText(unit)
      ) : (
        <strong className="trial-grade">{gradeText(unit)}</strong>
      ),
  },
  {
    key: 'group',
    title: words.group,
    width: 5,
    sort: true,
    hiddenAtFirst: true,
    text: ({ group }) => group ?? '',
  },
  {
    key: 'groupRankBefore',
    title: words.groupRankBefore,
    width: 6,
    kind: 'number',
    hiddenAtFirst: true,
    text: ({ before }) => rankText(before.groupRank),
  },
  {
    key: 'groupRankAfter',
    title: words.groupRankAfter,
    width: 6,
    kind: 'number',
    hiddenAtFirst: true,
    text: ({ after }) => rankText(after.groupRank),
  },
];

export const TriedRanking = ({ simulation: { units, model, cycle } }: { simulation: Simulation }) => (
  <DataTable<Unit>
    tableId="models.trial"
    label={words.ranking}
    columns={columns}
    rows={units}
    rowKey={({ code }) => code}
    empty={words.rankingEmpty}
    exportName={words.exportName(model.name, cycle.name)}
  />
);
