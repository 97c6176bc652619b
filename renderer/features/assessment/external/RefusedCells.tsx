/** Values that were not taken, each with the reason. */
import { Alert } from 'antd';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { formatCount } from '../../../i18n/format.ts';
import { externalWords as words } from '../../../i18n/zh-CN/external.ts';

export interface RefusedCell {
  bodyUscc: string;
  leaf: string;
  finding: Finding;
}

const mostShown = 10;

export const RefusedCells = ({
  refused,
  nameOf,
  onClose,
}: {
  refused: readonly RefusedCell[];
  nameOf: (uscc: string) => string;
  onClose: () => void;
}) => {
  if (refused.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      closable={{ onClose }}
      title={words.refusedTitle(formatCount(refused.length))}
      description={
        <ul>
          {refused.slice(0, mostShown).map(({ bodyUscc, leaf, finding }, index) => (
            <li key={`${bodyUscc} ${leaf} ${String(index)}`}>
              {words.refusedOne(nameOf(bodyUscc), leaf, describeFinding(finding))}
            </li>
          ))}
        </ul>
      }
    />
  );
};
