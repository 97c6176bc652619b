/** Which unit the sheet is of, and the way to the one before and after. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select, Space } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';

const words = assessmentWords.entry;

export const UnitSwitch = ({
  units,
  unit,
  onChange,
}: {
  units: OperationOutput<'cycles.read'>['units'];
  unit: string;
  onChange: (uscc: string) => void;
}) => {
  const at = units.findIndex(({ bodyUscc }) => bodyUscc === unit);
  const step = (by: 1 | -1) => {
    const next = units[at + by];
    return { disabled: next === undefined, onClick: () => next !== undefined && onChange(next.bodyUscc) };
  };
  return (
    <Space.Compact>
      <Button icon={<LeftOutlined aria-hidden />} aria-label={words.previousUnit} {...step(-1)} />
      <Select
        className="unit-switch"
        aria-label={words.unit}
        value={unit}
        onChange={onChange}
        showSearch={{ optionFilterProp: 'label' }}
        options={units.map(({ bodyUscc, name }) => ({ value: bodyUscc, label: name }))}
      />
      <Button icon={<RightOutlined aria-hidden />} aria-label={words.nextUnit} {...step(1)} />
    </Space.Compact>
  );
};
