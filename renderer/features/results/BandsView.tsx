/** 名次区间: where each unit's rank lies when the weights may be somewhat other, instead of a bare number. */
import { Tag } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useLookedAt } from '../../engine/use-looked-at.ts';
import { formatCount } from '../../i18n/format.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { resultsWords } from '../../i18n/zh-CN/results.ts';
import { goTo } from '../../state/place.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { places } from '../../ui/places.ts';
import { groupName } from './GroupChoice.tsx';
import type { Overview } from './result-types.ts';

type Bands = OperationOutput<'runs.rankBands'>;
type Unit = Bands['units'][number];
type Band = Unit['overall'];

const words = analysisWords.bands;

/** Influential indicators that are named. */
const toldLeaves = 5;

/** Quantiles may lie between two ranks. */
const place = (rank: number): string => String(Math.round(rank * 10) / 10);

const bandText = ({ p5, p95 }: Band): string => (p5 === p95 ? place(p5) : `${place(p5)}–${place(p95)}`);

const BandBar = ({ band: { rank, p5, p95 }, of }: { band: Band; of: number }) => {
  const at = (value: number): number => (of <= 1 ? 0 : ((value - 1) / of) * 100);
  const width = Math.max(at(p95) - at(p5) + 100 / of, 1);
  return (
    <span className="band" role="img" aria-label={words.pictureLabel(place(p5), place(p95))}>
      <span className="band-range" style={{ insetInlineStart: `${at(p5)}%`, width: `${width}%` }} />
      <span className="band-rank" style={{ insetInlineStart: `${at(rank) + 50 / of}%` }} />
    </span>
  );
};

const rankCell = (band: Band, tiedWith: readonly string[]) => (
  <>
    {tiedWith.length > 0 && (
      <Tag className="tied" title={words.tiedWith(tiedWith.join('、'))}>
        {words.tied}
      </Tag>
    )}
    <span className="num">{band.rank}</span>
  </>
);

const columnsOf = (units: number): DataColumn<Unit>[] => [
  {
    key: 'rank',
    title: words.rank,
    width: 5,
    kind: 'number',
    sort: ({ overall }) => overall.rank,
    text: ({ overall }) => String(overall.rank),
    render: ({ overall, tiedWith }) => rankCell(overall, tiedWith),
  },
  { key: 'name', title: resultsWords.unit, width: 14, fixed: true, sort: true, text: ({ name }) => name },
  { key: 'group', title: resultsWords.group, width: 5, sort: true, text: ({ group }) => groupName(group) },
  {
    key: 'band',
    title: words.band,
    width: 6,
    align: 'right',
    sort: ({ overall }) => overall.p95 - overall.p5,
    text: ({ overall }) => bandText(overall),
  },
  {
    key: 'picture',
    title: words.picture,
    width: 11,
    action: true,
    text: () => '',
    render: ({ overall }) => <BandBar band={overall} of={units} />,
  },
  {
    key: 'median',
    title: words.median,
    width: 5,
    kind: 'number',
    hiddenAtFirst: true,
    text: ({ overall }) => place(overall.median),
  },
  {
    key: 'groupRank',
    title: words.groupRank,
    width: 5,
    kind: 'number',
    sort: ({ inGroup }) => inGroup.rank,
    text: ({ inGroup }) => String(inGroup.rank),
    render: ({ inGroup, groupTiedWith }) => rankCell(inGroup, groupTiedWith),
  },
  {
    key: 'groupBand',
    title: words.groupBand,
    width: 6,
    align: 'right',
    text: ({ inGroup }) => bandText(inGroup),
  },
  { key: 'grade', title: words.grade, width: 5, text: ({ gradeName }) => gradeName },
  {
    key: 'kept',
    title: words.kept,
    width: 6,
    align: 'right',
    sort: ({ gradeKept }) => gradeKept,
    text: ({ gradeKept }) => `${(gradeKept * 100).toFixed(1)}%`,
  },
  {
    key: 'tied',
    title: resultsWords.remark,
    width: 11,
    text: ({ tiedWith }) => (tiedWith.length === 0 ? '' : words.tiedWith(tiedWith.join('、'))),
  },
];

export const BandsView = ({ overview: { run } }: { overview: Overview }) => {
  const { data, failure, progress, working, refresh } = useLookedAt('runs.rankBands', { run: run.id });
  if (data === undefined) {
    const done = progress?.total ? Math.floor((100 * progress.done) / progress.total) : 0;
    return (
      <>
        <FailureNotice failure={failure} onRetry={refresh} />
        {working && (
          <p className="panel quiet" role="status">
            {words.working(`${done}%`)}
          </p>
        )}
      </>
    );
  }
  const moving = data.leaves
    .filter(({ tau }) => tau === null || tau < 1)
    .slice(0, toldLeaves)
    .map(({ leaf, name, tau }) =>
      tau === null ? `${leaf} ${name}` : `${leaf} ${name}（${words.tau(tau.toFixed(3))}）`,
    );
  return (
    <>
      <p className="quiet">
        {words.assumption(formatCount(data.runs), String(Math.round(data.spread * 100)), String(data.seed))}
      </p>
      <DataTable<Unit>
        tableId="results.bands"
        label={words.label}
        columns={columnsOf(data.units.length)}
        rows={data.units}
        rowKey={({ code }) => code}
        empty={words.empty}
        onRowOpen={({ code }) => goTo(places.why({ run: run.id, subject: code }))}
        exportName={words.export(run.modelName, run.cycleName)}
      />
      <p className="quiet" title={words.leavesHint}>
        {moving.length === 0 ? words.leavesNone : `${words.leaves}：${moving.join('；')}`}
      </p>
    </>
  );
};
