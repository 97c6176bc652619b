/** Filters of a list under names: choose one, save the present one, forget one. Saved in the office's database. */
import { DeleteOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { type FormEvent, useState } from 'react';
import type { OperationInput } from '#shared/contract/client.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { uiWords } from '../../i18n/zh-CN/ui.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';

const words = uiWords.savedFilters;

interface Props<F extends object> {
  /** Name of the list, unique in the window. */
  list: string;
  filter: F;
  /** Whether anything is filtered: nothing else is worth a name. */
  filtered: boolean;
  /** The filter when none was chosen. Its fields are those that are taken from a saved one, which may be older. */
  initial: F;
  onChoose: (filter: F) => void;
}

const stillKnown = <F extends object>(initial: F, saved: Readonly<Record<string, unknown>>): F => ({
  ...initial,
  ...Object.fromEntries(Object.entries(saved).filter(([field]) => field in initial)),
});

export const SavedFilters = <F extends object>({ list, filter, filtered, initial, onChoose }: Props<F>) => {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={words.title}
      open={open}
      onOpenChange={setOpen}
      content={
        open && (
          <Choice
            list={list}
            filter={filter}
            filtered={filtered}
            initial={initial}
            onChoose={(chosen: F) => {
              onChoose(chosen);
              setOpen(false);
            }}
          />
        )
      }
    >
      <Button icon={<FilterOutlined aria-hidden />}>{words.title}</Button>
    </Popover>
  );
};

const Choice = <F extends object>({ list, filter, filtered, initial, onChoose }: Props<F>) => {
  const { data, failure: notRead, refresh } = useOperation('filters.list', { list });
  const save = useCommand('filters.save');
  const remove = useCommand('filters.remove');
  const [name, setName] = useState('');
  const saved = data?.filters ?? [];
  const known = saved.some((one) => one.name === name.trim());
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!filtered || name.trim() === '') return;
    const answer = await save.run({
      list,
      name: name.trim(),
      filter: filter as OperationInput<'filters.save'>['filter'],
    });
    if (answer !== null) setName('');
  };
  return (
    <div className="saved-filters">
      <FailureNotice failure={notRead ?? save.failure ?? remove.failure} onRetry={refresh} />
      {data !== undefined && saved.length === 0 && <p className="quiet">{words.none}</p>}
      <ul>
        {saved.map((one) => (
          <li key={one.name}>
            <Button type="text" block onClick={() => onChoose(stillKnown(initial, one.filter))}>
              {one.name}
            </Button>
            <Button
              type="text"
              aria-label={words.remove(one.name)}
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => void remove.run({ list, name: one.name })}
            />
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void keep(event)}>
        <Input
          aria-label={words.name}
          placeholder={words.nameHint}
          maxLength={30}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <ActionButton
          htmlType="submit"
          disabledReason={filtered ? (name.trim() === '' ? words.nameFirst : null) : words.filterFirst}
        >
          {known ? words.replace : words.save}
        </ActionButton>
      </form>
    </div>
  );
};
