/** One audit rule as a form. */
import { Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { auditRelations, officialCounts } from '#shared/model/audit-rules/definition.ts';
import { itemNamesOf } from '#shared/model/editing/edit-leaf.ts';
import { entriesOf } from '#shared/model/editing/edit-outside.ts';
import {
  changeRule,
  removeValue,
  renameValue,
  setValue,
  valuesOf,
} from '#shared/model/editing/edit-rules.ts';
import { asNumber, asObjects, asText, isObject, type JsonObject } from '#shared/model/json-view.ts';
import { auditScopeNames } from '#shared/words/zh-CN/audit-rules.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { uiWords } from '../../../i18n/zh-CN/ui.ts';
import { FormSection } from '../../../ui/form/FormPage.tsx';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { ChoiceField, NumberField, TextCell, TextField } from './fields.tsx';
import { RowsTable } from './ScoringRows.tsx';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.rules;

export interface RuleFormProps {
  draft: Draft;
  rule: JsonObject;
  index: number;
  /** How findings name it. */
  called: string;
}

const choices = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

type TextName = 'code' | 'name' | 'left' | 'right' | 'when' | 'message' | 'basis';

export const RuleForm = ({ draft, rule, index, called }: RuleFormProps) => {
  const put = (fields: JsonObject): void =>
    draft.change((document) => changeRule(document, index, fields), words.changed(called));
  const findings = draft.findings.filter(({ params }) => params.rule === called);
  const text = (field: TextName, more: { required?: true; wide?: true; lines?: true } = {}): ReactNode => (
    <TextField
      {...more}
      field={`rule.${field}`}
      title={words.titles[field]}
      value={asText(rule[field]) ?? ''}
      onTake={(value) => {
        put({ [field]: value === '' && more.required !== true ? undefined : value });
        return null;
      }}
    />
  );
  const choice = (
    field: 'severity' | 'scope' | 'relation' | 'missing',
    names: Readonly<Record<string, string>>,
    unset?: string,
  ): ReactNode => (
    <ChoiceField
      field={`rule.${field}`}
      title={words.titles[field]}
      value={asText(rule[field]) ?? unset}
      options={choices(names)}
      onTake={(value) => put({ [field]: value })}
    />
  );
  return (
    <div className="form">
      {findings.map((finding) => (
        <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={`form-${finding.severity}`}>
          <SeverityMark severity={finding.severity} />
          <span>{describeFinding(finding)}</span>
        </p>
      ))}
      <FormSection title={words.what}>
        {text('code', { required: true })}
        {text('name', { required: true })}
        {choice('severity', uiWords.severity)}
        {choice('scope', auditScopeNames)}
      </FormSection>
      <Values draft={draft} rule={rule} index={index} called={called} />
      <FormSection title={words.asks}>
        {text('left', { required: true, wide: true })}
        {choice('relation', Object.fromEntries(auditRelations.map((sign) => [sign, sign])))}
        <Tolerance rule={rule} put={put} />
        {text('right', { required: true, wide: true })}
        {text('when', { wide: true })}
        {choice('missing', modelsWords.rules.missingWays, 'skip')}
        <Place draft={draft} rule={rule} put={put} />
      </FormSection>
      <FormSection title={words.says}>
        {text('message', { wide: true, lines: true })}
        {text('basis', { wide: true })}
      </FormSection>
    </div>
  );
};

interface PartProps {
  rule: JsonObject;
  put: (fields: JsonObject) => void;
}

const Tolerance = ({ rule, put }: PartProps) => {
  const given = isObject(rule.tolerance) ? rule.tolerance : null;
  const kind = given === null ? 'none' : 'percent' in given ? 'percent' : 'absolute';
  return (
    <>
      <ChoiceField
        field="rule.toleranceKind"
        title={words.tolerance}
        value={kind}
        options={choices(words.tolerances)}
        onTake={(next) => put({ tolerance: next === 'none' ? undefined : { [next]: 0 } })}
      />
      {given !== null && (
        <NumberField
          field="rule.tolerance"
          title={kind === 'percent' ? words.percent : words.absolute}
          value={asNumber(given[kind])}
          onTake={(value) => put({ tolerance: { [kind]: value ?? 0 } })}
        />
      )}
    </>
  );
};

const leavesOf = ({ outline }: Draft) =>
  outline.filter(({ leaf }) => leaf).map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));

/** The items of a leaf, with the labels that the author gave them. */
const itemsOf = ({ document }: Draft, leaf: unknown) => {
  const node = asObjects(document.nodes).find(({ code }) => code === leaf);
  const extensions = isObject(document.extensions) ? document.extensions : {};
  const labels = isObject(extensions.items) ? extensions.items[String(leaf)] : undefined;
  return itemNamesOf(node?.scoring).map((item) => {
    const label = isObject(labels) ? asText(labels[item]) : null;
    return { value: item, label: label === null ? item : `${item} ${label}` };
  });
};

const automatic = '';

const Place = ({ draft, rule, put }: PartProps & { draft: Draft }) => (
  <ChoiceField
    field="rule.at"
    title={words.at}
    search
    value={isObject(rule.at) ? (asText(rule.at.leaf) ?? automatic) : automatic}
    options={[{ value: automatic, label: words.atFirst }, ...leavesOf(draft)]}
    onTake={(leaf) => put({ at: leaf === automatic ? undefined : { leaf } })}
  />
);

type Source = keyof typeof words.sources;

const sourceOf = (operand: JsonObject): Source =>
  'metric' in operand
    ? 'metric'
    : 'decision' in operand
      ? 'decision'
      : 'officials' in operand
        ? 'officials'
        : 'leaf';

const Values = ({ draft, rule, index, called }: RuleFormProps) => {
  const values = valuesOf(rule);
  const leaves = leavesOf(draft);
  const decisions = (['bonus', 'penalty', 'vetoes'] as const)
    .flatMap((list) => entriesOf(draft.document, list))
    .map(({ code, name }) => ({
      value: asText(code) ?? '',
      label: `${asText(code) ?? ''} ${asText(name) ?? ''}`,
    }));
  const change = (edit: Parameters<Draft['change']>[0]): void => draft.change(edit, words.changed(called));
  const set = (name: string, operand: JsonObject): void =>
    change((document) => setValue(document, index, name, operand));
  const begin = (source: string): JsonObject => {
    if (source === 'decision') return { decision: decisions[0]?.value ?? '' };
    if (source === 'officials') return { officials: 'all' };
    const leaf = leaves[0]?.value ?? '';
    return { leaf, item: itemsOf(draft, leaf)[0]?.value ?? '' };
  };
  const add = (): void => {
    let number = 1;
    while (Object.hasOwn(values, `x${number}`)) number += 1;
    set(`x${number}`, begin('leaf'));
  };
  return (
    <fieldset className="form-section">
      <legend>{words.values}</legend>
      <p className="quiet">{words.valuesText}</p>
      <RowsTable
        kind="values"
        title={words.values}
        columns={[words.valueName, words.source, words.valueOf]}
        findings={[]}
        addLabel={words.addValue}
        onAdd={add}
        rows={Object.entries(values).map(([name, value]) => {
          const operand = isObject(value) ? value : {};
          const source = sourceOf(operand);
          return {
            key: name,
            onRemove: () => change((document) => removeValue(document, index, name)),
            cells: [
              <TextCell
                key="name"
                label={`${name} ${words.valueName}`}
                value={name}
                onTake={(to) => {
                  const taken = Object.hasOwn(values, to) || !/^[A-Za-z_]\w*$/.test(to);
                  if (!taken) change((document) => renameValue(document, index, name, to));
                  return !taken;
                }}
              />,
              <Select<string>
                key="source"
                size="small"
                className="editor-choice"
                aria-label={`${name} ${words.source}`}
                value={source}
                // A drawn value is written in the model file; here it can only be kept or replaced.
                options={choices(words.sources).filter(
                  (one) => one.value !== 'metric' || source === 'metric',
                )}
                onChange={(next) => set(name, begin(next))}
              />,
              <OperandCell
                key="of"
                draft={draft}
                name={name}
                source={source}
                operand={operand}
                leaves={leaves}
                decisions={decisions}
                put={(next) => set(name, next)}
              />,
            ],
          };
        })}
      />
    </fieldset>
  );
};

interface OperandCellProps {
  draft: Draft;
  name: string;
  source: Source;
  operand: JsonObject;
  leaves: { value: string; label: string }[];
  decisions: { value: string; label: string }[];
  put: (operand: JsonObject) => void;
}

const OperandCell = ({ draft, name, source, operand, leaves, decisions, put }: OperandCellProps) => {
  const pick = (
    title: string,
    value: unknown,
    options: { value: string; label: string }[],
    onTake: (value: string) => void,
  ): ReactNode => (
    <Select<string>
      size="small"
      className="editor-choice"
      aria-label={`${name} ${title}`}
      value={asText(value)}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={onTake}
    />
  );
  if (source === 'metric') return <span className="quiet">{words.metricKept}</span>;
  if (source === 'decision') {
    return pick(words.sources.decision, operand.decision, decisions, (decision) =>
      put({ ...operand, decision }),
    );
  }
  if (source === 'officials') {
    const counts = officialCounts.map((value) => ({ value, label: words.officials[value] }));
    return pick(words.sources.officials, operand.officials, counts, (officials) =>
      put({ ...operand, officials }),
    );
  }
  const { role: _, ...anyRole } = operand;
  const { period: __, ...thisPeriod } = operand;
  return (
    <div className="editor-operand">
      {pick(modelsWords.indicator, operand.leaf, leaves, (leaf) =>
        put({ ...operand, leaf, item: itemsOf(draft, leaf)[0]?.value ?? '' }),
      )}
      {pick(words.item, operand.item, itemsOf(draft, operand.leaf), (item) => put({ ...operand, item }))}
      {pick(
        words.role,
        operand.role ?? automatic,
        [{ value: automatic, label: words.anyRole }, ...choices(scorerRoles)],
        (role) => put(role === automatic ? anyRole : { ...operand, role }),
      )}
      <Checkbox
        checked={operand.period === 'last'}
        onChange={({ target }) => put(target.checked ? { ...operand, period: 'last' } : thisPeriod)}
      >
        {words.lastPeriod}
      </Checkbox>
    </div>
  );
};
