import { Select } from 'antd';

/** Narrows a list to one code of a closed list; empty for all. */
export const Choice = ({
  label,
  list,
  value,
  onChange,
}: {
  label: string;
  list: Readonly<Record<string, string>>;
  value: string | null;
  onChange: (value: string | null) => void;
}) => (
  <Select
    className="filter-choice"
    aria-label={label}
    placeholder={label}
    allowClear
    popupMatchSelectWidth={false}
    value={value}
    options={Object.entries(list).map(([code, name]) => ({ value: code, label: name }))}
    onChange={(chosen: string | null | undefined) => onChange(chosen ?? null)}
  />
);
