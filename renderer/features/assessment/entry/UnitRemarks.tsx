/** Above a unit's sheet: why it was returned and until when, as long as it is. */
import { Alert } from 'antd';
import type { UnitState } from '#shared/domain/unit-states.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';

export const UnitRemarks = ({ cycle, unit, state }: { cycle: string; unit: string; state: UnitState }) => {
  const returned = state === 'returned';
  const { data } = useOperation('cycleUnits.steps', { cycle, bodyUscc: unit }, { enabled: returned });
  const last = returned ? data?.steps.findLast(({ step }) => step === 'return') : undefined;
  if (last?.reason == null) return null;
  return (
    <Alert
      className="notice returned-notice"
      type="warning"
      showIcon
      title={words.returned(last.reason, last.dueOn)}
    />
  );
};
