/** Findings about data: how bad, where, what is wrong; a line leads to the place. */
import { Button } from 'antd';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding, describePlace } from '#shared/words/zh-CN/index.ts';
import { formatCount } from '../i18n/format.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { FindingLink } from './FindingLink.tsx';
import { SeverityMark } from './SeverityMark.tsx';

export interface FindingListProps {
  findings: readonly Finding[];
  /** How many there are, when these are only the first. */
  total?: number;
  /** Where a finding is, in the page's own words; the general ones otherwise. */
  place?: (finding: Finding) => string;
  /** Leads to the place; null for a finding that has none. */
  onGo?: (finding: Finding) => void;
  canGo?: (finding: Finding) => boolean;
}

export const FindingList = ({
  findings,
  total = findings.length,
  place = describePlace,
  onGo,
  canGo = () => true,
}: FindingListProps) => {
  if (findings.length === 0) return <p className="quiet">{uiWords.noFindings}</p>;
  return (
    <div className="findings">
      {total > findings.length && (
        <p className="quiet">{uiWords.findingsMore(formatCount(findings.length), formatCount(total))}</p>
      )}
      <ul>
        {findings.map((finding, index) => (
          // Findings have no identity of their own; the list is replaced as a whole.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} className={`finding finding-${finding.severity}`}>
            <SeverityMark severity={finding.severity} />
            <span className="finding-place">{place(finding)}</span>
            <span className="finding-words">
              {describeFinding(finding)}
              <FindingLink finding={finding} />
            </span>
            {onGo !== undefined && canGo(finding) && (
              <Button type="link" size="small" onClick={() => onGo(finding)}>
                {uiWords.goToFinding}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};
