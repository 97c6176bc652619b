/** One run: its ranking, and everything that can be seen behind it. */
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant, shortDigest } from '../../i18n/format.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { BandsView } from './BandsView.tsx';
import { ChartsView } from './ChartsView.tsx';
import { HeatView } from './HeatView.tsx';
import { HistoryView } from './HistoryView.tsx';
import { operatorName } from './operator-name.ts';
import { RankingView } from './RankingView.tsx';
import { RunStanding } from './RunStanding.tsx';
import type { Overview } from './result-types.ts';
import { ScorersView } from './ScorersView.tsx';
import { SealButton } from './SealButton.tsx';
import { SpreadView } from './SpreadView.tsx';
import { WeightsView } from './WeightsView.tsx';
import { YearsView } from './YearsView.tsx';

type View = keyof typeof analysisWords.views;

const views: Readonly<Record<View, (props: { overview: Overview }) => ReactNode>> = {
  ranking: RankingView,
  bands: BandsView,
  charts: ChartsView,
  heat: HeatView,
  spread: SpreadView,
  weights: WeightsView,
  years: YearsView,
  history: HistoryView,
  scorers: ScorersView,
};

const isView = (asked: string | null): asked is View => asked !== null && asked in views;

export const RunPage = ({ run }: { run: string }) => {
  const { data, failure, refresh } = useOperation('runs.overview', { run });
  const asked = usePlaceParameter('view');
  const view: View = isView(asked) ? asked : 'ranking';
  const Shown = views[view];
  if (data === undefined) {
    return (
      <Page title={words.list} extra={<PlaceLink to={places.results}>{words.back}</PlaceLink>}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const { run: summary } = data;
  return (
    <Page
      fill
      title={words.runTitle(summary.modelName, summary.cycleName)}
      description={words.runDescription(
        formatInstant(summary.createdAt),
        operatorName(summary.madeBy),
        summary.modelVersion,
        shortDigest(summary.resultDigest),
      )}
      extra={
        <>
          <PlaceLink to={places.results}>{words.back}</PlaceLink>
          <CompareButton overview={data} />
        </>
      }
      primary={<SealButton run={summary} />}
      bar={
        <Segmented<View>
          aria-label={words.view}
          value={view}
          onChange={(chosen) => goTo(places.run(run, chosen))}
          options={(Object.keys(views) as View[]).map((value) => ({
            value,
            label: analysisWords.views[value],
          }))}
        />
      }
    >
      <RunStanding run={summary} />
      <Shown overview={data} />
    </Page>
  );
};

/**
 * Compares with the run before of the same model and cycle; with the one after when this is the first; with another cycle's when
 * it is the only one.
 */
const CompareButton = ({ overview: { run } }: { overview: Overview }) => {
  const { data } = useOperation('runs.list', {});
  const alike = data?.runs.filter(({ modelCode }) => modelCode === run.modelCode) ?? [];
  const ofCycle = alike.filter(({ cycle }) => cycle === run.cycle);
  const place = ofCycle.findIndex(({ id }) => id === run.id);
  const other = ofCycle[place + 1] ?? ofCycle[place - 1] ?? alike.find(({ cycle }) => cycle !== run.cycle);
  const isEarlier = (one: { cycle: string; createdAt: string }): boolean =>
    one.cycle === run.cycle ? one.createdAt <= run.createdAt : one.cycle < run.cycle;
  return (
    <ActionButton
      disabledReason={data !== undefined && other === undefined ? words.compareNothing : null}
      onClick={() => {
        if (other === undefined) return;
        goTo(isEarlier(other) ? places.compareRuns(other.id, run.id) : places.compareRuns(run.id, other.id));
      }}
    >
      {words.compare}
    </ActionButton>
  );
};
