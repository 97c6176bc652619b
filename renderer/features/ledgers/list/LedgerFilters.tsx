import { Button, Input } from 'antd';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { isFiltered, type LedgerListFilter, noFilter, type Pace } from './ledger-filter.ts';

const words = ledgerWords.list;

/** Titles of the states by code, the withdrawn among them. */
export const statesOf = (definition: LedgerDefinition): Record<string, string> =>
  Object.fromEntries(
    [...Object.keys(definition.states), withdrawnState].map((state) => [
      state,
      stateTitle(definition, state),
    ]),
  );

interface Props {
  definition: LedgerDefinition;
  filter: LedgerListFilter;
  onChange: (change: Partial<LedgerListFilter>) => void;
}

export const LedgerFilters = ({ definition, filter, onChange }: Props) => {
  const { references, fields } = definition;
  const day = fields.happenedOn?.title ?? '';
  return (
    <>
      <Input.Search
        className="filter-text ledger-text"
        aria-label={words.text(definition.title)}
        placeholder={words.textHint}
        allowClear
        value={filter.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
      {(references.body !== undefined || references.record !== undefined) && (
        <BodyFilter
          label={references.body?.title ?? words.unit}
          uscc={filter.bodyUscc}
          onChange={(bodyUscc) => onChange({ bodyUscc })}
        />
      )}
      <Choice
        label={words.state}
        list={statesOf(definition)}
        value={filter.state}
        onChange={(state) => onChange({ state })}
      />
      <Choice
        label={words.pace}
        list={words.paces}
        value={filter.pace}
        onChange={(pace) => onChange({ pace: pace as Pace | null })}
      />
      <span className="filter">
        <span>{day}</span>
        <DateInput
          label={`${day}${words.from}`}
          value={filter.happenedFrom}
          onChange={(happenedFrom) => onChange({ happenedFrom })}
        />
        <span aria-hidden>—</span>
        <DateInput
          label={`${day}${words.to}`}
          value={filter.happenedTo}
          onChange={(happenedTo) => onChange({ happenedTo })}
        />
      </span>
      {isFiltered(filter) && (
        <Button onClick={() => onChange({ ...noFilter, sort: filter.sort })}>{words.clear}</Button>
      )}
    </>
  );
};

/** The filters in words, for the exported workbook; undefined when there are none. */
export const filterNote = (definition: LedgerDefinition, filter: LedgerListFilter): string | undefined => {
  const { text, state, pace, happenedFrom, happenedTo } = filter;
  const parts = [
    text.trim(),
    state === null ? '' : stateTitle(definition, state),
    pace === null ? '' : words.paces[pace],
    happenedFrom === '' && happenedTo === '' ? '' : `${happenedFrom}—${happenedTo}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `${words.filters}${parts.join('；')}`;
};
