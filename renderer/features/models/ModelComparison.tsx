/** What differs between this version and another one of the same model. */
import { Select } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

type Change = OperationOutput<'models.compare'>['changes'][number];

export interface ModelComparisonProps {
  model: { code: string; version: string };
}

export const ModelComparison = ({ model: { code, version } }: ModelComparisonProps) => {
  const field = useId();
  const { data: list } = useOperation('models.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const others = (list?.models ?? []).filter((model) => model.code === code && model.version !== version);
  if (list !== undefined && others.length === 0) return <p className="quiet">{words.compareOnly}</p>;
  return (
    <div className="model-list">
      <div className="page-bar">
        <label htmlFor={field}>{words.compareWith}</label>
        <Select
          id={field}
          className="model-version-choice"
          placeholder={words.comparePlaceholder}
          value={chosen}
          onChange={setChosen}
          options={others.map((model) => ({ value: model.version, label: `${model.name} ${model.version}` }))}
        />
      </div>
      {chosen === null ? (
        <p className="quiet">{words.compareChoose}</p>
      ) : (
        <ModelChanges before={{ code, version: chosen }} after={{ code, version }} afterTitle={version} />
      )}
    </div>
  );
};

const columnsFor = (before: string, after: string): DataColumn<Change>[] => [
  { key: 'kind', title: words.change, width: 4, text: ({ kind }) => words.changeKinds[kind], sort: true },
  { key: 'part', title: words.part, width: 6, text: ({ part }) => words.parts[part], sort: true },
  {
    key: 'what',
    title: words.what,
    width: 16,
    text: ({ part, code, name }) => (part === 'setting' ? '' : `${code} ${name}`.trim()),
    sort: true,
  },
  { key: 'field', title: words.field, width: 8, text: ({ fieldName }) => fieldName, sort: true },
  {
    key: 'before',
    title: words.before(before),
    width: 24,
    text: (change) => change.before ?? '',
    render: (change) => <span className="model-change-text">{change.before}</span>,
  },
  {
    key: 'after',
    title: words.after(after),
    width: 24,
    text: (change) => change.after ?? '',
    render: (change) => <span className="model-change-text">{change.after}</span>,
  },
];

export interface ModelChangesProps {
  before: { code: string; version: string };
  after: ModelSource;
  /** What the later one is called. */
  afterTitle: string;
}

export const ModelChanges = ({ before, after, afterTitle }: ModelChangesProps) => {
  const { data, failure, loading, refresh } = useOperation('models.compare', { before, after });
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <DataTable
        tableId="model-changes"
        label={words.compareList}
        columns={columnsFor(before.version, afterTitle)}
        rows={data?.changes ?? []}
        rowKey={({ part, code: of, field }) => `${part} ${of} ${field}`}
        loading={loading}
        empty={words.compareNone}
        exportName={words.compareList}
        exportNote={words.compareNote(before.version, afterTitle)}
      />
    </>
  );
};
