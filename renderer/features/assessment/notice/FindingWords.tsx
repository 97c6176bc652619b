/** What stands against what was typed, one line each. */
import { Alert } from 'antd';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';

export const FindingWords = ({ findings }: { findings: readonly Finding[] }) =>
  findings.length === 0 ? null : (
    <Alert
      className="notice"
      type="error"
      showIcon
      role="alert"
      title={
        <ul className="notice-findings">
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.field ?? ''} ${finding.item ?? ''} ${finding.role ?? ''}`}>
              {describeFinding(finding)}
            </li>
          ))}
        </ul>
      }
    />
  );
