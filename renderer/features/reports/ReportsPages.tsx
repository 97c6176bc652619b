import { Route, Switch } from 'wouter';
import { HistoryPage } from './HistoryPage.tsx';
import { ReportPage } from './ReportPage.tsx';
import './reports.css';

export const ReportsPages = () => (
  <Switch>
    <Route path="/reports/history">
      <HistoryPage />
    </Route>
    <Route path="/reports/forms/:report">{({ report }) => <ReportPage report={report} form />}</Route>
    <Route path="/reports/:report">{({ report }) => <ReportPage report={report} form={false} />}</Route>
    <Route>
      <ReportPage report="summary" form={false} />
    </Route>
  </Switch>
);
