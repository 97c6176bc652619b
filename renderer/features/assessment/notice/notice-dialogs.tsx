/** Dialogs about a notice: beginning it, where it was posted, ending it before its time; and the approval of the result. */
import { useState } from 'react';
import { isDate } from '#shared/domain/dates.ts';
import { type NoticeChannel, noticeChannels } from '#shared/domain/notice-channels.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { FieldsDialog } from './FieldsDialog.tsx';

const words = cycleNoticeWords.notice;

interface Dialog {
  today: string;
  onClose: () => void;
}

export const StartNotice = ({ cycle, today, onClose }: Dialog & { cycle: string }) => {
  const { run, busy, failure, clearFailure } = useCommand('cycleNotice.start');
  const [from, setFrom] = useState(today);
  const { data } = useOperation('cycleNotice.period', { from }, { enabled: isDate(from) });
  return (
    <FieldsDialog
      name="start-notice"
      title={words.start}
      okText={words.startOk}
      fields={[
        { name: 'from', label: words.from, kind: 'date', initial: today, onChange: setFrom },
        {
          name: 'until',
          label: words.until,
          kind: 'date',
          optional: true,
          hint: data === undefined ? '' : words.untilHint(data.workingDays, data.until, data.basis),
        },
        { name: 'documentNo', label: words.number, kind: 'text', optional: true, max: 100 },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async (values) => {
        const { until, documentNo } = values;
        const started = await run({ cycle, from: values.from, until: until || null, documentNo });
        if (started !== null) onClose();
      }}
    >
      {data?.certain === false && <p className="warning">{words.uncertain}</p>}
    </FieldsDialog>
  );
};

export const PostNotice = ({ notice, today, onClose }: Dialog & { notice: string }) => {
  const { run, busy, failure, clearFailure } = useCommand('cycleNotice.post');
  return (
    <FieldsDialog
      name="post-notice"
      title={words.post}
      okText={words.save}
      fields={[
        {
          name: 'channel',
          label: words.channel,
          kind: 'choice',
          initial: 'website',
          choices: Object.entries(noticeChannels).map(([value, label]) => ({ value, label })),
        },
        { name: 'place', label: words.place, kind: 'text', max: 300 },
        { name: 'postedOn', label: words.postedOn, kind: 'date', initial: today },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async ({ channel, place, postedOn }) => {
        const posted = await run({ notice, channel: channel as NoticeChannel, place, postedOn });
        if (posted !== null) onClose();
      }}
    />
  );
};

export const EndNotice = ({ notice, onClose }: Omit<Dialog, 'today'> & { notice: string }) => {
  const { run, busy, failure, clearFailure } = useCommand('cycleNotice.end');
  return (
    <FieldsDialog
      name="end-notice"
      title={words.end}
      okText={words.endOk}
      fields={[{ name: 'reason', label: words.endReason, kind: 'long' }]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async ({ reason }) => {
        if ((await run({ notice, reason })) !== null) onClose();
      }}
    >
      <p>{words.endHint}</p>
    </FieldsDialog>
  );
};

export const ApproveResult = ({ cycle, today, onClose }: Dialog & { cycle: string }) => {
  const final = cycleNoticeWords.final;
  const { run, busy, failure, clearFailure } = useCommand('cycleNotice.approve');
  return (
    <FieldsDialog
      name="approve-result"
      title={final.approve}
      okText={final.ok}
      fields={[
        { name: 'approvedBy', label: final.approvedBy, kind: 'text', max: 200 },
        { name: 'approvedOn', label: final.approvedOn, kind: 'date', initial: today },
        { name: 'documentNo', label: final.documentNo, kind: 'text', optional: true, max: 100 },
      ]}
      {...{ busy, failure, onClose }}
      onCloseFailure={clearFailure}
      onSubmit={async (values) => {
        if ((await run({ cycle, ...values })) !== null) onClose();
      }}
    />
  );
};
