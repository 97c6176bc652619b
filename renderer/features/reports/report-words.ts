/** What reports are called and made of: those with a form of their own, and the ledgers, which say it themselves. */
import { type FormReport, formReports, type ReportCode } from '#shared/contract/operations/reports.ts';
import { type LedgerCode, ledgers } from '#shared/ledgers/ledgers.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';

export const isFormReport = (report: ReportCode): report is FormReport =>
  formReports.some((code) => code === report);

export const reportName = (report: ReportCode): string =>
  isFormReport(report) ? words.reports[report] : ledgers[report as LedgerCode].title;

export const aboutReport = (report: ReportCode, form: boolean): string => {
  if (!isFormReport(report)) return form ? words.aboutLedgerForm : ledgers[report as LedgerCode].purpose;
  const forms: Readonly<Record<string, string>> = words.aboutForms;
  return (form ? forms[report] : undefined) ?? words.about[report];
};
