import type { Finding } from '#shared/errors/finding.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { FindingList } from '../../ui/FindingList.tsx';

export interface ModelChecksProps {
  findings: readonly Finding[];
  onGo: (node: string) => void;
}

/** What the program's checks say of the version; a line leads to its indicator. */
export const ModelChecks = ({ findings, onGo }: ModelChecksProps) => (
  <section className="panel model-scroll">
    <p className="quiet">{words.checksText}</p>
    {findings.length === 0 ? (
      <p className="good">{words.checksNone}</p>
    ) : (
      <FindingList
        findings={findings}
        canGo={({ node }) => node !== undefined}
        onGo={({ node }) => node !== undefined && onGo(node)}
      />
    )}
  </section>
);
