/** The running jobs in the top bar; opens by itself when one begins and shows how each ended. */
import { SyncOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useEffect, useState } from 'react';
import { useJobStore } from '../engine/jobs.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { JobLine } from '../ui/JobLine.tsx';

export const JobBar = () => {
  const jobs = useJobStore((state) => state.jobs);
  const [open, setOpen] = useState(false);
  const running = jobs.filter((job) => job.endedAt === null).length;
  useEffect(() => {
    if (running > 0) setOpen(true);
  }, [running]);
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
      <Button type="text" icon={<SyncOutlined spin={running > 0} aria-hidden />}>
        {shellWords.jobsCount(running)}
      </Button>
    </Popover>
  );
};
