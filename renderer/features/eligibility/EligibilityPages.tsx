/** 资格审查: who may be honoured or promoted. */
import './eligibility.css';
import { Route, Switch } from 'wouter';
import { CheckPage } from './CheckPage.tsx';
import { NewCheckPage } from './NewCheckPage.tsx';

export const EligibilityPages = () => (
  <Switch>
    <Route path="/eligibility/:id">{({ id }) => <CheckPage key={id} id={id} />}</Route>
    <Route>
      <NewCheckPage />
    </Route>
  </Switch>
);
