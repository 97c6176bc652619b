/**
 * The running jobs in the top bar. The bar itself says how far the newest one is and how it ended, so that nothing
 * covers the page; all of them, with the way to cancel, open below it when asked for.
 */
import { CheckCircleFilled, CloseCircleFilled, StopOutlined, SyncOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { type JobView, useJobStore } from '../engine/jobs.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { JobLine, percent } from '../ui/JobLine.tsx';

export const JobBar = () => {
  const jobs = useJobStore((state) => state.jobs);
  const [open, setOpen] = useState(false);
  const running = jobs.filter((job) => job.endedAt === null);
  const [newest] = running.length > 0 ? running : jobs;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={shellWords.jobs}
      content={
        <div className="jobs">
          {jobs.length === 0 ? (
            <p className="quiet">{shellWords.jobsNone}</p>
          ) : (
            jobs.map((job) => <JobLine key={job.id} job={job} />)
          )}
        </div>
      }
    >
      <Button
        type="text"
        className="job-bar"
        icon={newest === undefined ? <SyncOutlined aria-hidden /> : <JobSign job={newest} />}
      >
        {newest === undefined ? (
          shellWords.jobsCount(0)
        ) : (
          <span className="job-bar-text">{inShort(newest, running.length)}</span>
        )}
      </Button>
    </Popover>
  );
};

/** One line of a job, for the bar. */
const inShort = (job: JobView, running: number): string => {
  if (job.endedAt === null) {
    const others = running > 1 ? ` · ${shellWords.jobsCount(running)}` : '';
    return `${shellWords.jobInShort(job.title, percent(job))}${others}`;
  }
  switch (job.state) {
    case 'done':
      return `${job.title}：${job.closing ?? shellWords.jobDone}`;
    case 'cancelled':
      return `${job.title}：${shellWords.jobCancelled}`;
    default:
      return `${job.title}：${shellWords.jobFailed}`;
  }
};

const JobSign = ({ job }: { job: JobView }) => {
  if (job.endedAt === null) return <SyncOutlined spin aria-hidden />;
  if (job.state === 'done') return <CheckCircleFilled className="good" aria-hidden />;
  if (job.state === 'cancelled') return <StopOutlined aria-hidden />;
  return <CloseCircleFilled className="bad" aria-hidden />;
};
