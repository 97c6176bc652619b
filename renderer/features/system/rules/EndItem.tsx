/** Asks for the last day of a catalogue item. */
import { Form, Input, Modal } from 'antd';
import { parseDateText } from '#shared/domain/date-text.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { catalogueWords as words } from '../../../i18n/zh-CN/rules.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { dayRule } from './day-rule.ts';

export const EndItem = ({
  item: { code, name },
  onClose,
}: {
  item: { code: string; name: string };
  onClose: (done: boolean) => void;
}) => {
  const [form] = Form.useForm<{ lastDay: string }>();
  const { run, busy, failure, clearFailure } = useCommand('catalogue.end');
  const end = async ({ lastDay }: { lastDay: string }): Promise<void> => {
    if ((await run({ code, lastDay: parseDateText(lastDay) ?? lastDay })) !== null) onClose(true);
  };
  return (
    <Modal
      open
      title={words.endTitle(name)}
      okText={words.end}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={() => onClose(false)}
      onOk={() => form.submit()}
    >
      <p>{words.endText}</p>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <Form
        form={form}
        name="end-item"
        layout="vertical"
        requiredMark={false}
        initialValues={{ lastDay: '' }}
        onFinish={(fields: { lastDay: string }) => void end(fields)}
      >
        <Form.Item name="lastDay" label={words.lastDay} rules={[dayRule(words.dayInvalid)]}>
          <Input maxLength={20} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
};
