import { CloseCircleFilled, WarningFilled } from '@ant-design/icons';
import type { FindingSeverity } from '#shared/errors/finding.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';

/** 错误 or 警告: a sign of its own shape and the word, so that colour is never alone. */
export const SeverityMark = ({ severity }: { severity: FindingSeverity }) => (
  <span className={`severity severity-${severity}`}>
    {severity === 'error' ? <CloseCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}
    {uiWords.severity[severity]}
  </span>
);
