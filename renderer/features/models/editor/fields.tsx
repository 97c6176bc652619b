/**
 * Fields of a draft. What is typed becomes a change when the field is left, or with Enter; Esc brings back what was there. A text that
 * cannot be taken stays in sight, marked, and changes nothing.
 */
import { App, Input, Select } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { modelEditorWords as words } from '../../../i18n/zh-CN/model-editor.ts';
import { FormField } from '../../../ui/form/FormField.tsx';
import { sayBriefly } from './node-findings.ts';
import { readTyped, writeTyped } from './typed-number.ts';

/** A text that is being typed over a value. */
export interface Typed {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** @param take @returns false when the text cannot be taken, and stays */
export const useTyped = (value: string, take: (text: string) => boolean, lines = false): Typed => {
  const [typed, setTyped] = useState<string | null>(null);
  const { message: say } = App.useApp();
  const latest = useRef({ typed, value, take });
  latest.current = { typed, value, take };
  const leave = (): void => {
    if (typed === null) return;
    if (typed === value || take(typed)) setTyped(null);
  };
  useEffect(
    () => () => {
      // The form goes with what was typed: by a key of the window, or since the text could not be taken.
      const { typed, value, take } = latest.current;
      if (typed !== null && typed !== value && !take(typed)) void say.warning(words.notTaken(typed));
    },
    [say],
  );
  return {
    text: typed ?? value,
    onChange: setTyped,
    onBlur: leave,
    onKeyDown: (event) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') setTyped(null);
      else if (event.key === 'Enter' && !lines) leave();
      else return;
      event.preventDefault();
    },
  };
};

/** The same of a number; `fault` says why the text is none. */
const useTypedNumber = (
  value: unknown,
  onTake: (value: number | undefined) => void,
  percent: boolean,
): { typed: Typed; fault: Finding | null } => {
  const typed = useTyped(writeTyped(value, percent), (text) => {
    const reading = readTyped(text, percent);
    if ('fault' in reading) return false;
    onTake(reading.value ?? undefined);
    return true;
  });
  const reading = readTyped(typed.text, percent);
  return { typed, fault: 'fault' in reading ? reading.fault : null };
};

interface FieldProps {
  /** Its key in the form, under which findings name it. */
  field: string;
  title: string;
  findings?: readonly Finding[];
  hint?: string | undefined;
  wide?: boolean;
}

export interface TextFieldProps extends FieldProps {
  value: string;
  /** @returns why the text cannot be taken; null when it was */
  onTake: (text: string) => Finding | null;
  required?: boolean;
  lines?: boolean;
}

export const TextField = ({
  value,
  onTake,
  lines = false,
  required = false,
  findings = [],
  ...rest
}: TextFieldProps) => {
  const [refusal, setRefusal] = useState<Finding | null>(null);
  const typed = useTyped(
    value,
    (text) => {
      const refused = onTake(text.trim());
      setRefusal(refused);
      return refused === null;
    },
    lines,
  );
  const shown = refusal !== null && typed.text !== value ? [refusal] : findings;
  return (
    <FormField {...rest} required={required} findings={shown} say={(finding) => sayBriefly(finding)}>
      {(control) => {
        const input = {
          ...control,
          value: typed.text,
          onBlur: typed.onBlur,
          onKeyDown: typed.onKeyDown,
        };
        return lines ? (
          <Input.TextArea
            {...input}
            // Not `autoSize`: it measures with styles written into the page, which its content policy refuses.
            rows={3}
            onChange={(event) => typed.onChange(event.target.value)}
          />
        ) : (
          <Input {...input} onChange={(event) => typed.onChange(event.target.value)} />
        );
      }}
    </FormField>
  );
};

export interface NumberFieldProps extends FieldProps {
  value: unknown;
  /** Undefined: the field was emptied. */
  onTake: (value: number | undefined) => void;
  /** The number is a rate, written in percent. */
  percent?: boolean | undefined;
  required?: boolean;
  placeholder?: string | undefined;
}

export const NumberField = ({
  value,
  onTake,
  percent = false,
  required = false,
  placeholder,
  findings = [],
  ...rest
}: NumberFieldProps) => {
  const { typed, fault } = useTypedNumber(value, onTake, percent);
  const shown = fault === null ? findings : [fault];
  return (
    <FormField {...rest} required={required} findings={shown} say={(finding) => sayBriefly(finding, percent)}>
      {(control) => (
        <Input
          {...control}
          className="num"
          inputMode="decimal"
          value={typed.text}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(percent ? { suffix: '%' } : {})}
          onChange={(event) => typed.onChange(event.target.value)}
          onBlur={typed.onBlur}
          onKeyDown={typed.onKeyDown}
        />
      )}
    </FormField>
  );
};

export interface ChoiceFieldProps<Value extends string> extends FieldProps {
  /** Undefined: nothing is chosen yet. */
  value: Value | undefined;
  options: readonly { readonly value: Value; readonly label: string }[];
  onTake: (value: Value) => void;
  required?: boolean;
  search?: boolean;
  placeholder?: string;
}

export const ChoiceField = <Value extends string>({
  value,
  options,
  onTake,
  required = false,
  search = false,
  placeholder,
  findings = [],
  ...rest
}: ChoiceFieldProps<Value>) => (
  <FormField {...rest} required={required} findings={findings} say={(finding) => sayBriefly(finding)}>
    {({ 'aria-required': _, ...control }) => (
      <Select<Value>
        {...control}
        value={value ?? null}
        options={[...options]}
        // All eleven ways of scoring at once.
        listHeight={360}
        onChange={onTake}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(search ? { showSearch: { optionFilterProp: 'label' } } : {})}
      />
    )}
  </FormField>
);

interface CellProps {
  label: string;
  /** What is wrong with it; said below the table. */
  findings?: readonly Finding[];
}

/** A text in a cell of a table of rows. */
export const TextCell = ({
  label,
  value,
  onTake,
  lines = false,
  findings = [],
}: CellProps & {
  value: string;
  /** @returns false when the text cannot be taken */
  onTake: (text: string) => boolean;
  lines?: boolean;
}) => {
  const typed = useTyped(value, (text) => onTake(text.trim()), lines);
  const input = {
    size: 'small',
    'aria-label': label,
    'aria-invalid': findings.length > 0,
    status: findings.length > 0 ? 'error' : '',
    value: typed.text,
    onBlur: typed.onBlur,
    onKeyDown: typed.onKeyDown,
  } as const;
  return lines ? (
    <Input.TextArea {...input} rows={2} onChange={(event) => typed.onChange(event.target.value)} />
  ) : (
    <Input {...input} onChange={(event) => typed.onChange(event.target.value)} />
  );
};

/** A number in a cell of a table of rows. */
export const NumberCell = ({
  label,
  value,
  onTake,
  percent = false,
  findings = [],
}: CellProps & {
  value: unknown;
  onTake: (value: number | undefined) => void;
  percent?: boolean;
}) => {
  const { typed, fault } = useTypedNumber(value, onTake, percent);
  const wrong = fault !== null || findings.length > 0;
  return (
    <>
      <Input
        size="small"
        className="num"
        aria-label={label}
        inputMode="decimal"
        value={typed.text}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        {...(percent ? { suffix: '%' } : {})}
        onChange={(event) => typed.onChange(event.target.value)}
        onBlur={typed.onBlur}
        onKeyDown={typed.onKeyDown}
      />
      {fault !== null && (
        <p className="bad" role="status">
          {sayBriefly(fault) ?? describeFinding(fault)}
        </p>
      )}
    </>
  );
};
