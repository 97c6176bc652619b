import { Select } from 'antd';
import { useEffect } from 'react';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { useOperation } from '../engine/use-operation.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { useSession } from '../state/session.ts';

/** The assessment cycle that pages are about; the newest until the user chooses another. */
export const CycleSwitch = () => {
  const { data } = useOperation('cycles.list', {});
  const { cycle, setCycle } = useSession();
  const cycles = data?.cycles;
  useEffect(() => {
    if (cycles === undefined || cycles.some(({ code }) => code === cycle)) return;
    const newest = cycles.toSorted((a, b) => b.year - a.year || b.code.localeCompare(a.code))[0];
    setCycle(newest?.code ?? null);
  }, [cycles, cycle, setCycle]);
  if (cycles === undefined) return null;
  if (cycles.length === 0) return <span className="quiet">{shellWords.noCycle}</span>;
  return (
    <Select
      className="cycle-switch"
      aria-label={shellWords.cycle}
      value={cycle}
      onChange={setCycle}
      options={cycles.map(({ code, name, status }) => ({
        value: code,
        label: `${name}（${cycleStatuses[status]}）`,
      }))}
    />
  );
};
