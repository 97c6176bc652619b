/** Which body supplies each indicator that the units do not fill in themselves. */
import { Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { planWords } from '../../../i18n/zh-CN/plan.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Filler } from './plan-draft.ts';

const words = planWords.fillers;
type Model = OperationOutput<'models.describe'>;
type FillerRole = Filler['role'];

const assignable: readonly FillerRole[] = ['department', 'thirdParty', 'assessor', 'finalReview'];
const isAssignable = (role: string): role is FillerRole => assignable.some((one) => one === role);

interface Line {
  leaf: string;
  name: string;
  role: FillerRole;
  roleName: string;
}

const linesOf = ({ nodes }: Model): Line[] =>
  nodes.flatMap(({ code, name, leaf }) =>
    (leaf?.filledBy ?? []).flatMap(({ role, name: roleName }) =>
      isAssignable(role) ? [{ leaf: code, name, role, roleName }] : [],
    ),
  );

export interface FillersProps {
  /** `CODE VERSION` of the cycle's models. */
  models: readonly string[];
  fillers: readonly Filler[];
  closed: boolean;
  onChange: (fillers: Filler[]) => void;
}

export const Fillers = ({ models, fillers, closed, onChange }: FillersProps) => {
  const [model, setModel] = useState(models[0] ?? '');
  const [code = '', version = ''] = model.split(' ');
  const described = useOperation('models.describe', { code, version }, { enabled: code !== '' });
  const { rows, hasMore, loadMore } = usePages('bodies.list', { limit: 1000 });
  useEffect(() => {
    if (hasMore) loadMore();
  }, [hasMore, loadMore]);
  const bodies = useMemo(() => rows.map(({ uscc, name }) => ({ value: uscc, label: name })), [rows]);
  const lines = described.data === undefined ? [] : linesOf(described.data);
  const bodyOf = ({ leaf, role }: Line): string | null =>
    fillers.find((one) => one.modelCode === code && one.leaf === leaf && one.role === role)?.bodyUscc ?? null;
  const assign = ({ leaf, role }: Line, bodyUscc: string | null): void => {
    const others = fillers.filter(
      (one) => !(one.modelCode === code && one.leaf === leaf && one.role === role),
    );
    onChange(bodyUscc === null ? others : [...others, { modelCode: code, leaf, role, bodyUscc }]);
  };
  return (
    <>
      <p className="quiet">{words.hint}</p>
      <FailureNotice failure={described.failure} onRetry={described.refresh} />
      <div className="unit-bar">
        {models.length > 1 && (
          <Select
            aria-label={words.model}
            value={model}
            onChange={setModel}
            options={models.map((value) => ({ value, label: value }))}
          />
        )}
        <span className="quiet num">
          {lines.length > 0 &&
            words.assigned(lines.filter((line) => bodyOf(line) !== null).length, lines.length)}
        </span>
      </div>
      {models.length === 0 ? (
        <p>{planWords.units.none}</p>
      ) : described.data !== undefined && lines.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <table className="plain-table plan-table" aria-label={words.label}>
          <thead>
            <tr>
              <th scope="col">{words.code}</th>
              <th scope="col">{words.leaf}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.body}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.leaf} ${line.role}`}>
                <td className="num">{line.leaf}</td>
                <td>{line.name}</td>
                <td>{line.roleName}</td>
                <td className="filler">
                  <Select<string>
                    aria-label={words.of(`${line.leaf} ${line.name}`)}
                    value={bodyOf(line)}
                    disabled={closed}
                    allowClear
                    placeholder={words.choose}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={bodies}
                    onChange={(value) => assign(line, value ?? null)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};
