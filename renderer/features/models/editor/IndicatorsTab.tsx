import { usePlaceParameter } from '../../../state/place.ts';
import { DraftTree } from './DraftTree.tsx';
import type { Draft } from './use-draft.ts';

export interface IndicatorsTabProps {
  draft: Draft;
  onChoose: (node: string) => void;
}

/** The tree at the left, what is chosen at the right. */
export const IndicatorsTab = ({ draft, onChoose }: IndicatorsTabProps) => {
  const asked = usePlaceParameter('node');
  const chosen = draft.outline.find(({ code }) => code === asked) ?? draft.outline[0];
  return (
    <div className="model-indicators">
      <section className="model-tree">
        <DraftTree draft={draft} chosen={chosen?.code ?? ''} onChoose={onChoose} onRemove={() => undefined} />
      </section>
    </div>
  );
};
