import { Route, Switch } from 'wouter';
import { ModelListPage } from './ModelListPage.tsx';
import { ModelPage } from './ModelPage.tsx';
import './models.css';

export const ModelsPages = () => (
  <Switch>
    <Route path="/models/:code/:version">
      {({ code, version }) => <ModelPage key={`${code} ${version}`} code={code} version={version} />}
    </Route>
    <Route>
      <ModelListPage />
    </Route>
  </Switch>
);
