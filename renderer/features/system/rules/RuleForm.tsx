/** A new version of a rule: from when on, what it says, on what basis. */
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { RuleChange } from '#shared/contract/operations/rules.ts';
import { parseDateText } from '#shared/domain/date-text.ts';
import { ruleStandings, type Span } from '#shared/domain/rule-table.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { timeRuleWords as words } from '../../../i18n/zh-CN/rules.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { dayRule } from './day-rule.ts';
import type { RuleRow } from './rule-rows.ts';

interface Fields {
  validFrom: string;
  amount?: number | null;
  unit?: Span['unit'];
  countedFrom?: string;
  extensionAmount?: number | null;
  extensionUnit?: Span['unit'];
  rollsOver?: boolean;
  shownByDefault?: boolean;
  minimumMonths?: number | null;
  maximumMonths?: number | null;
  basis: string;
  standing: RuleChange['standing'];
  afterwards?: string;
  note?: string;
}

const initialOf = ({ present: { rule } }: RuleRow): Partial<Fields> => {
  const { basis, standing, afterwards = '', note = '' } = rule;
  const common = { validFrom: '', basis, standing, afterwards, note };
  if (rule.kind === 'publicity') {
    const { shownByDefault, minimumMonths, maximumMonths } = rule;
    return { ...common, shownByDefault, minimumMonths, maximumMonths };
  }
  return {
    ...common,
    ...rule.limit,
    countedFrom: rule.countedFrom,
    extensionAmount: rule.extension?.amount ?? null,
    extensionUnit: rule.extension?.unit ?? rule.limit.unit,
    rollsOver: rule.rollsOver === true,
  };
};

/** An empty text is none. */
const given = (text: string | undefined): string | undefined => text?.trim() || undefined;

const changeOf = (kind: RuleChange['kind'], fields: Fields): RuleChange => {
  const [afterwards, note] = [given(fields.afterwards), given(fields.note)];
  const common = {
    validFrom: parseDateText(fields.validFrom) ?? fields.validFrom,
    basis: fields.basis,
    standing: fields.standing,
    ...(afterwards !== undefined && { afterwards }),
    ...(note !== undefined && { note }),
  };
  if (kind === 'publicity') {
    const { shownByDefault = false, minimumMonths = null, maximumMonths = null } = fields;
    return { ...common, kind, shownByDefault, minimumMonths, maximumMonths };
  }
  const { amount, unit = 'days', extensionAmount = null, extensionUnit = unit } = fields;
  return {
    ...common,
    kind,
    limit: { amount: amount ?? 0, unit },
    countedFrom: fields.countedFrom ?? '',
    ...(extensionAmount !== null && { extension: { amount: extensionAmount, unit: extensionUnit } }),
    ...(unit !== 'workingDays' && { rollsOver: fields.rollsOver === true }),
  };
};

const unitOptions = Object.entries(words.units).map(([value, label]) => ({ value, label }));
const standingOptions = ruleStandings.map((value) => ({ value, label: words.standings[value] }));
const required = [{ required: true, whitespace: true, message: words.required }];
const requiredNumber = [{ required: true, message: words.required }];

export const RuleForm = ({
  row,
  onClose,
}: {
  row: RuleRow;
  onClose: (saved: OperationOutput<'rules.put'> | null) => void;
}) => {
  const [form] = Form.useForm<Fields>();
  const unit = Form.useWatch('unit', form);
  const { run, busy, failure, clearFailure } = useCommand('rules.put');
  const { kind, name } = row.present.rule;
  const save = async (fields: Fields): Promise<void> => {
    const saved = await run({ code: row.code, change: changeOf(kind, fields) });
    if (saved !== null) onClose(saved);
  };
  return (
    <Modal
      open
      title={words.formTitle(name)}
      width="38rem"
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <p className="quiet">{words.formText}</p>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <Form
        form={form}
        name="rule"
        layout="vertical"
        className="rule-form"
        initialValues={initialOf(row)}
        requiredMark={false}
        onFinish={(fields: Fields) => void save(fields)}
      >
        <Form.Item
          name="validFrom"
          label={words.validFrom}
          extra={words.validFromHint}
          rules={[dayRule(words.dayInvalid)]}
        >
          <Input maxLength={20} autoFocus />
        </Form.Item>
        {kind === 'publicity' ? (
          <>
            <div className="rule-form-row">
              <Form.Item name="minimumMonths" label={words.minimum} extra={words.minimumHint}>
                <InputNumber min={1} max={1200} precision={0} />
              </Form.Item>
              <Form.Item name="maximumMonths" label={words.maximum} rules={requiredNumber}>
                <InputNumber min={1} max={1200} precision={0} />
              </Form.Item>
            </div>
            <Form.Item name="shownByDefault" valuePropName="checked">
              <Checkbox>{words.shownByDefault}</Checkbox>
            </Form.Item>
          </>
        ) : (
          <>
            <div className="rule-form-row">
              <Form.Item name="amount" label={words.amount} rules={requiredNumber}>
                <InputNumber min={1} max={10_000} precision={0} />
              </Form.Item>
              <Form.Item name="unit" label={words.unit}>
                <Select options={unitOptions} />
              </Form.Item>
            </div>
            <Form.Item name="countedFrom" label={words.countedFrom} rules={required}>
              <Input maxLength={100} />
            </Form.Item>
            <div className="rule-form-row">
              <Form.Item name="extensionAmount" label={words.extension} extra={words.extensionHint}>
                <InputNumber min={1} max={10_000} precision={0} />
              </Form.Item>
              <Form.Item name="extensionUnit" label={words.unit}>
                <Select options={unitOptions} />
              </Form.Item>
            </div>
            {unit !== 'workingDays' && (
              <Form.Item name="rollsOver" valuePropName="checked">
                <Checkbox>{words.rollsOver}</Checkbox>
              </Form.Item>
            )}
          </>
        )}
        <Form.Item name="basis" label={words.basis} extra={words.basisHint} rules={required}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <Form.Item name="standing" label={words.standing}>
          <Select options={standingOptions} />
        </Form.Item>
        <Form.Item name="afterwards" label={words.afterwards}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="note" label={words.note}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
