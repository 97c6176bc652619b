/** The stages of a cycle as steps, what is done in the present one, and the way on and back. */
import { Modal, Steps } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type CycleStatus, cycleStatuses } from '#shared/domain/code-lists.ts';
import {
  cycleStages,
  type EntryRole,
  isClosed,
  stageAfter,
  stageBefore,
  stageLock,
} from '#shared/domain/cycle-stages.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { cycleWorkWords as workWords } from '../../../i18n/zh-CN/cycle-work.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';

const words = assessmentWords.cycle;
const entryRoles = Object.keys(assessmentWords.roles) as readonly EntryRole[];

/** `03-01–03-31`; the year stands in the line below. */
const daysOf = (from: string, to: string): string => `${from.slice(5)}–${to.slice(5)}`;

/** Whose values can be entered in a stage, in words: open, not yet, no longer. */
const whatIsLocked = (status: CycleStatus): string => {
  const named = (reason: 'notYet' | 'over' | null): string =>
    entryRoles
      .filter((role) => {
        const lock = stageLock(status, role);
        return reason === null ? lock === null : lock?.reason === reason;
      })
      .map((role) => assessmentWords.roles[role])
      .join('、');
  if (isClosed(status)) return workWords.allLocked;
  const [open, over, later] = [named(null), named('over'), named('notYet')];
  return [
    open === '' ? workWords.allLocked : workWords.open(open),
    over === '' || open === '' ? '' : workWords.locked(over),
    later === '' ? '' : workWords.notYet(later),
  ].join('');
};

interface StagesProps {
  cycle: string;
  status: CycleStatus;
  /** Planned days; empty while none are planned. */
  stages: OperationOutput<'cycles.plan'>['stages'];
}

export const CycleStages = ({ cycle, status, stages }: StagesProps) => {
  const at = cycleStages.indexOf(status);
  const planned = new Map(stages.map((one) => [one.stage, one]));
  const now = planned.get(status);
  return (
    <section className="panel" aria-label={words.stepper}>
      <Steps
        size="small"
        current={at}
        titlePlacement="vertical"
        items={cycleStages.map((stage) => ({
          title: cycleStatuses[stage],
          ...(planned.has(stage)
            ? {
                content: (
                  <span className="num stage-days">
                    {daysOf(planned.get(stage)?.from ?? '', planned.get(stage)?.to ?? '')}
                  </span>
                ),
              }
            : {}),
          ...(stage === status ? { 'aria-current': 'step' as const } : {}),
        }))}
      />
      <p className="stage-now">
        <b>{`${words.now}：${cycleStatuses[status]}`}</b> {assessmentWords.stages[status].now}
        {whatIsLocked(status)}
      </p>
      <p
        className={now !== undefined && now.daysLeft < 0 ? 'stage-note warning num' : 'stage-note quiet num'}
      >
        {now !== undefined && workWords.until(now.to, now.daysLeft)}
        {stages.length === 0 && !isClosed(status) && (
          <>
            {workWords.noDates} <PlaceLink to={places.cyclePlan(cycle)}>{workWords.makePlan}</PlaceLink>
          </>
        )}
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
