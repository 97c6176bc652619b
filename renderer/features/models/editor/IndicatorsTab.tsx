/** The tree at the left, the form of the chosen node at the right. */
import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { codeUncoded, countUncoded } from '#shared/model/editing/edit-draft.ts';
import { asObjects } from '#shared/model/json-view.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelEditorWords as words } from '../../../i18n/zh-CN/model-editor.ts';
import { usePlaceParameter } from '../../../state/place.ts';
import { DraftTree } from './DraftTree.tsx';
import { NodeActions, useNodeDoing } from './NodeActions.tsx';
import { NodeForm } from './NodeForm.tsx';
import type { Draft } from './use-draft.ts';

export interface IndicatorsTabProps {
  draft: Draft;
  onChoose: (node: string) => void;
}

export const IndicatorsTab = ({ draft, onChoose }: IndicatorsTabProps) => {
  const asked = usePlaceParameter('node');
  const nodes = asObjects(draft.document.nodes);
  // Of the working copy, not of the outline: a node that was just added is there before the engine answers.
  const node =
    nodes.find(({ code }) => code === asked) ??
    nodes.find(({ code }) => code === draft.outline[0]?.code) ??
    nodes[0];
  const doing = useNodeDoing(draft, node, onChoose);
  const actions = <NodeActions doing={doing} node={node} document={draft.document} />;
  const code = typeof node?.code === 'string' ? node.code : '';
  return (
    <div className="model-indicators model-editor">
      <section className="model-tree">
        <Uncoded draft={draft} />
        {node === undefined ? (
          <>
            <div className="page-bar">{actions}</div>
            <p className="quiet">{words.tree.empty}</p>
          </>
        ) : (
          <DraftTree draft={draft} chosen={code} onChoose={onChoose} doing={doing} actions={actions} />
        )}
      </section>
      {node !== undefined && <NodeForm key={code} draft={draft} node={node} onChoose={onChoose} />}
    </div>
  );
};

/** Of a file that was written elsewhere: what has no code cannot be chosen, so it cannot be put right in its form. */
const Uncoded = ({ draft: { document, change } }: { draft: Draft }) => {
  const count = countUncoded(document);
  if (count === 0) return null;
  return (
    <p className="bad editor-repair">
      <WarningFilled aria-hidden />
      <span>{words.tree.uncoded(formatCount(count))}</span>
      <Button size="small" onClick={() => change(codeUncoded, words.tree.giveCodes)}>
        {words.tree.giveCodes}
      </Button>
    </p>
  );
};
