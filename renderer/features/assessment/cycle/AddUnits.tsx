/** Adding units to a cycle, or moving units to another model. */
import { App, Form, Modal } from 'antd';
import { useCommand } from '../../../engine/use-command.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { selectionOf, UnitChoice, type UnitChoiceFields } from './UnitChoice.tsx';

const words = assessmentWords.units;

export const AddUnits = ({ cycle, name, onClose }: { cycle: string; name: string; onClose: () => void }) => {
  const [form] = Form.useForm<UnitChoiceFields>();
  const { message } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('cycles.setUnits');
  const add = async (fields: UnitChoiceFields): Promise<void> => {
    const answer = await run({ cycle, units: selectionOf(fields) });
    if (answer === null) return;
    void message.success(words.done(answer.units));
    onClose();
  };
  return (
    <Modal
      open
      title={words.title(name)}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
      width="36rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <p className="quiet">{words.moved}</p>
      <Form
        form={form}
        name="add-units"
        layout="vertical"
        className="compact-form"
        requiredMark={false}
        initialValues={{ which: 'all', usccs: [] }}
        onFinish={(fields: UnitChoiceFields) => void add(fields)}
      >
        <UnitChoice />
      </Form>
    </Modal>
  );
};
