/** 考核周期 and 填报: cycles and their stages, the entry sheets by unit and by indicator, and what the checks find. */
import { Route, Switch } from 'wouter';
import { CycleArchivePage } from './archive/CycleArchivePage.tsx';
import { CheckPage } from './check/CheckPage.tsx';
import { ExplanationsPage } from './check/ExplanationsPage.tsx';
import { ConsequencesPage } from './consequences/ConsequencesPage.tsx';
import { CyclePage } from './cycle/CyclePage.tsx';
import { CyclesPage } from './cycle/CyclesPage.tsx';
import { ColumnPage } from './entry/ColumnPage.tsx';
import { EntryPage } from './entry/EntryPage.tsx';
import { MatrixPage } from './entry/MatrixPage.tsx';
import { ExternalPage } from './external/ExternalPage.tsx';
import { NoticePage } from './notice/NoticePage.tsx';
import { PlanPage } from './plan/PlanPage.tsx';
import { SpotCheckPage } from './spot-check/SpotCheckPage.tsx';
import './assessment.css';

export const AssessmentPages = () => (
  <Switch>
    <Route path="/assessment">
      <CyclesPage />
    </Route>
    <Route path="/assessment/:cycle/entry/:unit">
      {({ cycle, unit }) => <EntryPage key={`${cycle} ${unit}`} cycle={cycle} unit={unit} />}
    </Route>
    <Route path="/assessment/:cycle/column">
      {({ cycle }) => <ColumnPage key={cycle} cycle={cycle} leaf={null} item={null} />}
    </Route>
    <Route path="/assessment/:cycle/column/:leaf/:item">
      {({ cycle, leaf, item }) => <ColumnPage key={cycle} cycle={cycle} leaf={leaf} item={item} />}
    </Route>
    <Route path="/assessment/:cycle/matrix">{({ cycle }) => <MatrixPage key={cycle} cycle={cycle} />}</Route>
    <Route path="/assessment/:cycle/plan">{({ cycle }) => <PlanPage key={cycle} cycle={cycle} />}</Route>
    <Route path="/assessment/:cycle/notice">{({ cycle }) => <NoticePage key={cycle} cycle={cycle} />}</Route>
    <Route path="/assessment/:cycle/explanations">
      {({ cycle }) => <ExplanationsPage key={cycle} cycle={cycle} />}
    </Route>
    <Route path="/assessment/:cycle/check">{({ cycle }) => <CheckPage key={cycle} cycle={cycle} />}</Route>
    <Route path="/assessment/:cycle/archive">
      {({ cycle }) => <CycleArchivePage key={cycle} cycle={cycle} />}
    </Route>
    <Route path="/assessment/:cycle/consequences">
      {({ cycle }) => <ConsequencesPage key={cycle} cycle={cycle} />}
    </Route>
    <Route path="/assessment/:cycle/external">
      {({ cycle }) => <ExternalPage key={cycle} cycle={cycle} />}
    </Route>
    <Route path="/assessment/:cycle/spot-check">
      {({ cycle }) => <SpotCheckPage key={cycle} cycle={cycle} />}
    </Route>
    <Route path="/assessment/:cycle">{({ cycle }) => <CyclePage key={cycle} cycle={cycle} />}</Route>
  </Switch>
);
