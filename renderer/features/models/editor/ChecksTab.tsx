import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { FindingList } from '../../../ui/FindingList.tsx';
import { type EditorTab, tabOfFinding } from './finding-tab.ts';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.checks;

export interface ChecksTabProps {
  draft: Draft;
  onGo: (tab: EditorTab, node: string | null) => void;
}

/** What the checks say of the draft as it was last saved; a line leads to where it can be put right. */
export const ChecksTab = ({ draft: { findings, head }, onGo }: ChecksTabProps) => (
  <section className="panel model-scroll">
    <p className="quiet">{words.text}</p>
    {head.errors === 0 && <p className="good">{words.publishable}</p>}
    {findings.length > 0 && (
      <FindingList
        findings={findings}
        onGo={(finding) => {
          const { tab, node } = tabOfFinding(finding);
          onGo(tab, node);
        }}
      />
    )}
  </section>
);
