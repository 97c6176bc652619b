/**
 * A region code: typed whole, or found by a part of its name and picked from the list. What the field holds is the code;
 * its name is told by `useRegionName`.
 */
import { AutoComplete } from 'antd';
import type { ComponentProps } from 'react';
import { useOperation } from '../engine/use-operation.ts';
import { useSettled } from './use-settled.ts';

const offered = 12;

/** Names of a whole code; null while it is none, or the table does not know it. */
export const useRegionName = (typed: string): string | null => {
  const code = typed.normalize('NFKC').trim();
  const whole = /^\d{12}$/.test(code);
  const { data } = useOperation('regions.search', { text: code.slice(0, 9), limit: 1 }, { enabled: whole });
  const [region] = data?.regions ?? [];
  return whole && region?.code === `${code.slice(0, 9)}000` ? region.path : null;
};

export const RegionInput = ({
  value = '',
  ...rest
}: Omit<ComponentProps<typeof AutoComplete<string>>, 'value' | 'options'> & { value?: string }) => {
  const typed = value.trim();
  const text = useSettled(typed);
  const whole = /^\d{12}$/.test(typed);
  const { data } = useOperation(
    'regions.search',
    { text, limit: offered },
    { enabled: text !== '' && !whole },
  );
  const found = typed === '' || whole ? [] : (data?.regions ?? []);
  return (
    <AutoComplete<string>
      {...rest}
      value={value}
      options={found.map(({ code, path }) => ({
        value: code,
        label: (
          <span className="region-option">
            <span>{path}</span>
            <span className="quiet num">{code}</span>
          </span>
        ),
      }))}
      popupMatchSelectWidth={false}
    />
  );
};
