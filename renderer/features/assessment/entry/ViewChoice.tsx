/** How the values of a cycle are entered: unit by unit, indicator by indicator, or in one table of both. */
import { Select } from 'antd';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { goTo } from '../../../state/place.ts';
import { places } from '../../../ui/places.ts';

const words = assessmentWords.views;
type View = keyof typeof words.names;

export const ViewChoice = ({
  view,
  cycle,
  unit,
  role,
  model,
}: {
  view: View;
  cycle: string;
  /** The unit whose sheet is next; none while no unit is known. */
  unit: string | undefined;
  role: EntryRole;
  model: string;
}) => {
  const more = { role, ...(model === '' ? {} : { model }) };
  const addresses: Record<View, string | null> = {
    unit: unit === undefined ? null : places.entryCell({ cycle, unit, role }),
    column: places.entryColumns(cycle, more),
    matrix: places.entryMatrix(cycle, more),
  };
  return (
    <Select<View>
      aria-label={words.label}
      value={view}
      onChange={(next) => addresses[next] !== null && goTo(addresses[next])}
      options={(Object.keys(addresses) as View[]).map((value) => ({
        value,
        label: words.names[value],
        disabled: addresses[value] === null,
      }))}
    />
  );
};
