/** 确定权重 of the children of a branch, or of the roots. It stores nothing: what is taken over is handed to the editor. */
import './weights.css';
import { App, InputNumber, Modal, Segmented } from 'antd';
import { useId, useState } from 'react';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import type { StoredPairwise } from '#shared/model/editing/pairwise.ts';
import { combineWeights } from '#shared/model/weights/combine.ts';
import { weightsForModel } from '#shared/model/weights/matrix-input.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { type DataChoice, DataPanel } from './DataPanel.tsx';
import { PairsPanel } from './PairsPanel.tsx';
import { useJudges } from './use-judges.ts';
import { WeightTable } from './WeightTable.tsx';
import type { WeighedChild, Weights } from './weighing.ts';

export interface WeightsDialogProps {
  /** What is weighed, in words. */
  title: string;
  items: readonly WeighedChild[];
  /** Judgements that led to weights before. */
  stored: StoredPairwise | null;
  source: ModelSource;
  /** Null: the roots. */
  parent: string | null;
  /** What the branch is worth; null while that is not known. */
  points: number | null;
  /** @param judgements null when only data led to the weights */
  onApply: (weights: Weights, judgements: StoredPairwise | null) => void;
  onClose: () => void;
}

type Mode = 'pairs' | 'data' | 'mixed';

/** More than these the method knows no random index for (Saaty 1980). */
const mostPairs = 15;
const half = 50;

const byCode = (weights: Weights): Record<string, number> =>
  Object.fromEntries(weights.map(({ code, weight }) => [code, weight]));

const mix = (pairs: Weights, data: Weights, share: number): Weights | null => {
  const { result } = combineWeights([
    { weights: byCode(pairs), share: 100 - share },
    { weights: byCode(data), share },
  ]);
  if (result === null) return null;
  const rounded = weightsForModel(result.weights);
  return pairs.map(({ code }) => ({ code, weight: rounded[code] ?? 0 }));
};

export const WeightsDialog = ({
  title,
  items,
  stored,
  source,
  parent,
  points,
  onApply,
  onClose,
}: WeightsDialogProps) => {
  const { modal } = App.useApp();
  const tooMany = items.length > mostPairs;
  const [mode, setMode] = useState<Mode>(tooMany ? 'data' : stored?.data === undefined ? 'pairs' : 'mixed');
  const judges = useJudges(
    stored,
    items.map(({ code }) => code),
  );
  const [share, setShare] = useState<number | null>(
    stored?.data === undefined ? half : Math.round(stored.data.share * 100),
  );
  const pairs = useOperation(
    'weights.pairwise',
    { children: items.map(({ code, name }) => ({ code, name })), judges: [...judges.all] },
    { enabled: !tooMany },
  );
  const data = useDataWeights(source, parent, mode !== 'pairs', {
    cycle: stored?.data?.cycle ?? null,
    method: stored?.data?.method ?? 'entropy',
  });

  const pairWeights = pairs.outdated ? null : (pairs.data?.combined?.weights ?? null);
  const dataWeights = data.weights;
  const mixed =
    pairWeights === null || dataWeights === null || share === null
      ? null
      : mix(pairWeights, dataWeights, share);
  const taken = { pairs: pairWeights, data: dataWeights, mixed }[mode];

  const reason = (): string | null => {
    if (taken !== null) return null;
    if (mode !== 'data' && tooMany) return words.reasons.tooMany(mostPairs, items.length);
    if (pairs.outdated || data.busy) return words.reckoning;
    if (mode !== 'data' && pairWeights === null) return words.reasons.notJudged;
    return mode === 'mixed' && share === null ? words.shareWrong : words.reasons.noData;
  };
  const apply = (): void => {
    if (taken === null) return;
    const cycle = data.choice.cycle;
    const mixedIn =
      mode === 'mixed' && cycle !== null && share !== null
        ? { data: { cycle, method: data.choice.method, share: share / 100 } }
        : {};
    onApply(taken, mode === 'data' ? null : { judges: [...judges.all], weights: byCode(taken), ...mixedIn });
  };
  const close = (): void => {
    if (!judges.changed) onClose();
    else
      modal.confirm({
        title: words.dropTitle,
        okText: words.drop,
        cancelText: words.stay,
        onOk: onClose,
      });
  };

  return (
    <Modal
      open
      title={title}
      className="weights-dialog"
      width="min(96vw, 92rem)"
      centered
      mask={{ closable: false }}
      onCancel={close}
      footer={
        <>
          <ActionButton onClick={close}>{words.cancel}</ActionButton>
          <ActionButton type="primary" disabledReason={reason()} onClick={apply}>
            {words.apply}
          </ActionButton>
        </>
      }
    >
      <div className="weights-bar">
        <Segmented<Mode>
          aria-label={words.mode}
          value={mode}
          options={(['pairs', 'data', 'mixed'] as const).map((value) => ({
            value,
            label: words.modes[value],
          }))}
          onChange={setMode}
        />
        <span className="quiet">{words.about[mode]}</span>
      </div>
      <FailureNotice failure={pairs.failure} />
      {mode !== 'data' && tooMany && (
        <p className="warning">{words.reasons.tooMany(mostPairs, items.length)}</p>
      )}
      {mode === 'pairs' && !tooMany && (
        <PairsPanel items={items} judges={judges} answer={pairs.data} points={points} />
      )}
      {mode === 'data' && <DataPanel {...data.panel} points={points} />}
      {mode === 'mixed' && (
        <>
          <Shares share={share} onShare={setShare} />
          <WeightTable
            items={items}
            columns={[
              { title: words.byPairs, weights: pairWeights },
              { title: words.byData, weights: dataWeights },
              { title: words.taken, weights: mixed },
            ]}
            points={points}
          />
          {pairWeights === null && <p className="warning">{words.reasons.notJudged}</p>}
          <DataPanel {...data.panel} points={points} />
        </>
      )}
    </Modal>
  );
};

/** Asks for what the data says, of the newest cycle unless another one is chosen. */
const useDataWeights = (source: ModelSource, parent: string | null, wanted: boolean, first: DataChoice) => {
  const [choice, setChoice] = useState(first);
  const cycles = useOperation('weights.cycles', { model: source }, { enabled: wanted });
  const known = cycles.data?.cycles;
  const cycle = known?.find(({ code }) => code === choice.cycle)?.code ?? known?.[0]?.code ?? null;
  const chosen: DataChoice = { cycle, method: choice.method };
  const found = useOperation(
    'weights.fromData',
    { cycle: cycle ?? '', model: source, parent, method: choice.method },
    { enabled: wanted && cycle !== null },
  );
  const busy = found.loading || found.outdated || cycles.loading;
  return {
    choice: chosen,
    busy,
    weights: found.outdated ? null : (found.data?.proposed ?? null),
    panel: {
      cycles: known,
      choice: chosen,
      onChoose: setChoice,
      answer: found.outdated ? undefined : found.data,
      failure: cycles.failure ?? found.failure,
      busy,
    },
  };
};

const Shares = ({ share, onShare }: { share: number | null; onShare: (share: number | null) => void }) => {
  const field = useId();
  return (
    <div className="weights-bar">
      <label htmlFor={field}>{words.share}</label>
      <InputNumber
        id={field}
        className="weights-share"
        min={1}
        max={99}
        precision={0}
        value={share}
        onChange={onShare}
        suffix="%"
      />
      <span className={share === null ? 'bad' : 'quiet'}>
        {share === null ? words.shareWrong : words.shareRest(String(100 - share))}
      </span>
    </div>
  );
};
