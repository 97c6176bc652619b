/** 信用档案: the ledger of records, the bodies, their officials, and the forms for each. */
import { Route, Switch } from 'wouter';
import '../../ui/dossier.css';
import '../../ui/filters/filters.css';
import './archive.css';
import { BodiesPage } from './bodies/BodiesPage.tsx';
import { BodyFormPage } from './bodies/BodyFormPage.tsx';
import { BodyPage } from './bodies/BodyPage.tsx';
import { CoveragePage } from './coverage/CoveragePage.tsx';
import { DuePage } from './due/DuePage.tsx';
import { EvidencePage } from './evidence/EvidencePage.tsx';
import { OfficialFormPage } from './officials/OfficialFormPage.tsx';
import { OfficialPage } from './officials/OfficialPage.tsx';
import { OfficialsPage } from './officials/OfficialsPage.tsx';
import { QualityKindPage } from './quality/QualityKindPage.tsx';
import { QualityPage } from './quality/QualityPage.tsx';
import { RecordFormPage } from './records/RecordFormPage.tsx';
import { RecordPage } from './records/RecordPage.tsx';
import { RecordsPage } from './records/RecordsPage.tsx';
import { SearchPage } from './search/SearchPage.tsx';

export const ArchivePages = () => (
  <Switch>
    <Route path="/archive/search">
      <SearchPage />
    </Route>
    <Route path="/archive/bodies">
      <BodiesPage />
    </Route>
    <Route path="/archive/bodies/new">
      <BodyFormPage code={null} />
    </Route>
    <Route path="/archive/bodies/:uscc/edit">{({ uscc }) => <BodyFormPage key={uscc} code={uscc} />}</Route>
    <Route path="/archive/bodies/:uscc">{({ uscc }) => <BodyPage key={uscc} uscc={uscc} />}</Route>
    <Route path="/archive/due">
      <DuePage />
    </Route>
    <Route path="/archive/coverage">
      <CoveragePage />
    </Route>
    <Route path="/archive/officials">
      <OfficialsPage />
    </Route>
    <Route path="/archive/officials/new">
      <OfficialFormPage id={null} />
    </Route>
    <Route path="/archive/officials/:id/edit">{({ id }) => <OfficialFormPage key={id} id={id} />}</Route>
    <Route path="/archive/officials/:id">{({ id }) => <OfficialPage key={id} id={id} />}</Route>
    <Route path="/archive/evidence">
      <EvidencePage />
    </Route>
    <Route path="/archive/records/new">
      <RecordFormPage id={null} />
    </Route>
    <Route path="/archive/records/:id/edit">{({ id }) => <RecordFormPage key={id} id={id} />}</Route>
    <Route path="/archive/records/:id">{({ id }) => <RecordPage key={id} id={id} />}</Route>
    <Route path="/archive/quality">
      <QualityPage />
    </Route>
    <Route path="/archive/quality/:kind">{({ kind }) => <QualityKindPage key={kind} kind={kind} />}</Route>
    <Route>
      <RecordsPage />
    </Route>
  </Switch>
);
