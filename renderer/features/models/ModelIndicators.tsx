/** The tree of indicators at the left, the chosen one at the right. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { places } from '../../ui/places.ts';
import { IndicatorPanel } from './IndicatorPanel.tsx';
import { IndicatorTree } from './IndicatorTree.tsx';

type Described = OperationOutput<'models.describe'>;

export const ModelIndicators = ({ described }: { described: Described }) => {
  const { model, nodes } = described;
  const asked = usePlaceParameter('node');
  const chosen =
    nodes.find(({ code }) => code === asked) ?? nodes.find(({ leaf }) => leaf !== null) ?? nodes[0];
  if (chosen === undefined) return <p className="quiet">{words.noNodes}</p>;
  return (
    <div className="model-indicators">
      <IndicatorTree
        nodes={nodes}
        chosen={chosen.code}
        onChoose={(node) => goTo(places.model(model.code, model.version, node), { replace: true })}
      />
      <IndicatorPanel
        key={chosen.code}
        model={model}
        node={chosen}
        nodes={nodes}
        fullScore={described.fullScore}
      />
    </div>
  );
};
