/** 上报、退回、初审通过、复核完成、撤回: asks, takes the step for one unit or many, and says for which it could not be taken. */
import { Alert, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { UnitStep } from '#shared/domain/unit-states.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { useCommand } from '../../../engine/use-command.ts';
import { cycleWorkWords as words } from '../../../i18n/zh-CN/cycle-work.ts';
import { goTo } from '../../../state/place.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';
import { concernedRows } from './concerned-rows.ts';
import { ableUnits, type SteppedUnit } from './step-availability.ts';

type Answer = OperationOutput<'cycleUnits.step'>;

export interface UnitSteps {
  ask: (step: UnitStep, units: readonly SteppedUnit[]) => void;
  /** The dialog, and what the last step did. */
  dialogs: React.ReactNode;
}

type Reason = Answer['units'][number]['findings'][number];

/**
 * @param onDone told of every answer, before the lists are read anew
 * @param show brings what stands in the way into sight, where the page shows that unit; else its sheet is opened
 */
export const useUnitSteps = (
  cycle: string,
  status: CycleStatus,
  { onDone, show }: { onDone?: (answer: Answer) => void; show?: (reason: Reason) => void } = {},
): UnitSteps => {
  const [asked, setAsked] = useState<{ step: UnitStep; units: readonly SteppedUnit[] } | null>(null);
  const [answered, setAnswered] = useState<{ step: UnitStep; answer: Answer } | null>(null);
  return {
    ask: (step, units) => {
      setAnswered(null);
      setAsked({ step, units });
    },
    dialogs: (
      <>
        {asked !== null && (
          <StepDialog
            cycle={cycle}
            status={status}
            {...asked}
            onClose={() => setAsked(null)}
            onDone={(answer) => {
              setAsked(null);
              setAnswered({ step: asked.step, answer });
              onDone?.(answer);
            }}
          />
        )}
        {answered !== null && (
          <StepOutcome cycle={cycle} {...answered} show={show} onClose={() => setAnswered(null)} />
        )}
      </>
    ),
  };
};

interface StepDialogProps {
  cycle: string;
  status: CycleStatus;
  step: UnitStep;
  units: readonly SteppedUnit[];
  onClose: () => void;
  onDone: (answer: Answer) => void;
}

const StepDialog = ({ cycle, status, step, units, onClose, onDone }: StepDialogProps) => {
  const client = useClient();
  const { run, busy, failure, clearFailure } = useCommand('cycleUnits.step');
  const [reason, setReason] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [nothingListed, setNothingListed] = useState(false);
  const reasonId = useId();
  const { button, effect, reason: reasonLabel } = words.steps[step];
  const able = ableUnits(units, step, status);
  const [only] = able;
  const take = async (): Promise<void> => {
    const answer = await run({
      cycle,
      usccs: able.map(({ bodyUscc }) => bodyUscc),
      step,
      reason: reason.trim() || null,
      dueOn: isDate(dueOn) ? dueOn : null,
    });
    if (answer !== null) onDone(answer);
  };
  const listRows = async (bodyUscc: string): Promise<void> => {
    const rows = concernedRows(await client.call('entries.sheet', { cycle, bodyUscc, role: 'assessor' }));
    setNothingListed(rows.length === 0);
    setReason((written) =>
      [written.trim(), ...rows]
        .filter((line) => line !== '')
        .join('\n')
        .slice(0, 2000),
    );
  };
  return (
    <Modal
      open
      title={words.askTitle(button, units[0]?.name ?? '', units.length)}
      okText={button}
      cancelText={words.cancel}
      confirmLoading={busy}
      onOk={() => void take()}
      onCancel={onClose}
      width="38rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <p>{effect}</p>
      {able.length < units.length && (
        <p className="warning">{words.someSkipped(units.length - able.length)}</p>
      )}
      {reasonLabel !== null && (
        <div className="panel-field">
          <label htmlFor={reasonId}>{reasonLabel}</label>
          <Input.TextArea
            id={reasonId}
            className="grows tall"
            rows={3}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      )}
      {step === 'return' && (
        <>
          {only !== undefined && units.length === 1 && (
            <p>
              <Button size="small" onClick={() => void listRows(only.bodyUscc)}>
                {words.listRows}
              </Button>{' '}
              <span className="quiet" role="status">
                {nothingListed ? words.listRowsNone : ''}
              </span>
            </p>
          )}
          <div className="panel-field">
            <span className="field-name">{words.dueOn}</span>
            <DateInput label={words.dueOn} value={dueOn} onChange={setDueOn} />
            <p className="quiet">{words.dueOnHint}</p>
          </div>
        </>
      )}
    </Modal>
  );
};

/** More than these would fill the dialog; the sheet shows all of them. */
const mostFindings = 5;

const StepOutcome = ({
  cycle,
  step,
  answer,
  show,
  onClose,
}: {
  cycle: string;
  step: UnitStep;
  answer: Answer;
  show: ((reason: Reason) => void) | undefined;
  onClose: () => void;
}) => {
  const { button } = words.steps[step];
  const left = answer.units.filter(({ done }) => !done);
  if (left.length === 0) {
    return (
      <Alert
        className="notice"
        type="success"
        showIcon
        role="status"
        title={words.done(button, answer.done)}
        closable
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      open
      title={words.resultTitle(button)}
      onCancel={onClose}
      width="46rem"
      footer={
        <Button type="primary" onClick={onClose}>
          {words.understood}
        </Button>
      }
    >
      <p>{words.result(answer.done, left.length)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <section className="step-outcome" tabIndex={0} aria-label={words.resultTitle(button)}>
        {left.map(({ bodyUscc, name, findings }) => (
          <div key={bodyUscc}>
            <h3>
              {name}{' '}
              <Button
                size="small"
                onClick={() => {
                  onClose();
                  const [first] = findings;
                  // When the dialog has given the focus back.
                  if (show === undefined || first === undefined)
                    goTo(places.entryCell(placeOf(cycle, bodyUscc, first)));
                  else requestAnimationFrame(() => requestAnimationFrame(() => show(first)));
                }}
              >
                {words.openUnit}
              </Button>
            </h3>
            <ul>
              {findings.slice(0, mostFindings).map((finding) => (
                <li key={JSON.stringify(finding)}>
                  {finding.leaf === undefined ? '' : `${finding.leaf} `}
                  {describeFinding(finding)}
                </li>
              ))}
              {findings.length > mostFindings && (
                <li className="quiet">{words.moreFindings(findings.length - mostFindings)}</li>
              )}
            </ul>
          </div>
        ))}
      </section>
    </Modal>
  );
};

const placeOf = (
  cycle: string,
  unit: string,
  finding: { leaf?: string | undefined; item?: string | undefined; role?: string | undefined } | undefined,
) => ({ cycle, unit, leaf: finding?.leaf, item: finding?.item, role: finding?.role });
