/** Whether every change of a draft is saved, and what to do when one could not be. */
import { CheckOutlined, SyncOutlined, WarningFilled } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { modelEditorWords as words } from '../../../i18n/zh-CN/model-editor.ts';
import type { Draft } from './use-draft.ts';

const icons = {
  saved: <CheckOutlined aria-hidden />,
  saving: <SyncOutlined aria-hidden />,
  failed: <WarningFilled aria-hidden />,
};

export const SaveState = ({ state }: Pick<Draft, 'state'>) => (
  <span className={state === 'failed' ? 'bad' : 'quiet'} role="status">
    {icons[state]} {words.states[state]}
  </span>
);

export const SaveFailure = ({ failure, retry, reload }: Draft) => {
  if (failure === null) return null;
  // Somebody else's changes are there now, or the draft is gone: the same save would fail again.
  const outdated = failure.code === 'modelDraft.changed' || failure.code === 'modelDraft.unknown';
  return (
    <Alert
      className="notice"
      type="error"
      showIcon
      role="alert"
      title={describeFailure(failure.code, failure.params)}
      action={
        <Button size="small" onClick={outdated ? reload : retry}>
          {outdated ? words.reload : words.retry}
        </Button>
      }
    />
  );
};
