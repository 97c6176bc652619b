/** A dialog that asks for a few texts, dates and choices. */
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { parseDateText } from '#shared/domain/date-text.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { cycleNoticeWords as words } from '../../../i18n/zh-CN/cycle-notice.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

export interface AskedField<Name extends string> {
  name: Name;
  label: string;
  kind: 'text' | 'long' | 'date' | 'choice';
  /** It may stay empty. */
  optional?: true;
  /** Two such fields stand side by side. */
  half?: true;
  hint?: ReactNode;
  choices?: readonly { value: string; label: string }[];
  initial?: string;
  max?: number;
  onChange?: (value: string) => void;
}

export interface FieldsDialogProps<Name extends string> {
  /** Unique in the window: the labels are bound by it. */
  name: string;
  title: string;
  okText: string;
  fields: readonly AskedField<Name>[];
  failure: AppError | null;
  onCloseFailure: () => void;
  busy: boolean;
  /** With every field as text, trimmed; dates as `yyyy-mm-dd`. */
  onSubmit: (values: Record<Name, string>) => void;
  onClose: () => void;
  children?: ReactNode;
}

const ruleOf = ({ kind, optional }: AskedField<string>) => ({
  validator: (_rule: unknown, typed: string | undefined) => {
    const text = (typed ?? '').trim();
    if (text === '') return optional ? Promise.resolve() : Promise.reject(new Error(words.required));
    return kind !== 'date' || isDate(parseDateText(text) ?? text)
      ? Promise.resolve()
      : Promise.reject(new Error(words.dateWrong));
  },
});

const Control = ({ field, ...bound }: { field: AskedField<string> }) => {
  const { kind, choices = [], max = 500 } = field;
  if (kind === 'long') return <Input.TextArea {...bound} maxLength={max} rows={3} />;
  if (kind !== 'choice') return <Input {...bound} maxLength={kind === 'date' ? 20 : max} />;
  return <Select {...bound} showSearch={{ optionFilterProp: 'label' }} options={[...choices]} />;
};

export const FieldsDialog = <Name extends string>({
  name,
  title,
  okText,
  fields,
  failure,
  onCloseFailure,
  busy,
  onSubmit,
  onClose,
  children,
}: FieldsDialogProps<Name>) => {
  const [form] = Form.useForm<Record<string, string>>();
  const submit = (typed: Record<string, string | undefined>): void => {
    const values = fields.map((field) => {
      const text = (typed[field.name] ?? '').trim();
      return [field.name, field.kind === 'date' ? (parseDateText(text) ?? text) : text];
    });
    onSubmit(Object.fromEntries(values) as Record<Name, string>);
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
      width="36rem"
      centered
    >
      <FailureNotice failure={failure} onClose={onCloseFailure} />
      {children}
      <Form
        form={form}
        name={name}
        layout="vertical"
        className="compact-form fields-form"
        requiredMark={false}
        initialValues={Object.fromEntries(fields.map((field) => [field.name, field.initial ?? '']))}
        onFinish={submit}
        onValuesChange={(changed: Partial<Record<string, string>>) => {
          for (const field of fields) if (field.name in changed) field.onChange?.(changed[field.name] ?? '');
        }}
      >
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            className={field.half === true ? 'field-half' : 'field-wide'}
            name={field.name as string}
            label={field.optional ? `${field.label}${words.optional}` : field.label}
            extra={field.hint}
            rules={[ruleOf(field)]}
          >
            <Control field={field} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
};
