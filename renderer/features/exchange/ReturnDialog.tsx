/** 退回: the reason in writing, and where the signed answer is written. */
import { Form, Input, Modal } from 'antd';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget } from '../../ui/files.ts';
import { keepFor } from './exchange-state.ts';

const words = exchangeWords.inbox;
const longestReason = 2000;

interface ReturnDialogProps {
  submission: PickedFile;
  view: OperationOutput<'packages.inspect'>;
  open: boolean;
  onClose: () => void;
}

export const ReturnDialog = ({ submission, view, open, onClose }: ReturnDialogProps) => {
  const [form] = Form.useForm<{ reason: string }>();
  const { start, running, failure, clearFailure } = useJob('packages.return');

  const seal = async ({ reason }: { reason: string }): Promise<void> => {
    const file = await pickSaveTarget('package', words.returnFile(view.sender.name, view.cycle ?? ''));
    if (file === null) return;
    const sealed = await start(
      { submission: submission.token, reason: reason.trim(), file: file.token },
      { title: words.returning(view.sender.name), closing: () => words.returned, file },
    );
    if (sealed === null) return;
    keepFor(submission, { returned: { file, view: sealed } });
    onClose();
  };

  return (
    <Modal
      open={open}
      title={words.returnTitle(view.sender.name)}
      okText={words.returnOk}
      cancelText={words.cancel}
      confirmLoading={running !== null}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{words.returnHint}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => void seal(fields)}>
        <Form.Item
          name="reason"
          label={words.returnReason}
          rules={[{ required: true, whitespace: true, message: words.returnReasonMissing }]}
        >
          <Input.TextArea rows={5} maxLength={longestReason} showCount autoFocus />
        </Form.Item>
      </Form>
      <FailureNotice failure={failure} onClose={clearFailure} />
    </Modal>
  );
};
