/** Decides the chosen proposals: taken up, with whom and when, or not, with the reason. */
import { App, Form, Input, Modal, Radio } from 'antd';
import { dayInChina, isDate } from '#shared/domain/dates.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { formatCount } from '../../../i18n/format.ts';
import { consequencesWords as words } from '../../../i18n/zh-CN/consequences.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { actionOf, type Shown } from './columns.tsx';

interface Fields {
  decision: 'adopt' | 'dismiss';
  on: string;
  handler: string;
  note: string;
}

/** How many of each act, in the order of the list. */
const summaryOf = (rows: readonly Shown[]): string => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(actionOf(row), (counts.get(actionOf(row)) ?? 0) + 1);
  return [...counts].map(([action, count]) => `${action} ${formatCount(count)} 条`).join('；');
};

export const DecideDialog = ({
  cycle,
  rows,
  onClose,
}: {
  cycle: string;
  rows: readonly Shown[];
  onClose: (done: boolean) => void;
}) => {
  const { message } = App.useApp();
  const deciding = useCommand('consequences.decide');
  const [form] = Form.useForm<Fields>();
  const decision = Form.useWatch('decision', form) ?? 'adopt';

  const decide = async ({ handler, note, ...fields }: Fields): Promise<void> => {
    const done = await deciding.run({
      ...{ cycle, ids: rows.map(({ id }) => id), handler: handler.trim(), note: note.trim() },
      ...fields,
    });
    if (done === null) return;
    void message.success(words.decided(formatCount(done.decided), formatCount(done.rows)));
    onClose(true);
  };

  return (
    <Modal
      open
      title={words.decideTitle}
      okText={words.confirm}
      cancelText={words.cancel}
      confirmLoading={deciding.busy}
      onOk={() => form.submit()}
      onCancel={() => onClose(false)}
      mask={{ closable: false }}
    >
      <FailureNotice failure={deciding.failure} onClose={deciding.clearFailure} />
      <p>
        <b>{words.decideSummary}</b>：{summaryOf(rows)}
      </p>
      <Form
        form={form}
        name="decide-consequences"
        layout="vertical"
        className="compact-form"
        requiredMark={false}
        initialValues={{ decision: 'adopt', on: dayInChina(new Date().toISOString()), handler: '', note: '' }}
        onFinish={(fields: Fields) => void decide(fields)}
      >
        <Form.Item name="decision" label={words.decision}>
          <Radio.Group
            optionType="button"
            options={Object.entries(words.decisions).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item
            name="on"
            label={words.on}
            rules={[
              {
                validator: (_, value: string) =>
                  isDate(value) ? Promise.resolve() : Promise.reject(new Error(words.onNeeded)),
              },
            ]}
          >
            <Input className="num" maxLength={10} />
          </Form.Item>
          <Form.Item
            name="handler"
            label={words.handler}
            rules={[{ required: true, whitespace: true, message: words.handlerNeeded }]}
          >
            <Input maxLength={50} />
          </Form.Item>
        </div>
        <Form.Item
          name="note"
          label={decision === 'dismiss' ? words.note : words.noteOptional}
          dependencies={['decision']}
          rules={
            decision === 'dismiss' ? [{ required: true, whitespace: true, message: words.noteNeeded }] : []
          }
        >
          <Input.TextArea rows={2} className="grows tall" maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
