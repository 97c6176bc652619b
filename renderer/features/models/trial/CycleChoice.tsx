/** The cycle whose data a model is tried on: at first the one that the window is about. */
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useOperation } from '../../../engine/use-operation.ts';
import { modelTrialWords as words } from '../../../i18n/zh-CN/model-trials.ts';
import { useSession } from '../../../state/session.ts';

export interface TrialCycle {
  /** Null while there is none. */
  cycle: string | null;
  choose: (cycle: string) => void;
}

export const useTrialCycle = (): TrialCycle => {
  const current = useSession((session) => session.cycle);
  const [chosen, setChosen] = useState<string | null>(null);
  return { cycle: chosen ?? current, choose: setChosen };
};

export const CycleChoice = ({ cycle, choose }: TrialCycle) => {
  const field = useId();
  const { data } = useOperation('cycles.list', {});
  return (
    <>
      <label htmlFor={field}>{words.cycle}</label>
      <Select
        id={field}
        className="trial-cycle"
        value={cycle}
        onChange={choose}
        options={(data?.cycles ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
    </>
  );
};
