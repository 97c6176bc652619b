/** The tree at the left, the form of the chosen node at the right. */
import { asObjects } from '#shared/model/json-view.ts';
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
