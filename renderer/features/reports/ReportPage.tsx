/** One workbook: its parameters, a preview of the very file, and its export. */
import { App, Button } from 'antd';
import type { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../engine/jobs.ts';
import { useLookedAt } from '../../engine/use-looked-at.ts';
import { formatCount, shortDigest } from '../../i18n/format.ts';
import { reportsWords as words } from '../../i18n/zh-CN/reports.ts';
import { uiWords } from '../../i18n/zh-CN/ui.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget, showInFolder } from '../../ui/files.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { ReportList } from './ReportList.tsx';
import { ReportParameters, useReportNames } from './ReportParameters.tsx';
import { type ReportChoice, requestOf, useReportChoice } from './report-choice.ts';
import { aboutReport, reportName } from './report-words.ts';
import { SummaryCheckButton } from './SummaryCheck.tsx';
import { WorkbookPreview } from './WorkbookPreview.tsx';

export interface ReportPageProps {
  report: string;
  form: boolean;
}

export const ReportPage = ({ report, form }: ReportPageProps) => {
  const choice = useReportChoice(report, form);
  const preview = useLookedAt('reports.preview', requestOf(choice));
  const chosen = choice.form ? places.reportForm(choice.report) : places.report(choice.report);
  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      extra={choice.report === 'summary' && !choice.form && <SummaryCheckButton />}
      primary={<ExportButton choice={choice} ready={preview.data !== undefined} failure={preview.failure} />}
    >
      <div className="reports">
        <ReportList chosen={chosen} />
        <section className="report" aria-label={words.preview}>
          <header className="report-head">
            <h2>{reportName(choice.report)}</h2>
            <p className="quiet">{aboutReport(choice.report, choice.form)}</p>
          </header>
          <ReportParameters choice={choice} />
          {preview.failure === null ? (
            <WorkbookPreview
              key={chosen}
              drawn={preview.data}
              working={preview.working}
              progress={preview.progress}
            />
          ) : (
            <NoPreview failure={preview.failure} onRetry={preview.refresh} />
          )}
        </section>
      </div>
    </Page>
  );
};

/** Nothing is wrong yet, something is still to be done: and where. */
const stillToDo: Readonly<Record<string, { name: string; place: string } | null>> = {
  'run.none': { name: words.goToResults, place: places.cycles },
  'delivery.none': { name: words.goToOutbox, place: places.outbox },
  'cycle.cycleNeeded': { name: words.goToCycles, place: places.cycles },
  'cycle.unitNeeded': null,
};

const NoPreview = ({ failure, onRetry }: { failure: AppError; onRetry: () => void }) => {
  const remedy = stillToDo[failure.code];
  if (remedy === undefined) return <FailureNotice failure={failure} onRetry={onRetry} />;
  return (
    <div className="report-none" role="status">
      <p>{describeFailure(failure.code, failure.params)}</p>
      {remedy !== null && <Button onClick={() => goTo(remedy.place)}>{remedy.name}</Button>}
    </div>
  );
};

interface ExportButtonProps {
  choice: ReportChoice;
  ready: boolean;
  failure: AppError | null;
}

const ExportButton = ({ choice, ready, failure }: ExportButtonProps) => {
  const { message } = App.useApp();
  const names = useReportNames(choice);
  const report = useJob('reports.export');
  const form = useJob('templates.write');
  const reason =
    failure === null ? (ready ? null : words.notYet) : describeFailure(failure.code, failure.params);

  const save = async (): Promise<void> => {
    const parts = [...names, reportName(choice.report), ...(choice.form ? [words.formMark] : [])];
    const file = await pickSaveTarget('workbook', `${words.fileName(parts)}.xlsx`);
    if (file === null) return;
    const { report: code, form: _, unmasked, ...request } = requestOf(choice);
    const telling = {
      title: words.exportTitle(file.name),
      closing: ({ rows, sha256 }: { rows: number; sha256: string }) =>
        words.exportDone(formatCount(rows), shortDigest(sha256)),
      file,
    };
    const written =
      choice.form && code !== 'summary' && code !== 'delivery-list'
        ? await form.start({ ...request, layout: code, file: file.token }, telling)
        : await report.start(
            { ...request, report: code, unmasked: unmasked ?? false, file: file.token },
            telling,
          );
    if (written === null) return;
    void message.success(
      <>
        {words.exported(file.name)}
        <Button type="link" size="small" onClick={() => showInFolder(file)}>
          {uiWords.showInFolder}
        </Button>
      </>,
    );
  };

  return (
    <>
      <FailureNotice failure={report.failure} onClose={report.clearFailure} />
      <FailureNotice failure={form.failure} onClose={form.clearFailure} />
      <ActionButton
        type="primary"
        disabledReason={reason}
        busy={report.running !== null || form.running !== null}
        onClick={() => void save()}
      >
        {words.export}
      </ActionButton>
    </>
  );
};
