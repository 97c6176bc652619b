/** A new catalogue item, or a new version of one: from when on, what it is, on which legal basis. */
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  polarities,
  severities,
  subjectTypes,
  updateCycles,
} from '#shared/domain/code-lists.ts';
import { parseDateText } from '#shared/domain/date-text.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { catalogueWords as words } from '../../../i18n/zh-CN/rules.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { dayRule } from './day-rule.ts';

type Version = OperationOutput<'catalogue.read'>['versions'][number];
type Fields = OperationInput<'catalogue.put'>['item'] & { legislationConfirmed?: boolean };

const optionsOf = (list: Readonly<Record<string, string>>) =>
  Object.entries(list).map(([value, label]) => ({ value, label }));

/** Establish no dishonesty. */
const notEffective: readonly string[] = ['commendation', 'pledge'];

const initialOf = (present: Version | null): Partial<Fields> =>
  present === null
    ? {
        subjectType: 'body',
        polarity: 'negative',
        severityDefault: 'general',
        disclosureLevel: 'public',
        updateCycle: 'event',
        documentTypes: [],
        suggested: false,
      }
    : { ...present, validFrom: '' };

const required = [{ required: true, whitespace: true, message: words.required }];
const chosen = [{ required: true, message: words.required }];

export const CatalogueForm = ({
  present,
  onClose,
}: {
  present: Version | null;
  onClose: (saved: OperationOutput<'catalogue.put'> | null) => void;
}) => {
  const [form] = Form.useForm<Fields>();
  const polarity = Form.useWatch('polarity', form) ?? present?.polarity ?? 'negative';
  const { run, busy, failure, clearFailure } = useCommand('catalogue.put');
  const documents = Object.fromEntries(
    Object.entries(documentTypes).filter(([code]) => polarity === 'positive' || !notEffective.includes(code)),
  );
  const save = async ({ legislationConfirmed = false, ...fields }: Fields): Promise<void> => {
    const { name, subjectType, domain, legalBasis, severityDefault, disclosureLevel } = fields;
    const saved = await run({
      code: present?.code ?? null,
      item: {
        name,
        subjectType,
        polarity: fields.polarity,
        domain,
        legalBasis,
        documentTypes: fields.documentTypes,
        severityDefault,
        disclosureLevel,
        updateCycle: fields.updateCycle ?? null,
        validFrom: parseDateText(fields.validFrom) ?? fields.validFrom,
        suggested: fields.suggested,
      },
      legislationConfirmed,
    });
    if (saved !== null) onClose(saved);
  };
  const fixed = present !== null;
  return (
    <Modal
      open
      title={present === null ? words.addTitle : words.changeTitle(present.name)}
      width="42rem"
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <p className="quiet">{present === null ? words.addText : words.changeText}</p>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <Form
        form={form}
        name="catalogue-item"
        layout="vertical"
        className="rule-form"
        initialValues={initialOf(present)}
        requiredMark={false}
        onFinish={(fields: Fields) => void save(fields)}
      >
        <div className="rule-form-row">
          <Form.Item name="name" label={words.columns.name} rules={required}>
            <Input maxLength={100} autoFocus />
          </Form.Item>
          <Form.Item name="validFrom" label={words.validFrom} rules={[dayRule(words.dayInvalid)]}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
        <div className="rule-form-row">
          <Form.Item name="subjectType" label={words.columns.subjectType}>
            <Select disabled={fixed} options={optionsOf(subjectTypes)} />
          </Form.Item>
          <Form.Item name="polarity" label={words.columns.polarity}>
            <Select
              disabled={fixed}
              options={optionsOf(polarities)}
              onChange={() => form.setFieldsValue({ documentTypes: [] })}
            />
          </Form.Item>
          <Form.Item name="domain" label={words.columns.domain} rules={chosen}>
            <Select options={optionsOf(domains)} showSearch={{ optionFilterProp: 'label' }} />
          </Form.Item>
        </div>
        <Form.Item
          name="legalBasis"
          label={words.columns.legalBasis}
          extra={words.legalBasisHint}
          rules={required}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <Form.Item
          name="documentTypes"
          label={words.columns.documentTypes}
          rules={[{ required: true, type: 'array', min: 1, message: words.documentsRequired }]}
        >
          <Checkbox.Group options={optionsOf(documents)} />
        </Form.Item>
        <div className="rule-form-row">
          <Form.Item name="severityDefault" label={words.columns.severityDefault}>
            <Select options={optionsOf(severities)} />
          </Form.Item>
          <Form.Item name="disclosureLevel" label={words.columns.disclosureLevel}>
            <Select options={optionsOf(disclosureLevels)} />
          </Form.Item>
          <Form.Item name="updateCycle" label={words.columns.updateCycle}>
            <Select options={optionsOf(updateCycles)} allowClear />
          </Form.Item>
        </div>
        <Form.Item name="suggested" valuePropName="checked">
          <Checkbox>{words.suggestedLabel}</Checkbox>
        </Form.Item>
        {failure?.code === 'catalogue.petition' && (
          <Form.Item name="legislationConfirmed" valuePropName="checked">
            <Checkbox>{words.legislation}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
};
