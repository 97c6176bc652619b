/** One run: its ranking, its charts, its heat map. */
import { Segmented } from 'antd';
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant, shortDigest } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { ChartsView } from './ChartsView.tsx';
import { HeatView } from './HeatView.tsx';
import { operatorName } from './operator-name.ts';
import { RankingView } from './RankingView.tsx';
import type { Overview } from './result-types.ts';

type View = keyof typeof words.views;

export const RunPage = ({ run }: { run: string }) => {
  const { data, failure, refresh } = useOperation('runs.overview', { run });
  const asked = usePlaceParameter('view');
  const view: View = asked === 'charts' || asked === 'heat' ? asked : 'ranking';
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
      extra={<PlaceLink to={places.results}>{words.back}</PlaceLink>}
      primary={<CompareButton overview={data} />}
      bar={
        <Segmented<View>
          aria-label={words.view}
          value={view}
          onChange={(chosen) => goTo(places.run(run, chosen))}
          options={(Object.keys(words.views) as View[]).map((value) => ({
            value,
            label: words.views[value],
          }))}
        />
      }
    >
      {view === 'ranking' && <RankingView overview={data} />}
      {view === 'charts' && <ChartsView overview={data} />}
      {view === 'heat' && <HeatView overview={data} />}
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
      type="primary"
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
