import { Route, Switch } from 'wouter';
import { ImportListPage } from './ImportListPage.tsx';
import { ImportPage } from './ImportPage.tsx';
import './imports.css';

export const ImportsPages = () => (
  <Switch>
    <Route path="/imports/:batch">{({ batch }) => <ImportPage key={batch} batch={batch} />}</Route>
    <Route>
      <ImportListPage />
    </Route>
  </Switch>
);
