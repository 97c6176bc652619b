import { Route, Switch } from 'wouter';
import { DraftPage } from './editor/DraftPage.tsx';
import { ModelListPage } from './ModelListPage.tsx';
import { ModelPage } from './ModelPage.tsx';
import './models.css';

export const ModelsPages = () => (
  <Switch>
    <Route path="/models/drafts/:id">{({ id }) => <DraftPage key={id} id={id} />}</Route>
    <Route path="/models/:code/:version">
      {({ code, version }) => <ModelPage key={`${code} ${version}`} code={code} version={version} />}
    </Route>
    <Route>
      <ModelListPage />
    </Route>
  </Switch>
);
