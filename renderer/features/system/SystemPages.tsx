/** 系统: the data folder and its safety, the audit log, how the window looks and is typed in. */
import './system.css';
import '../../ui/filters/filters.css';
import './rules/rules.css';
import { Route, Switch } from 'wouter';
import { places } from '../../ui/places.ts';
import { AboutPage } from './AboutPage.tsx';
import { AuditPage } from './AuditPage.tsx';
import { CheckPage } from './CheckPage.tsx';
import { DataPage } from './DataPage.tsx';
import { KeyboardPage } from './KeyboardPage.tsx';
import { LettersPage } from './LettersPage.tsx';
import { RegionsPage } from './RegionsPage.tsx';
import { CataloguePage } from './rules/CataloguePage.tsx';
import { HolidaysPage } from './rules/HolidaysPage.tsx';
import { TimeRulesPage } from './rules/TimeRulesPage.tsx';
import { SettingsPage } from './SettingsPage.tsx';

export const SystemPages = () => (
  <Switch>
    <Route path={places.dataFolder} component={DataPage} />
    <Route path={places.checkData} component={CheckPage} />
    <Route path={places.audit} component={AuditPage} />
    <Route path={places.catalogue} component={CataloguePage} />
    <Route path={places.timeRules} component={TimeRulesPage} />
    <Route path={places.holidays} component={HolidaysPage} />
    <Route path={places.regions} component={RegionsPage} />
    <Route path={places.letters} component={LettersPage} />
    <Route path={places.settings} component={SettingsPage} />
    <Route path={places.keyboard} component={KeyboardPage} />
    <Route component={AboutPage} />
  </Switch>
);
