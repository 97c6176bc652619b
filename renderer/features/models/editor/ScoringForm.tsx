/** The parameters of a leaf's way of scoring: one form for each of the eleven (model-spec §3). */
import type { ReactNode } from 'react';
import { type ScoringMethod, scoring as scoringSchema } from '#shared/model/definition.ts';
import { changeMethod, formulaNames } from '#shared/model/editing/edit-leaf.ts';
import { asText, ownField } from '#shared/model/json-view.ts';
import { methodNames } from '#shared/words/zh-CN/model-terms.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { ChoiceField, NumberField, TextCell, TextField } from './fields.tsx';
import { type LeafEditing, labelOf, setItemName, setLabel, setParameters } from './leaf-editing.ts';
import { refusal } from './node-findings.ts';
import { BandRows, bandsBy, CountedRows, LevelRows, limitOf } from './ScoringRows.tsx';

const words = modelEditorWords.scoring;
const rows = modelEditorWords.rows;

export const methods: readonly ScoringMethod[] = scoringSchema.options.map(
  (option) => option.shape.method.value,
);

const measuredFields = ['scoring.value', 'scoring.numerator', 'scoring.denominator', 'scoring.whenZero'];

/** Fields that the form of each method shows, tables by their own name. */
const fieldsOf: Record<ScoringMethod, readonly string[]> = {
  ratio: [...measuredFields.slice(1), 'scoring.target', 'scoring.floor'],
  linear: [...measuredFields, 'scoring.worst', 'scoring.best'],
  bands: [...measuredFields, 'scoring.bands', 'scoring.otherwise'],
  deduct: ['scoring.items'],
  award: ['scoring.items'],
  boolean: ['scoring.item', 'scoring.yes', 'scoring.no'],
  rubric: ['scoring.item', 'scoring.levels'],
  survey: ['scoring.mean', 'scoring.count', 'scoring.min', 'scoring.max', 'scoring.minimumCount'],
  manual: ['scoring.item'],
  relative: ['scoring.value', 'scoring.by', 'scoring.direction', 'scoring.step'],
  formula: ['scoring.expression'],
};

/** The method of a leaf; undefined where there is none, or one that is not known. */
export const methodOf = ({ scoring }: Pick<LeafEditing, 'scoring'>): ScoringMethod | undefined =>
  methods.find((method) => method === scoring.method);

export const shownScoringFields = (method: ScoringMethod | undefined): readonly string[] => [
  'scoring.method',
  ...(method === undefined ? [] : fieldsOf[method]),
];

export const ScoringForm = ({ leaf }: { leaf: LeafEditing }) => {
  const method = methodOf(leaf);
  return (
    <>
      <ChoiceField<ScoringMethod>
        field="scoring.method"
        title={words.method}
        required
        wide
        value={method}
        placeholder={words.chooseMethod}
        options={methods.map((value) => ({ value, label: `${methodNames[value]}：${words.methods[value]}` }))}
        findings={leaf.findings.at('scoring.method')}
        onTake={(value) =>
          leaf.change(
            (document) => changeMethod(document, leaf.code, value),
            words.setMethod(leaf.code, methodNames[value]),
          )
        }
      />
      {method !== undefined && parts[method](leaf)}
    </>
  );
};

interface ParameterProps {
  leaf: LeafEditing;
  name: string;
  title: string;
  percent?: boolean;
  /** What holds while nothing is given; without it something has to be given. */
  standard?: number;
  hint?: string;
}

const NumberParameter = ({ leaf, name, title, percent = false, standard, hint }: ParameterProps) => (
  <NumberField
    field={`scoring.${name}`}
    title={title}
    percent={percent}
    required={standard === undefined}
    value={ownField(leaf.scoring, name) ?? standard}
    findings={leaf.findings.at(`scoring.${name}`)}
    hint={hint}
    onTake={(value) => setParameters(leaf, { [name]: value })}
  />
);

interface ChoiceParameterProps<Value extends string> extends Omit<ParameterProps, 'standard' | 'percent'> {
  choices: Readonly<Record<Value, string>>;
  standard?: Value;
}

const ChoiceParameter = <Value extends string>({
  leaf,
  name,
  title,
  choices,
  standard,
  hint,
}: ChoiceParameterProps<Value>) => (
  <ChoiceField<Value>
    field={`scoring.${name}`}
    title={title}
    value={(asText(ownField(leaf.scoring, name)) as Value | null) ?? standard}
    options={(Object.keys(choices) as Value[]).map((value) => ({ value, label: choices[value] }))}
    findings={leaf.findings.at(`scoring.${name}`)}
    hint={hint}
    onTake={(value) => setParameters(leaf, { [name]: value })}
  />
);

/** What is filled in: what it is called on the form, and the code under which values are kept. */
const ItemParameter = ({ leaf, name, title }: ParameterProps) => {
  const item = asText(ownField(leaf.scoring, name)) ?? '';
  return (
    <div className="form-field form-field-wide editor-item">
      <TextField
        field={`scoring.${name}`}
        title={title}
        value={labelOf(leaf, item)}
        hint={labelOf(leaf, item) === '' ? words.itemHint : undefined}
        onTake={(label) => {
          setLabel(leaf, item, label);
          return null;
        }}
      />
      <TextField
        field={`scoring.${name}.code`}
        title={rows.itemCode}
        value={item}
        required
        findings={leaf.findings.at(`scoring.${name}`)}
        onTake={(code) => {
          if (code === '') return refusal('model.field.empty');
          if (item === '') setParameters(leaf, { [name]: code });
          else if (!setItemName(leaf, item, code)) return refusal('modelEditor.taken', code);
          return null;
        }}
      />
    </div>
  );
};

const WhenZero = ({ leaf }: { leaf: LeafEditing }) => (
  <ChoiceParameter
    leaf={leaf}
    name="whenZero"
    title={words.whenZero}
    choices={words.whenZeros}
    standard="missing"
  />
);

const isQuotient = ({ scoring }: LeafEditing): boolean =>
  ownField(scoring, 'numerator') !== undefined || ownField(scoring, 'denominator') !== undefined;

/** x of 线性 and 分档: a value, or a quotient of two counts. */
const Measured = ({ leaf }: { leaf: LeafEditing }) => {
  const quotient = isQuotient(leaf);
  const { scoring } = leaf;
  const choose = (way: 'value' | 'quotient'): void => {
    const first = asText(scoring.value) ?? asText(scoring.numerator) ?? 'value';
    if (way === 'value') {
      setParameters(leaf, {
        value: first,
        numerator: undefined,
        denominator: undefined,
        whenZero: undefined,
      });
    } else {
      const second = first === 'd' ? 'd2' : 'd';
      setParameters(leaf, { value: undefined, numerator: first, denominator: second });
    }
  };
  return (
    <>
      <ChoiceField<'value' | 'quotient'>
        field="scoring.measured"
        title={words.measured}
        value={quotient ? 'quotient' : 'value'}
        options={[
          { value: 'value', label: words.byValue },
          { value: 'quotient', label: words.byQuotient },
        ]}
        onTake={choose}
      />
      {quotient ? (
        <>
          <WhenZero leaf={leaf} />
          <ItemParameter leaf={leaf} name="numerator" title={words.numerator} />
          <ItemParameter leaf={leaf} name="denominator" title={words.denominator} />
        </>
      ) : (
        <ItemParameter leaf={leaf} name="value" title={words.value} />
      )}
    </>
  );
};

const Bands = ({ leaf }: { leaf: LeafEditing }) => (
  <>
    <Measured leaf={leaf} />
    <ChoiceField<'atLeast' | 'atMost'>
      field="scoring.limit"
      title={words.limit}
      value={limitOf(leaf.scoring)}
      options={[
        { value: 'atLeast', label: words.downwards },
        { value: 'atMost', label: words.upwards },
      ]}
      onTake={(limit) => setParameters(leaf, { bands: bandsBy(leaf.scoring, limit) })}
    />
    <NumberParameter leaf={leaf} name="otherwise" title={words.otherwise} percent standard={0} />
    <BandRows leaf={leaf} percent={isQuotient(leaf)} />
  </>
);

const Relative = ({ leaf }: { leaf: LeafEditing }) => {
  const { by } = leaf.scoring;
  return (
    <>
      <ItemParameter leaf={leaf} name="value" title={words.value} />
      <ChoiceField<keyof typeof words.comparisons>
        field="scoring.by"
        title={words.by}
        required
        value={(asText(by) as keyof typeof words.comparisons | null) ?? undefined}
        options={(Object.keys(words.comparisons) as (keyof typeof words.comparisons)[]).map((value) => ({
          value,
          label: words.comparisons[value],
        }))}
        findings={leaf.findings.at('scoring.by')}
        onTake={(value) =>
          setParameters(leaf, {
            by: value,
            // `best` knows higher only, and only `rankStep` has a step.
            ...(value === 'best' ? { direction: 'higher' } : {}),
            step: value === 'rankStep' ? (leaf.scoring.step ?? 0.1) : undefined,
          })
        }
      />
      <ChoiceParameter leaf={leaf} name="direction" title={words.direction} choices={words.directions} />
      {by === 'rankStep' && <NumberParameter leaf={leaf} name="step" title={words.step} percent />}
    </>
  );
};

/** Names in the formula are items: each may be labelled. */
const Formula = ({ leaf }: { leaf: LeafEditing }) => {
  const expression = asText(leaf.scoring.expression) ?? '';
  const names = formulaNames(expression);
  return (
    <>
      <TextField
        field="scoring.expression"
        title={words.expression}
        required
        wide
        lines
        value={expression}
        findings={leaf.findings.at('scoring.expression')}
        hint={words.expressionHint}
        onTake={(text) => {
          setParameters(leaf, { expression: text });
          return null;
        }}
      />
      <p className="quiet form-field-wide">{words.formulaWords}</p>
      {names.length > 0 && (
        <table className="plain-table editor-rows form-field-wide" aria-label={words.formulaItems}>
          <thead>
            <tr>
              <th scope="col">{rows.itemCode}</th>
              <th scope="col">{rows.label}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row" className="num">
                  {name}
                </th>
                <td>
                  <TextCell
                    label={`${name} ${rows.label}`}
                    value={labelOf(leaf, name)}
                    onTake={(label) => {
                      setLabel(leaf, name, label);
                      return true;
                    }}
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

const parts: Record<ScoringMethod, (leaf: LeafEditing) => ReactNode> = {
  ratio: (leaf) => (
    <>
      <ItemParameter leaf={leaf} name="numerator" title={words.numerator} />
      <ItemParameter leaf={leaf} name="denominator" title={words.denominator} />
      <NumberParameter
        leaf={leaf}
        name="target"
        title={words.target}
        percent
        standard={1}
        hint={words.targetHint}
      />
      <NumberParameter
        leaf={leaf}
        name="floor"
        title={words.floor}
        percent
        standard={0}
        hint={words.floorHint}
      />
      <WhenZero leaf={leaf} />
    </>
  ),
  linear: (leaf) => (
    <>
      <Measured leaf={leaf} />
      <NumberParameter leaf={leaf} name="best" title={words.best} percent={isQuotient(leaf)} />
      <NumberParameter leaf={leaf} name="worst" title={words.worst} percent={isQuotient(leaf)} />
    </>
  ),
  bands: (leaf) => <Bands leaf={leaf} />,
  deduct: (leaf) => <CountedRows leaf={leaf} deducts />,
  award: (leaf) => <CountedRows leaf={leaf} deducts={false} />,
  boolean: (leaf) => (
    <>
      <ItemParameter leaf={leaf} name="item" title={words.item} />
      <NumberParameter leaf={leaf} name="yes" title={words.yes} percent standard={1} />
      <NumberParameter leaf={leaf} name="no" title={words.no} percent standard={0} />
    </>
  ),
  rubric: (leaf) => (
    <>
      <ItemParameter leaf={leaf} name="item" title={words.item} />
      <LevelRows leaf={leaf} />
    </>
  ),
  survey: (leaf) => (
    <>
      <ItemParameter leaf={leaf} name="mean" title={words.mean} />
      <ItemParameter leaf={leaf} name="count" title={words.count} />
      <NumberParameter leaf={leaf} name="max" title={words.max} />
      <NumberParameter leaf={leaf} name="min" title={words.min} />
      <NumberParameter leaf={leaf} name="minimumCount" title={words.minimumCount} standard={1} />
    </>
  ),
  manual: (leaf) => <ItemParameter leaf={leaf} name="item" title={words.item} />,
  relative: (leaf) => <Relative leaf={leaf} />,
  formula: (leaf) => <Formula leaf={leaf} />,
};
