/** Whether everything that was entered is saved, and what became of it when the engine stopped in between. */
import { CheckOutlined, SyncOutlined, WarningFilled } from '@ant-design/icons';
import { Alert } from 'antd';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { useUnsavedWork } from '../../../state/place.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useOutbox, useOutboxEngine } from './outbox.ts';
import type { Entering } from './use-entering.ts';

const words = assessmentWords.entry;

export const SaveLine = () => {
  const { waiting, stalled } = useOutbox();
  useOutboxEngine();
  useUnsavedWork(stalled && waiting > 0);
  const text = waiting === 0 ? words.saved : stalled ? words.stalled(waiting) : words.saving(waiting);
  const icon =
    waiting === 0 ? (
      <CheckOutlined aria-hidden />
    ) : stalled ? (
      <WarningFilled aria-hidden />
    ) : (
      <SyncOutlined aria-hidden />
    );
  return (
    <span className={`save-line ${stalled && waiting > 0 ? 'warning' : 'quiet'}`} role="status">
      {icon} {text}
    </span>
  );
};

/** Everything about saving that the user must not miss. */
export const SaveNotices = ({ refused, failure, clear }: Entering) => {
  const resumed = useOutbox((outbox) => outbox.resumed);
  return (
    <>
      <FailureNotice failure={failure} onClose={clear} />
      {refused !== null && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          role="alert"
          title={`${words.refused(refused.count)}${refused.reasons.join(' ')}`}
          closable
          onClose={clear}
        />
      )}
      {resumed > 0 && (
        <Alert
          className="notice"
          type="info"
          showIcon
          title={words.resumed(resumed)}
          closable
          onClose={() => useOutbox.setState({ resumed: 0 })}
        />
      )}
    </>
  );
};
