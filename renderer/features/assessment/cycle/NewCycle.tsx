/** Making a cycle: what it is called, over which period, which units by which model. */
import { Checkbox, Form, Input, InputNumber, Modal } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { addDays, dayInChina, isDate } from '#shared/domain/dates.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { useCommand } from '../../../engine/use-command.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { allUnitsOf, newestOf, usePublishedModels } from './UnitChoice.tsx';

const words = assessmentWords.create;

interface Fields {
  code: string;
  name: string;
  year: number;
  periodFrom: string;
  periodTo: string;
  plan: string;
  /** `CODE VERSION` of the models whose units are listed. */
  models: string[];
  /** The stages get the days that the working calendar suggests. */
  dated: boolean;
}

/** The year after the newest cycle, or this one. */
const proposedYear = (existing: readonly { year: number }[]): number =>
  existing.length === 0 ? new Date().getFullYear() : Math.max(...existing.map(({ year }) => year)) + 1;

const yearFields = (year: number): Partial<Fields> => ({
  code: String(year),
  name: words.defaultName(year),
  periodFrom: `${year}-01-01`,
  periodTo: `${year}-12-31`,
});

/** The work begins when the period is over, and never before today. */
const firstDayOf = (periodTo: string): string => {
  const today = dayInChina(new Date().toISOString());
  return periodTo < today ? today : addDays(periodTo, 1);
};

const dayRule = {
  validator: (_rule: unknown, day: string) =>
    isDate(day ?? '') ? Promise.resolve() : Promise.reject(new Error(words.dayInvalid)),
};

export const NewCycle = ({
  existing,
  onClose,
  onCreated,
}: {
  existing: OperationOutput<'cycles.list'>['cycles'];
  onClose: () => void;
  onCreated: (code: string) => void;
}) => {
  const [form] = Form.useForm<Fields>();
  const { run, busy, failure, clearFailure } = useCommand('cycles.create');
  const client = useClient();
  const dating = useCommand('cycles.setPlan');
  const periodTo = Form.useWatch('periodTo', form);
  const begins = isDate(periodTo ?? '') ? firstDayOf(periodTo ?? '') : null;
  const published = usePublishedModels();
  const newest = newestOf(published ?? []);
  const models = published?.filter(({ value }) => newest.includes(value));
  const year = proposedYear(existing);
  const initial: Partial<Fields> = {
    ...yearFields(year),
    year,
    plan: '',
    models: newest,
    dated: true,
  };

  const create = async (fields: Fields): Promise<void> => {
    const { code, name, year, periodFrom, periodTo, plan } = fields;
    const created = await run({
      code,
      name,
      year,
      periodFrom,
      periodTo,
      planDocumentNo: plan?.trim() || null,
      units: fields.models.map((model) => allUnitsOf(model)),
    });
    if (created === null) return;
    if (fields.dated) {
      const { stages } = await client.call('cycles.proposeDates', { from: firstDayOf(periodTo) });
      await dating.run({ cycle: code, stages });
    }
    onCreated(code);
  };

  if (models === undefined) return null;
  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
      width="36rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <Form
        form={form}
        name="new-cycle"
        layout="vertical"
        className="compact-form"
        initialValues={initial}
        requiredMark={false}
        onFinish={(fields: Fields) => void create(fields)}
        onValuesChange={(changed: Partial<Fields>) => {
          if (typeof changed.year === 'number') form.setFieldsValue(yearFields(changed.year));
        }}
      >
        <div className="form-row">
          <Form.Item name="year" label={words.year} rules={[{ required: true, message: words.required }]}>
            <InputNumber min={2000} max={2100} precision={0} />
          </Form.Item>
          <Form.Item
            name="code"
            label={words.code}
            extra={words.codeHint}
            rules={[{ required: true, pattern: /^[A-Za-z0-9-]{1,32}$/, message: words.codeInvalid }]}
          >
            <Input maxLength={32} />
          </Form.Item>
        </div>
        <Form.Item
          name="name"
          label={words.name}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="periodFrom" label={words.periodFrom} rules={[dayRule]}>
            <Input maxLength={10} />
          </Form.Item>
          <Form.Item name="periodTo" label={words.periodTo} rules={[dayRule]}>
            <Input maxLength={10} />
          </Form.Item>
        </div>
        <Form.Item name="plan" label={words.plan} extra={words.planHint}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          name="dated"
          valuePropName="checked"
          extra={begins === null ? null : words.datesFrom(begins)}
        >
          <Checkbox>{words.dates}</Checkbox>
        </Form.Item>
        <Form.Item name="models" label={words.units} extra={words.unitsHint}>
          <Checkbox.Group className="model-choice" options={models} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
