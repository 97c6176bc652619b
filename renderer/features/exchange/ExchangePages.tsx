/** 报送汇总: what goes up, what comes in, whose signature is trusted, and what both sides disagree about. */
import './exchange.css';
import { Route, Switch } from 'wouter';
import { places } from '../../ui/places.ts';
import { ConflictsPage } from './ConflictsPage.tsx';
import { DeliveryPage } from './DeliveryPage.tsx';
import { HistoryPage } from './HistoryPage.tsx';
import { InboxPage } from './InboxPage.tsx';
import { OfficesPage } from './OfficesPage.tsx';
import { OutboxPage } from './OutboxPage.tsx';
import { OverviewPage } from './OverviewPage.tsx';

export const ExchangePages = () => (
  <Switch>
    <Route path={places.outbox} component={OutboxPage} />
    <Route path={places.inbox} component={InboxPage} />
    <Route path={places.delivery} component={DeliveryPage} />
    <Route path={places.conflicts} component={ConflictsPage} />
    <Route path={places.offices} component={OfficesPage} />
    <Route path={places.packageHistory} component={HistoryPage} />
    <Route component={OverviewPage} />
  </Switch>
);
