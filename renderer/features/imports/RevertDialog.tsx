/** Asks before an import is undone, and says what would be put back or what stands in the way. */
import { Modal } from 'antd';
import { useClient } from '../../engine/engine-context.tsx';
import { runJob } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { useRun } from './use-run.ts';

const words = importsWords.revert;

export interface RevertDialogProps {
  batch: { id: string; fileName: string };
  onClose: () => void;
  onReverted?: () => void;
}

export const RevertDialog = ({ batch, onClose, onReverted }: RevertDialogProps) => {
  const client = useClient();
  const { data: plan, failure, loading } = useOperation('imports.planRevert', { batch: batch.id });
  const undo = useRun(async () => {
    const done = await runJob(
      client,
      'imports.revert',
      { batch: batch.id },
      {
        title: words.job(batch.fileName),
        closing: ({ reverted, removed, putBack }) =>
          reverted ? words.done(formatCount(removed), formatCount(putBack)) : words.refused,
      },
    );
    if (!done.reverted) return;

    onReverted?.();
    onClose();
  });
  const blocked = plan !== undefined && plan.findingsTotal > 0;
  return (
    <Modal
      open
      width={blocked ? '44rem' : '30rem'}
      title={words.title}
      onCancel={onClose}
      footer={
        blocked || plan === undefined ? (
          <ActionButton onClick={onClose}>{blocked ? words.close : words.cancel}</ActionButton>
        ) : (
          <>
            <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
            <ActionButton type="primary" danger busy={undo.busy} onClick={() => void undo.run()}>
              {words.ok}
            </ActionButton>
          </>
        )
      }
    >
      <div className="import-dialog">
        <p className="quiet">{batch.fileName}</p>
        <FailureNotice failure={failure ?? undo.failure} />
        {loading && <p className="waiting">{words.checking}</p>}
        {plan !== undefined && !blocked && (
          <>
            {plan.removed + plan.putBack === 0 && <p>{words.nothing}</p>}
            {plan.removed > 0 && <p className="num">{words.removed(formatCount(plan.removed))}</p>}
            {plan.putBack > 0 && <p className="num">{words.putBack(formatCount(plan.putBack))}</p>}
            <p className="quiet">{words.final}</p>
          </>
        )}
        {blocked && (
          <>
            <p className="bad" role="status">
              {words.blocked(formatCount(plan.findingsTotal))}
            </p>
            <div className="import-dialog-list">
              <FindingList findings={plan.findings} total={plan.findingsTotal} place={() => ''} />
            </div>
          </>
        )}
      </div>
    </Modal>
  );
};
