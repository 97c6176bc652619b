/** 基本设置: what the model is called, whom it is for, and how points become a total and a rank. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { asArray, asNumber, asObjects, asText } from '#shared/model/json-view.ts';
import {
  modelPhrases,
  roundAtNames,
  roundingNames,
  subjectKindName,
  subjectKindNames,
  tieNames,
} from '#shared/words/zh-CN/model-terms.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { FormField } from '../../../ui/form/FormField.tsx';
import { FormSection } from '../../../ui/form/FormPage.tsx';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import { findingsAt, findingsWithin } from './finding-tab.ts';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.settings;

/** What a document that says nothing means. */
const defaults = {
  decimals: '2',
  rounding: 'half-up',
  roundAt: 'leaf',
  ties: 'competition',
  vetoedLast: 'true',
} as const;

const choices = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const texts = (value: unknown): string[] =>
  asArray(value).filter((one): one is string => typeof one === 'string');

export const SettingsTab = ({ draft }: { draft: Draft }) => {
  const { document, findings } = draft;
  const put = (field: string, value: unknown): void =>
    draft.change(
      ({ [field]: _, ...rest }) => (value === undefined ? rest : { ...rest, [field]: value }),
      words.step(words.titles[field as keyof typeof words.titles]),
    );
  const about = (field: keyof typeof words.titles) => ({
    field,
    title: words.titles[field],
    hint: words.hints[field],
    findings: findingsAt(findings, field),
  });
  const text = (field: 'name' | 'code' | 'version'): ReactNode => (
    <TextField
      {...about(field)}
      required
      value={asText(document[field]) ?? ''}
      onTake={(value) => {
        put(field, value);
        return null;
      }}
    />
  );
  const choice = (
    field: 'rounding' | 'roundAt' | 'ties' | 'decimals' | 'vetoedLast',
    names: Readonly<Record<string, string>>,
    read: (value: string) => unknown = (value) => value,
  ): ReactNode => (
    <ChoiceField
      {...about(field)}
      value={String(document[field] ?? defaults[field])}
      options={choices(names)}
      onTake={(value) => put(field, read(value))}
    />
  );
  return (
    <section className="panel model-scroll model-part-form">
      <FormSection title={words.identity}>
        {text('name')}
        {text('code')}
        {text('version')}
        <Several
          {...about('subjectKinds')}
          findings={findingsWithin(findings, 'subjectKinds')}
          value={texts(document.subjectKinds)}
          options={choices(subjectKindNames)}
          name={subjectKindName}
          onTake={(kinds) => put('subjectKinds', kinds)}
        />
      </FormSection>
      <FormSection title={words.points}>
        <NumberField
          {...about('fullScore')}
          required
          value={asNumber(document.fullScore)}
          onTake={(value) => put('fullScore', value)}
        />
        {choice('decimals', words.decimals, Number)}
        {choice('rounding', roundingNames)}
        {choice('roundAt', roundAtNames)}
      </FormSection>
      <FormSection title={words.ranks}>
        {choice('ties', tieNames)}
        <Several
          {...about('tieBreak')}
          findings={findings.filter(({ code }) => code.startsWith('model.tieBreak.'))}
          value={texts(document.tieBreak)}
          options={tieBreakChoices(draft)}
          name={(key) => key.replace(/^node:/, '')}
          onTake={(keys) => put('tieBreak', keys.length === 0 ? undefined : keys)}
        />
        {choice(
          'vetoedLast',
          { true: modelPhrases.vetoedLast, false: modelPhrases.vetoedByScore },
          (value) => value === 'true',
        )}
      </FormSection>
    </section>
  );
};

const tieBreakChoices = ({ document }: Draft) => [
  { value: 'fewerVetoes', label: modelPhrases.fewerVetoes },
  ...asObjects(document.nodes).map(({ code, name }) => ({
    value: `node:${asText(code) ?? ''}`,
    label: `${asText(code) ?? ''} ${modelPhrases.betterNode(asText(name) ?? '')}`,
  })),
];

interface SeveralProps {
  field: string;
  title: string;
  hint: string;
  findings: Draft['findings'];
  value: readonly string[];
  options: readonly { value: string; label: string }[];
  /** How a value is called that is not among the choices. */
  name: (value: string) => string;
  onTake: (values: string[]) => void;
}

/** Some of a list, in the order in which they were chosen. */
const Several = ({ field, title, hint, findings, value, options, name, onTake }: SeveralProps) => {
  const known = new Set(options.map((option) => option.value));
  const strange = value.filter((one) => !known.has(one)).map((one) => ({ value: one, label: name(one) }));
  return (
    <FormField field={field} title={title} hint={hint} findings={findings} wide>
      {({ 'aria-required': _, ...control }) => (
        <Select<string[]>
          {...control}
          mode="multiple"
          value={[...value]}
          options={[...options, ...strange]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={onTake}
        />
      )}
    </FormField>
  );
};
