/** The answer to weights that change many times a second: one question at a time, and always the newest next. */
import { useEffect, useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import { type Answer, useOperation } from '../../../engine/use-operation.ts';

export type Simulation = OperationOutput<'models.simulate'>;

/** Weights in place of the model's own, as decimal texts by node code. */
export type Weights = Readonly<Record<string, string>>;

export const useSimulation = (cycle: string, model: ModelSource, weights: Weights): Answer<Simulation> => {
  const [asked, setAsked] = useState(weights);
  const question = useMemo(() => Object.entries(asked).map(([code, weight]) => ({ code, weight })), [asked]);
  const answer = useOperation('models.simulate', { cycle, model, weights: question }, { brief: true });
  const { refreshing } = answer;
  useEffect(() => {
    if (refreshing || asked === weights) return;
    const frame = requestAnimationFrame(() => setAsked(weights));
    return () => cancelAnimationFrame(frame);
  }, [refreshing, asked, weights]);
  return answer;
};
