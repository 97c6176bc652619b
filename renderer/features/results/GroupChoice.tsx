import { Select } from 'antd';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';

/** A ranking group; null stands for the units without one. */
export interface GroupOption {
  group: string | null;
}

const keyOf = (group: string | null): string => (group === null ? 'none' : `group ${group}`);

export const groupName = (group: string | null): string => group ?? words.noGroup;

export interface GroupChoiceProps {
  label: string;
  groups: readonly GroupOption[];
  /** Undefined: all of them. */
  value: string | null | undefined;
  onChange: (group: string | null | undefined) => void;
  /** What “all” is called. */
  all: string;
  /** How a group is called. */
  name?: (group: string | null) => string;
}

export const GroupChoice = ({ label, groups, value, onChange, all, name = groupName }: GroupChoiceProps) => (
  <Select
    className="results-choice"
    aria-label={label}
    value={value === undefined ? 'all' : keyOf(value)}
    onChange={(key) => {
      const chosen = groups.find(({ group }) => keyOf(group) === key);
      onChange(chosen === undefined ? undefined : chosen.group);
    }}
    options={[
      { value: 'all', label: all },
      ...groups.map(({ group }) => ({ value: keyOf(group), label: name(group) })),
    ]}
  />
);
