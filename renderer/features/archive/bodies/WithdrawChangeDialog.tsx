import { App } from 'antd';
import { useCommand } from '../../../engine/use-command.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { WithdrawDialog } from '../WithdrawDialog.tsx';

const words = archiveWords.change;

/** Takes back a change of a body. */
export const WithdrawChangeDialog = ({
  id,
  said,
  onClose,
}: {
  id: string;
  said: string;
  onClose: () => void;
}) => {
  const { run, busy, failure, clearFailure } = useCommand('bodies.withdrawChange');
  const { message } = App.useApp();
  const withdraw = async (reason: string): Promise<void> => {
    if ((await run({ id, reason })) === null) return;
    void message.success(words.isWithdrawn);
    onClose();
  };
  return (
    <WithdrawDialog
      title={words.withdrawTitle}
      text={words.withdrawText}
      said={said}
      busy={busy}
      failure={failure}
      onClearFailure={clearFailure}
      onWithdraw={(reason) => void withdraw(reason)}
      onClose={onClose}
    />
  );
};
