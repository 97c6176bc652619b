/** The first start: asks for the office and makes its data folder. */
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { type OfficeLevel, officeLevels } from '#shared/domain/code-lists.ts';
import { useJob } from '../engine/jobs.ts';
import { shellWords } from '../i18n/zh-CN/shell.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { JobLine } from '../ui/JobLine.tsx';
import { RegionInput, useRegionName } from '../ui/RegionInput.tsx';

interface Fields {
  name: string;
  regionCode: string;
  level: OfficeLevel;
  sample: boolean;
}

/** Why a text cannot be a region code; null when it can. Full-width digits count as digits. */
const regionCodeProblem = (text: string): string | null => {
  const code = text.normalize('NFKC').trim();
  if (code === '') return shellWords.regionCodeMissing;
  if (!/^\d+$/.test(code)) return shellWords.regionCodeNotDigits;
  return code.length === 12 ? null : shellWords.regionCodeLength(code.length);
};

const reject = (problem: string | null): Promise<void> =>
  problem === null ? Promise.resolve() : Promise.reject(new Error(problem));

export const FirstStart = ({ onDone }: { onDone: () => void }) => {
  const { start, running, failure, clearFailure } = useJob('office.initialise');
  const [form] = Form.useForm<Fields>();
  const regionName = useRegionName(Form.useWatch('regionCode', form) ?? '');

  const begin = async ({ name, regionCode, level, sample }: Fields): Promise<void> => {
    const office = { name: name.trim(), regionCode: regionCode.normalize('NFKC').trim(), level, sample };
    if ((await start(office, { title: shellWords.beginning })) !== null) onDone();
  };

  return (
    <main className="lonely">
      <header>
        <p className="quiet">{shellWords.program}</p>
        <h1>{shellWords.firstStart}</h1>
        <p className="quiet">{shellWords.firstStartHint}</p>
      </header>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: '', regionCode: '', level: 'township', sample: false }}
        validateTrigger={['onBlur', 'onSubmit']}
        onFinish={(fields) => void begin(fields)}
        onValuesChange={clearFailure}
      >
        <Form.Item
          name="name"
          label={shellWords.officeName}
          rules={[{ required: true, whitespace: true, message: shellWords.officeNameMissing }]}
        >
          <Input maxLength={100} placeholder={shellWords.officeNameHint} autoFocus />
        </Form.Item>
        <Form.Item name="level" label={shellWords.officeLevel}>
          <Select options={Object.entries(officeLevels).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item
          name="regionCode"
          label={shellWords.regionCode}
          extra={regionName === null ? shellWords.regionCodeHint : <strong>{regionName}</strong>}
          rules={[{ validator: (_rule, text: string) => reject(regionCodeProblem(text)) }]}
        >
          <RegionInput className="num-left" />
        </Form.Item>
        <Form.Item name="sample" valuePropName="checked" extra={shellWords.withSampleHint}>
          <Checkbox>{shellWords.withSample}</Checkbox>
        </Form.Item>
        <FailureNotice failure={failure} onClose={clearFailure} />
        {running !== null && <JobLine job={running} />}
        <Button type="primary" size="large" htmlType="submit" loading={running !== null}>
          {running === null ? shellWords.begin : shellWords.beginning}
        </Button>
      </Form>
    </main>
  );
};
