import { Select } from 'antd';
import { useEffect } from 'react';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { useOperation } from '../engine/use-operation.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { currentPath, goTo } from '../state/place.ts';
import { useSession } from '../state/session.ts';
import { places } from '../ui/places.ts';

/** From the page of one cycle to the same page of another, as far as there is one. */
const follow = (chosen: string): void => {
  if (/^\/assessment\/./.test(currentPath())) goTo(places.cycle(chosen));
};

/** The assessment cycle that pages are about; the newest until the user chooses another. */
export const CycleSwitch = () => {
  const { data, refreshing } = useOperation('cycles.list', {});
  const { cycle, setCycle } = useSession();
  const cycles = data?.cycles;
  useEffect(() => {
    // A cycle that was made a moment ago is in the list that is on its way.
    if (cycles === undefined || refreshing || cycles.some(({ code }) => code === cycle)) return;
    const newest = cycles.toSorted((a, b) => b.year - a.year || b.code.localeCompare(a.code))[0];
    setCycle(newest?.code ?? null);
  }, [cycles, refreshing, cycle, setCycle]);
  if (cycles === undefined) return null;
  if (cycles.length === 0) return <span className="quiet">{shellWords.noCycle}</span>;
  return (
    <Select
      className="cycle-switch"
      aria-label={shellWords.cycle}
      value={cycle}
      onChange={(chosen) => {
        setCycle(chosen);
        follow(chosen);
      }}
      options={cycles.map(({ code, name, status }) => ({
        value: code,
        label: `${name}（${cycleStatuses[status]}）`,
      }))}
    />
  );
};
