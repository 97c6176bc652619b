/** 试算: other weights on the data of a cycle, and who moves by them. */
import './trial.css';
import { type ReactNode, useMemo, useState } from 'react';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelTrialWords as words } from '../../../i18n/zh-CN/model-trials.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';
import { BeginDraft } from '../drafts/BeginDraft.tsx';
import { CycleChoice, useTrialCycle } from './CycleChoice.tsx';
import { TriedRanking } from './TriedRanking.tsx';
import { type Simulation, useSimulation, type Weights } from './use-simulation.ts';
import { WeightTable } from './WeightTable.tsx';

/** Weights as a draft takes them. */
export type TriedWeights = readonly { code: string; weight: number }[];

export interface SimulatorTabProps {
  model: ModelSource;
  /** Takes the tried weights over where the model is edited; without it they can be kept as a new draft. */
  onTakeOver?: (weights: TriedWeights) => void;
}

export const SimulatorTab = ({ model, onTakeOver }: SimulatorTabProps) => {
  const chosen = useTrialCycle();
  const [weights, setWeights] = useState<Weights>({});
  if (chosen.cycle === null) return <p className="quiet">{words.noCycle}</p>;
  return (
    <Simulator
      {...{ model, onTakeOver, weights, setWeights }}
      cycle={chosen.cycle}
      choice={<CycleChoice {...chosen} />}
    />
  );
};

interface SimulatorProps {
  model: ModelSource;
  onTakeOver: SimulatorTabProps['onTakeOver'];
  cycle: string;
  choice: ReactNode;
  weights: Weights;
  setWeights: (change: (weights: Weights) => Weights) => void;
}

const Simulator = ({ model, onTakeOver, cycle, choice, weights, setWeights }: SimulatorProps) => {
  const { data, failure, loading, refresh } = useSimulation(cycle, model, weights);
  const [saving, setSaving] = useState(false);
  // What was taken over is the model's own weight from then on.
  const given = useMemo(() => {
    const own = new Map(data?.nodes.map((node) => [node.code, Number(node.own.weight)]));
    return Object.fromEntries(
      Object.entries(weights).filter(([code, weight]) => Number(weight) !== own.get(code)),
    );
  }, [data, weights]);
  const tried = Object.entries(given).map(([code, weight]) => ({ code, weight: Number(weight) }));
  const reason = tried.length > 0 ? null : words.nothingChanged;

  /** Back at its own weight a node is not changed. */
  const change = (code: string, weight: string | null): void =>
    setWeights((before) => {
      const { [code]: _, ...others } = before;
      const own = data?.nodes.find((node) => node.code === code)?.own.weight;
      return weight === null || Number(weight) === Number(own) ? others : { ...others, [code]: weight };
    });

  return (
    <div className="trial">
      <div className="page-bar">
        {choice}
        <span className="spacer" />
        <ActionButton disabledReason={reason} onClick={() => setWeights(() => ({}))}>
          {words.reset}
        </ActionButton>
        <ActionButton
          disabledReason={reason}
          onClick={() => (onTakeOver === undefined ? setSaving(true) : onTakeOver(tried))}
        >
          {onTakeOver === undefined ? words.saveDraft : words.takeOver}
        </ActionButton>
      </div>
      <FailureNotice failure={failure} onRetry={refresh} />
      {loading && <p className="waiting">{words.working}</p>}
      {data !== undefined && (
        <>
          <MovedLine simulation={data} />
          <Notes simulation={data} />
          <div className="trial-columns">
            <WeightTable nodes={data.nodes} weights={given} onChange={change} />
            <TriedRanking simulation={data} />
          </div>
          {saving && <BeginDraft from={data.model} weights={tried} onClose={() => setSaving(false)} />}
        </>
      )}
    </div>
  );
};

const MovedLine = ({ simulation: { moved, base, units } }: { simulation: Simulation }) => {
  const parts = [
    moved.rank === 0 ? words.movedNone : words.moved(formatCount(moved.rank), formatCount(moved.most)),
    moved.grade === 0 ? words.gradesNone : words.grades(formatCount(moved.grade)),
    ...(moved.scored === 0 ? [] : [words.scored(formatCount(moved.scored))]),
    ...(moved.tau === null ? [] : [words.tau(moved.tau.toFixed(2))]),
  ];
  return (
    <p className="trial-moved">
      <strong role="status" className="num" title={words.tauHint}>
        {parts.join('；')}
      </strong>{' '}
      <span className="quiet">{words.about(base.version, formatCount(units.length))}</span>
    </p>
  );
};

const Notes = ({ simulation: { findings } }: { simulation: Simulation }) =>
  findings.length > 0 && (
    <details className="trial-notes">
      <summary>{words.notes(formatCount(findings.length))}</summary>
      <FindingList findings={findings} />
    </details>
  );
