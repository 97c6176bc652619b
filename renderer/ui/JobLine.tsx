/** One job: what is being done, how far it is, how long it will still take, and how it ended. */
import { CheckCircleFilled, CloseCircleFilled, StopOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { phaseWords } from '#shared/words/zh-CN/phases.ts';
import { estimateRemaining, type JobView, useJobStore } from '../engine/jobs.ts';
import { formatCount, formatRemaining } from '../i18n/format.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { showInFolder } from './files.ts';

const progressText = ({ progress }: JobView): string => {
  if (progress === null) return shellWords.jobStarting;
  const phase = phaseWords[progress.phase] ?? '';
  return progress.total === null
    ? shellWords.jobCounted(phase, formatCount(progress.done))
    : shellWords.jobProgress(phase, formatCount(progress.done), formatCount(progress.total));
};

/** How far the present phase of a job is. */
export const percent = ({ progress }: JobView): number =>
  progress?.total ? Math.floor((progress.done / progress.total) * 100) : 0;

export const JobLine = ({ job }: { job: JobView }) => {
  const { cancel, dismiss } = useJobStore();
  const running = job.endedAt === null;
  const remaining = running ? estimateRemaining(job, performance.now()) : null;
  return (
    <section className="job" aria-label={job.title}>
      <div className="job-head">
        <strong>{job.title}</strong>
        {running ? (
          <Button size="small" disabled={job.state === 'cancelling'} onClick={() => cancel(job.id)}>
            {job.state === 'cancelling' ? shellWords.jobCancelling : shellWords.jobCancel}
          </Button>
        ) : (
          <Button size="small" type="text" onClick={() => dismiss(job.id)}>
            {shellWords.jobDismiss}
          </Button>
        )}
      </div>
      {running ? (
        <>
          <Progress percent={percent(job)} size="small" status="active" aria-label={job.title} />
          <p className="quiet num">
            {progressText(job)}
            {remaining !== null && ` · ${shellWords.jobRemaining(formatRemaining(remaining))}`}
          </p>
        </>
      ) : (
        <JobEnd job={job} />
      )}
    </section>
  );
};

const ShowFile = ({ file }: { file: PickedFile | null }) =>
  file !== null && (
    <Button type="link" size="small" onClick={() => showInFolder(file)}>
      {uiWords.showInFolder}
    </Button>
  );

const JobEnd = ({ job }: { job: JobView }) => {
  switch (job.state) {
    case 'done':
      return (
        <p>
          <CheckCircleFilled className="good" aria-hidden /> {job.closing ?? shellWords.jobDone}
          <ShowFile file={job.file} />
        </p>
      );
    case 'cancelled':
      return (
        <p>
          <StopOutlined aria-hidden /> {shellWords.jobCancelled}
        </p>
      );
    default:
      return (
        <p>
          <CloseCircleFilled className="bad" aria-hidden />{' '}
          {job.failure === null
            ? shellWords.jobFailed
            : describeFailure(job.failure.code, job.failure.params)}
        </p>
      );
  }
};
