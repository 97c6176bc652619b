import { Button, Input } from 'antd';
import { domains, polarities, recordStatuses, severities, subjectTypes } from '#shared/domain/code-lists.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { isFiltered, noFilter, type RecordFilter } from './record-filter.ts';

const words = archiveWords.records;

interface Props {
  filter: RecordFilter;
  onChange: (change: Partial<RecordFilter>) => void;
}

export const RecordFilters = ({ filter, onChange }: Props) => (
  <>
    <Input.Search
      className="filter-text"
      aria-label={words.text}
      placeholder={words.textHint}
      allowClear
      value={filter.text}
      onChange={({ target }) => onChange({ text: target.value })}
    />
    <BodyFilter label={words.unit} uscc={filter.bodyUscc} onChange={(bodyUscc) => onChange({ bodyUscc })} />
    <Choice
      label={words.polarity}
      list={polarities}
      value={filter.polarity}
      onChange={(polarity) => onChange({ polarity })}
    />
    <Choice
      label={words.severity}
      list={severities}
      value={filter.severity}
      onChange={(severity) => onChange({ severity })}
    />
    <Choice
      label={words.status}
      list={recordStatuses}
      value={filter.status}
      onChange={(status) => onChange({ status })}
    />
    <Choice
      label={words.domain}
      list={domains}
      value={filter.domain}
      onChange={(domain) => onChange({ domain })}
    />
    <Choice
      label={words.subjectType}
      list={subjectTypes}
      value={filter.subjectType}
      onChange={(subjectType) => onChange({ subjectType })}
    />
    <span className="filter">
      <span>{words.decided}</span>
      <DateInput
        label={`${words.decided}${words.decidedFrom}`}
        value={filter.decidedFrom}
        onChange={(decidedFrom) => onChange({ decidedFrom })}
      />
      <span aria-hidden>—</span>
      <DateInput
        label={`${words.decided}${words.decidedTo}`}
        value={filter.decidedTo}
        onChange={(decidedTo) => onChange({ decidedTo })}
      />
    </span>
    {isFiltered(filter) && (
      <Button onClick={() => onChange({ ...noFilter, sort: filter.sort })}>{words.clear}</Button>
    )}
  </>
);
