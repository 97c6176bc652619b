/** Values typed in, points shown at once, reckoned by the engine as a run would. */
import { Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { exampleOthers, exampleValues, type TypedExample } from './example-values.ts';

type Leaf = NonNullable<OperationOutput<'models.describe'>['nodes'][number]['leaf']>;
type Item = Leaf['items'][number];

export interface LiveExampleProps {
  model: ModelSource;
  code: string;
  leaf: Leaf;
  points: string;
}

export const LiveExample = ({ model, code, leaf, points }: LiveExampleProps) => {
  const [values, setValues] = useState(() => exampleValues(leaf, points));
  const [others, setOthers] = useState(exampleOthers);
  const compares = leaf.method === 'relative';
  const { data, failure } = useOperation('models.tryLeaf', {
    model,
    leaf: code,
    values,
    others: compares
      ? others
          .split(/[\s、]+/)
          .filter(Boolean)
          .slice(0, 100)
      : [],
  });
  const change = (of: TypedExample, text: string): void =>
    setValues(values.map((value) => (value === of ? { ...value, text } : value)));
  const faultOf = ({ role, item }: TypedExample): Finding | undefined =>
    data?.findings.find((finding) => finding.item === item && (finding.role ?? null) === role);

  return (
    <section className="model-example">
      <h3>{words.example}</h3>
      <p className="quiet">{words.exampleText}</p>
      <div className="model-example-fields">
        {values.map((value) => {
          const item = leaf.items.find((one) => one.code === value.item);
          const filler = leaf.filledBy.find(({ role }) => role === value.role);
          return (
            item !== undefined && (
              <ExampleField
                key={`${value.role} ${value.item}`}
                item={item}
                role={filler === undefined ? null : words.exampleRole(filler.name, filler.share ?? '')}
                text={value.text}
                fault={faultOf(value)}
                onChange={(text) => change(value, text)}
              />
            )
          );
        })}
        {compares && <OthersField text={others} onChange={setOthers} />}
      </div>
      <FailureNotice failure={failure} />
      <ExampleResult tried={data} />
    </section>
  );
};

interface ExampleFieldProps {
  item: Item;
  role: string | null;
  text: string;
  fault: Finding | undefined;
  onChange: (text: string) => void;
}

const ExampleField = ({ item, role, text, fault, onChange }: ExampleFieldProps) => {
  const field = useId();
  const problem = useId();
  const label = role === null ? item.label : `${item.label} · ${role}`;
  return (
    <div className="model-example-field">
      <label htmlFor={field} id={`${field}-label`}>
        {label}
      </label>
      <ExampleInput
        field={field}
        item={item}
        text={text}
        invalid={fault !== undefined}
        problem={problem}
        onChange={onChange}
      />
      {fault !== undefined && (
        <p className="bad" id={problem}>
          {describeFinding(fault)}
        </p>
      )}
    </div>
  );
};

interface ExampleInputProps {
  field: string;
  item: Item;
  text: string;
  invalid: boolean;
  problem: string;
  onChange: (text: string) => void;
}

const ExampleInput = ({ field, item, text, invalid, problem, onChange }: ExampleInputProps) => {
  switch (item.type) {
    case 'flag':
      return (
        <Radio.Group
          aria-labelledby={`${field}-label`}
          value={text}
          onChange={(event) => onChange(String(event.target.value))}
          options={[
            { value: '是', label: words.exampleYes },
            { value: '否', label: words.exampleNo },
            { value: '', label: words.exampleEmpty },
          ]}
        />
      );
    case 'level':
      return (
        <Select
          id={field}
          value={text}
          onChange={onChange}
          options={[
            ...item.levels.map((level) => ({ value: level, label: level })),
            { value: '', label: words.exampleEmpty },
          ]}
        />
      );
    default:
      return (
        <Input
          id={field}
          className="num"
          inputMode="decimal"
          value={text}
          status={invalid ? 'error' : ''}
          aria-invalid={invalid}
          {...(invalid ? { 'aria-describedby': problem } : {})}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
};

const OthersField = ({ text, onChange }: { text: string; onChange: (text: string) => void }) => {
  const field = useId();
  return (
    <div className="model-example-field">
      <label htmlFor={field}>{words.exampleOthers}</label>
      <Input id={field} className="num" value={text} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
};

const ExampleResult = ({ tried }: { tried: OperationOutput<'models.tryLeaf'> | undefined }) => {
  if (tried === undefined) return null;
  const { points, nominal, rate, status, trace, findings } = tried;
  // Those about one value stand at its field.
  const ofWhole = findings.filter(({ item }) => item === undefined);
  return (
    <div className="model-example-result" role="status">
      {points !== null && (
        <p>
          <strong className="num">{words.examplePoints(points, nominal)}</strong>
          {rate !== null && <span className="quiet num"> {words.exampleRate(rate)}</span>}
        </p>
      )}
      {words.exampleStatus[status] !== '' && (
        <p className={status === 'invalid' || status === 'blocked' ? 'bad' : 'warning'}>
          {words.exampleStatus[status]}
        </p>
      )}
      {ofWhole.map((finding) => (
        <p key={finding.code} className="bad">
          {describeFinding(finding)}
        </p>
      ))}
      {trace !== '' && (
        <p className="quiet">
          {words.exampleTrace}：{trace}
        </p>
      )}
    </div>
  );
};
