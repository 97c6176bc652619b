/** The stages of a cycle as steps, what is done in the present one, and the way on and back. */
import { Modal, Steps } from 'antd';
import { useState } from 'react';
import { type CycleStatus, cycleStatuses } from '#shared/domain/code-lists.ts';
import { cycleStages, stageAfter, stageBefore } from '#shared/domain/cycle-stages.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = assessmentWords.cycle;

export const CycleStages = ({ status }: { status: CycleStatus }) => {
  const at = cycleStages.indexOf(status);
  return (
    <section className="panel" aria-label={words.stepper}>
      <Steps
        size="small"
        current={at}
        titlePlacement="vertical"
        items={cycleStages.map((stage) => ({
          title: cycleStatuses[stage],
          ...(stage === status ? { 'aria-current': 'step' as const } : {}),
        }))}
      />
      <p className="stage-now">
        <b>{`${words.now}：${cycleStatuses[status]}`}</b> {assessmentWords.stages[status].now}
      </p>
    </section>
  );
};

interface MoveProps {
  cycle: string;
  status: CycleStatus;
  /** What the user should know before going on: how much is filled in, what was scored. */
  facts: React.ReactNode;
  nextBlocked: string | null;
}

/** The buttons that put the cycle into the next stage (the page's main action) or back. */
export const StageMoves = ({ cycle, status, facts, nextBlocked }: MoveProps) => {
  const [asked, setAsked] = useState<'next' | 'back' | null>(null);
  const { run, busy, failure, clearFailure } = useCommand('cycles.setStatus');
  const stage = assessmentWords.stages[status];
  const next = stageAfter(status);
  const before = stageBefore(status);
  const target = asked === 'next' ? next : before;
  const close = (): void => {
    setAsked(null);
    clearFailure();
  };
  const move = async (): Promise<void> => {
    if (target !== null && (await run({ cycle, status: target })) !== null) close();
  };
  return (
    <>
      {before !== null && stage.back !== null && (
        <ActionButton onClick={() => setAsked('back')}>{stage.back}</ActionButton>
      )}
      {next !== null && stage.next !== null && (
        <ActionButton type="primary" disabledReason={nextBlocked} onClick={() => setAsked('next')}>
          {stage.next}
        </ActionButton>
      )}
      {asked !== null && target !== null && (
        <Modal
          open
          title={
            asked === 'next'
              ? words.confirmNext(stage.next ?? '', cycleStatuses[target])
              : words.confirmBack(cycleStatuses[target])
          }
          okText={(asked === 'next' ? stage.next : stage.back) ?? ''}
          cancelText={words.cancel}
          confirmLoading={busy}
          onOk={() => void move()}
          onCancel={close}
        >
          <FailureNotice failure={failure} />
          <p>{asked === 'next' ? stage.nextEffect : stage.backEffect}</p>
          {asked === 'next' && facts}
        </Modal>
      )}
    </>
  );
};
