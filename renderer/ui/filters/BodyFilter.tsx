/** Narrows a list to one body, found by a part of its name or code. */
import { Select } from 'antd';
import { useState } from 'react';
import { useOperation } from '../../engine/use-operation.ts';
import { useSettled } from '../use-settled.ts';

export const BodyFilter = ({
  label,
  uscc,
  onChange,
}: {
  label: string;
  uscc: string | null;
  onChange: (uscc: string | null) => void;
}) => {
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  const { data } = useOperation('bodies.search', {
    sort: 'name',
    limit: 30,
    ...(text === '' ? {} : { text }),
  });
  // The chosen one may not be among the first that are offered.
  const chosen = useOperation('bodies.search', { text: uscc ?? '', limit: 1 }, { enabled: uscc !== null });
  const offered = data?.rows ?? [];
  const present = uscc === null ? undefined : chosen.data?.rows.find((body) => body.uscc === uscc);
  const bodies =
    present === undefined || offered.some((body) => body.uscc === uscc) ? offered : [present, ...offered];
  return (
    <Select
      className="filter-wide"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      popupMatchSelectWidth={false}
      value={uscc}
      options={bodies.map((body) => ({ value: body.uscc, label: body.name }))}
      onChange={(value: string | null | undefined) => onChange(value ?? null)}
    />
  );
};
