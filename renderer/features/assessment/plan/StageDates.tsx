/** The planned days of each stage, proposed by the working calendar, and the extensions granted. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type CycleStatus, cycleStatuses } from '#shared/domain/code-lists.ts';
import { type EntryRole, stageOfRole } from '#shared/domain/cycle-stages.ts';
import { addDays, isDate } from '#shared/domain/dates.ts';
import { useClient } from '../../../engine/engine-context.tsx';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { planWords } from '../../../i18n/zh-CN/plan.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { datedStages, type Plan, type PlanDraft } from './plan-draft.ts';

const words = planWords.dates;

const rolesOf = (stage: CycleStatus): string =>
  (Object.keys(stageOfRole) as EntryRole[])
    .filter((role) => stageOfRole[role] === stage)
    .map((role) => assessmentWords.roles[role])
    .join('、');

export interface StageDatesProps {
  draft: PlanDraft;
  extensions: Plan['extensions'];
  faulty: readonly CycleStatus[];
  closed: boolean;
  onChange: (dates: PlanDraft['dates']) => void;
}

export const StageDates = ({ draft, extensions, faulty, closed, onChange }: StageDatesProps) => {
  const client = useClient();
  const [from, setFrom] = useState(() => (isDate(draft.periodTo) ? addDays(draft.periodTo, 1) : ''));
  const [told, setTold] = useState<{ basis: string; certain: boolean } | null>(null);
  const { dates } = draft;
  const propose = async (): Promise<void> => {
    const { stages, certain, basis } = await client.call('cycles.proposeDates', { from });
    onChange(Object.fromEntries(stages.map(({ stage, ...days }) => [stage, days])));
    setTold({ basis, certain });
  };
  const set = (stage: CycleStatus, change: Partial<{ from: string; to: string }>): void =>
    onChange({ ...dates, [stage]: { ...(dates[stage] ?? { from: '', to: '' }), ...change } });
  return (
    <>
      <p className="quiet">{words.hint}</p>
      {!closed && (
        <div className="unit-bar">
          <span>{words.proposeFrom}</span>
          <span className="plan-date">
            <DateInput label={words.proposeFrom} value={from} onChange={setFrom} />
          </span>
          <Button disabled={!isDate(from)} onClick={() => void propose()}>
            {words.propose}
          </Button>
        </div>
      )}
      {told !== null && (
        <Alert
          className="notice"
          type={told.certain ? 'info' : 'warning'}
          showIcon
          role="status"
          title={`${words.proposed(told.basis)}${told.certain ? '' : words.uncertain}`}
          closable
          onClose={() => setTold(null)}
        />
      )}
      <table className="plain-table plan-table" aria-label={words.label}>
        <thead>
          <tr>
            <th scope="col">{words.stage}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
          </tr>
        </thead>
        <tbody>
          {datedStages.map((stage) => (
            <tr key={stage}>
              <th scope="row" className={faulty.includes(stage) ? 'plan-fault warning' : ''}>
                {cycleStatuses[stage]}
              </th>
              <td>{rolesOf(stage)}</td>
              {(['from', 'to'] as const).map((end) => (
                <td key={end} className="plan-date num">
                  {closed ? (
                    (dates[stage]?.[end] ?? '')
                  ) : (
                    <DateInput
                      label={
                        end === 'from' ? words.fromOf(cycleStatuses[stage]) : words.toOf(cycleStatuses[stage])
                      }
                      value={dates[stage]?.[end] ?? ''}
                      onChange={(day) => set(stage, { [end]: day })}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {extensions.length > 0 && (
        <>
          <h3>{words.extensions}</h3>
          <ul>
            {extensions.map(({ id, stage, unitName, until, reason, documentNo }) => (
              <li
                key={id}
              >{`${cycleStatuses[stage]} · ${words.until(unitName, until, reason, documentNo)}`}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};
