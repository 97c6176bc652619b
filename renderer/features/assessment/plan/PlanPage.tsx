/** 方案: what a cycle assesses, when, whom, by which model, and who fills in what. */
import { Alert, Input, Tabs } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { isBefore, isClosed } from '#shared/domain/cycle-stages.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { planWords as words } from '../../../i18n/zh-CN/plan.ts';
import { goTo, useUnsavedWork } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { DateInput } from '../../../ui/DateInput.tsx';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import { Applicability } from './Applicability.tsx';
import { Fillers } from './Fillers.tsx';
import {
  type CycleHead,
  changesOf,
  draftOf,
  faultyStages,
  limitIsValid,
  type Plan,
  type PlanDraft,
} from './plan-draft.ts';
import { StageDates } from './StageDates.tsx';
import { UnitsByGroup } from './UnitsByGroup.tsx';

export const PlanPage = ({ cycle: code }: { cycle: string }) => {
  const read = useOperation('cycles.read', { cycle: code });
  const known = read.data?.cycle.code === code;
  const plan = useOperation('cycles.plan', { cycle: code }, { enabled: known });
  useShownCycle(code, known);
  if (!known || read.data === undefined || plan.data === undefined) {
    return (
      <Page
        title={assessmentWords.cycles.title}
        extra={<ActionButton onClick={() => goTo(places.cycles)}>{assessmentWords.cycles.all}</ActionButton>}
      >
        <FailureNotice failure={read.failure ?? plan.failure} onRetry={read.refresh} />
        {(read.failure ?? plan.failure) === null && <ReadingLine />}
      </Page>
    );
  }
  const { cycle, units } = read.data;
  return <PlanForm cycle={cycle} units={units} plan={plan.data} />;
};

/** Below the tabs: a list fills what the window has left, anything else scrolls there. */
const tab = (content: ReactNode): ReactNode => <div className="plan-tab">{content}</div>;

interface PlanFormProps {
  cycle: CycleHead;
  units: Parameters<typeof UnitsByGroup>[0]['units'];
  plan: Plan;
}

const PlanForm = ({ cycle, units, plan }: PlanFormProps) => {
  const stored = draftOf(cycle, plan);
  const [changed, setChanged] = useState<Partial<PlanDraft>>({});
  const [saved, setSaved] = useState(false);
  const { run, busy, failure, clearFailure } = useCommand('cycles.setPlan');
  const draft: PlanDraft = { ...stored, ...changed };
  const changes = changesOf(cycle.code, stored, draft);
  const faulty = faultyStages(draft);
  const closed = isClosed(cycle.status);
  const fixed = !isBefore(cycle.status, 'selfAssess');
  const models = [...new Set(units.map(({ modelCode, modelVersion }) => `${modelCode} ${modelVersion}`))];
  useUnsavedWork(changes !== null);
  const set = (change: Partial<PlanDraft>): void => {
    setSaved(false);
    setChanged((before) => ({ ...before, ...change }));
  };
  const save = async (): Promise<void> => {
    if (changes === null || (await run(changes)) === null) return;
    setChanged({});
    setSaved(true);
  };
  const blocked = closed
    ? words.closed
    : faulty.length > 0
      ? words.invalidDates
      : !limitIsValid(draft)
        ? words.limitInvalid
        : changes === null
          ? words.unchanged
          : null;
  return (
    <Page
      title={words.title(cycle.name)}
      description={words.description}
      fill
      bar={<CycleNav cycle={cycle.code} at="plan" />}
      extra={
        <DocumentButton
          subject={{ kind: 'cycle', id: cycle.code }}
          documents={['assessmentPlan']}
          subjectName={cycle.name}
          disabledReason={changes !== null ? words.saveFirst : units.length === 0 ? words.units.none : null}
        >
          {words.document}
        </DocumentButton>
      }
      primary={
        <ActionButton type="primary" busy={busy} disabledReason={blocked} onClick={() => void save()}>
          {words.save}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      {saved && (
        <Alert
          className="notice"
          type="success"
          showIcon
          role="status"
          title={words.saved}
          closable
          onClose={() => setSaved(false)}
        />
      )}
      <PlanHead draft={draft} fixed={fixed} closed={closed} limit={plan.reviewLimit} onChange={set} />
      <Tabs
        className="plan-tabs"
        items={[
          {
            key: 'dates',
            label: words.tabs.dates,
            children: tab(
              <StageDates
                draft={draft}
                extensions={plan.extensions}
                faulty={faulty}
                closed={closed}
                onChange={(dates) => set({ dates })}
              />,
            ),
          },
          { key: 'units', label: words.tabs.units, children: tab(<UnitsByGroup units={units} />) },
          {
            key: 'fillers',
            label: words.tabs.fillers,
            children: tab(
              <Fillers
                models={models}
                fillers={draft.fillers}
                closed={closed}
                onChange={(fillers) => set({ fillers })}
              />,
            ),
          },
          {
            key: 'applicability',
            label: words.tabs.applicability,
            children: tab(<Applicability cycle={cycle.code} units={units} models={models} />),
          },
        ]}
      />
    </Page>
  );
};

const PlanHead = ({
  draft,
  fixed,
  closed,
  limit,
  onChange,
}: {
  draft: PlanDraft;
  fixed: boolean;
  closed: boolean;
  limit: Plan['reviewLimit'];
  onChange: (change: Partial<PlanDraft>) => void;
}) => {
  const ids = { name: useId(), documentNo: useId(), limit: useId() };
  return (
    <section className="panel plan-head" title={fixed ? words.head.fixed : ''}>
      <div className="panel-field">
        <label htmlFor={ids.name}>{words.head.name}</label>
        <Input
          id={ids.name}
          maxLength={100}
          readOnly={fixed}
          value={draft.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </div>
      {(['periodFrom', 'periodTo'] as const).map((end) => (
        <div key={end} className="panel-field plan-date">
          <span className="field-name">{words.head[end]}</span>
          {fixed ? (
            <Input aria-label={words.head[end]} readOnly value={draft[end]} />
          ) : (
            <DateInput
              label={words.head[end]}
              value={draft[end]}
              onChange={(day) => onChange({ [end]: day })}
            />
          )}
        </div>
      ))}
      <div className="panel-field">
        <label htmlFor={ids.documentNo}>{words.head.documentNo}</label>
        <Input
          id={ids.documentNo}
          maxLength={100}
          readOnly={fixed}
          value={draft.planDocumentNo}
          onChange={({ target }) => onChange({ planDocumentNo: target.value })}
        />
      </div>
      <div className="panel-field">
        <label htmlFor={ids.limit}>{words.head.limit}</label>
        <Input
          id={ids.limit}
          className="num"
          inputMode="decimal"
          maxLength={9}
          readOnly={closed}
          aria-invalid={!limitIsValid(draft)}
          value={draft.reviewLimit}
          onChange={({ target }) => onChange({ reviewLimit: target.value.trim() })}
        />
      </div>
      <p className="quiet">{words.head.limitHint(limit.suggested, limit.basis)}</p>
      {fixed && <p className="quiet">{words.head.fixed}</p>}
    </section>
  );
};
