/** Says that something could not be done: what happened, where, and what to do next. */
import { Alert, Button, Space } from 'antd';
import type { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';

export interface FailureNoticeProps {
  failure: AppError | null;
  onClose?: () => void;
  onRetry?: () => void;
}

export const FailureNotice = ({ failure, onClose, onRetry }: FailureNoticeProps) => {
  if (failure === null) return null;
  return (
    <Alert
      className="notice"
      type="error"
      showIcon
      role="alert"
      title={describeFailure(failure.code, failure.params)}
      action={
        <Space>
          {onRetry !== undefined && (
            <Button size="small" onClick={onRetry}>
              {uiWords.tryAgain}
            </Button>
          )}
          {onClose !== undefined && (
            <Button size="small" onClick={onClose}>
              {uiWords.close}
            </Button>
          )}
        </Space>
      }
    />
  );
};
