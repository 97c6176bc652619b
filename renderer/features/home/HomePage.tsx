/** 工作台: what there is to do today, and how the cycle stands. */
import './home.css';
import { useOperation } from '../../engine/use-operation.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { goTo } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { CyclePanel } from './CyclePanel.tsx';
import { DuePanel } from './DuePanel.tsx';
import { LedgersPanel } from './LedgersPanel.tsx';
import { OpenImports } from './OpenImports.tsx';
import { QualityPanel } from './QualityPanel.tsx';
import { ScoresPanel } from './ScoresPanel.tsx';

export const HomePage = () => {
  const chosen = useSession((session) => session.cycle);
  const office = useOperation('office.read', {});
  const { data, failure, refresh } = useOperation('home.overview', { cycle: chosen });
  const bodies = office.data?.counts.bodies;

  if (bodies === 0) {
    return (
      <Page
        title={words.title}
        description={words.noBodies}
        primary={
          <ActionButton type="primary" onClick={() => goTo(places.imports)}>
            {words.importBodies}
          </ActionButton>
        }
      />
    );
  }
  const cycle = data?.cycle ?? null;
  return (
    <Page
      title={words.title}
      description={data !== undefined && cycle === null ? words.noCycle : words.description}
      primary={
        <ActionButton
          type="primary"
          onClick={() => goTo(cycle === null ? places.cycles : places.cycle(cycle.code))}
        >
          {cycle === null ? words.newCycle : words.goToCycle}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      {data !== undefined && (
        <div className="home">
          <div className="home-main">
            <LedgersPanel />
            <DuePanel due={data.due} />
          </div>
          <div className="home-side">
            {cycle !== null && <CyclePanel cycle={cycle} />}
            <ScoresPanel scores={data.scores} />
            <QualityPanel quality={data.quality} />
            <OpenImports imports={data.openImports} />
          </div>
        </div>
      )}
    </Page>
  );
};
