/** 测算结果: the runs of a cycle, one run, why a unit has its score, two runs compared. */
import { Route, Switch } from 'wouter';
import { ComparePage } from './ComparePage.tsx';
import { RunListPage } from './RunListPage.tsx';
import { RunPage } from './RunPage.tsx';
import { WhyPage } from './WhyPage.tsx';
import '../../ui/chart/chart.css';
import './results.css';

export const ResultsPages = () => (
  <Switch>
    <Route path="/results/compare/:before?/:after?">
      {({ before, after }) => <ComparePage before={before ?? null} after={after ?? null} />}
    </Route>
    <Route path="/results/:run/why/:subject">
      {({ run, subject }) => <WhyPage key={run} run={run} subject={subject} />}
    </Route>
    <Route path="/results/:run">{({ run }) => <RunPage key={run} run={run} />}</Route>
    <Route>
      <RunListPage />
    </Route>
  </Switch>
);
