/** What the draft changes against a stored version: the one that it began from, or another of its model. */
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useOperation } from '../../../engine/use-operation.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { ModelChanges } from '../ModelComparison.tsx';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.comparison;

export const ComparisonTab = ({ draft: { id, head } }: { draft: Draft }) => {
  const field = useId();
  const { data } = useOperation('models.list', {});
  const keyOf = ({ code, version }: { code: string; version: string }): string => `${code} ${version}`;
  const [chosen, setChosen] = useState(head.basedOn === null ? null : keyOf(head.basedOn));
  const versions = (data?.models ?? []).filter(
    ({ code }) => code === head.code || code === head.basedOn?.code,
  );
  const before = versions.find((version) => keyOf(version) === chosen);
  if (head.errors > 0) return <p className="quiet">{modelDraftWords.changesLater}</p>;
  if (data !== undefined && versions.length === 0) return <p className="quiet">{words.nothing}</p>;
  return (
    <div className="model-list">
      <div className="page-bar">
        <label htmlFor={field}>{modelsWords.compareWith}</label>
        <Select
          id={field}
          className="model-version-choice"
          placeholder={modelsWords.comparePlaceholder}
          value={before === undefined ? null : keyOf(before)}
          onChange={setChosen}
          options={versions.map((version) => ({
            value: keyOf(version),
            label: `${version.name} ${version.version}`,
          }))}
        />
      </div>
      {before === undefined ? (
        <p className="quiet">{modelsWords.compareChoose}</p>
      ) : (
        <ModelChanges
          before={{ code: before.code, version: before.version }}
          after={{ draft: id }}
          afterTitle={words.draft}
        />
      )}
    </div>
  );
};
