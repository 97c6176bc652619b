/** One cycle: its stages, how far its units are, and the run. */
import { useCallback, useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import type { UnitState } from '#shared/domain/unit-states.ts';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { cycleWorkWords as workWords } from '../../../i18n/zh-CN/cycle-work.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import { useUnitSteps } from '../units/use-unit-steps.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import { AddUnits } from './AddUnits.tsx';
import { CycleStages, StageMoves } from './CycleStages.tsx';
import { ExtendDialog } from './ExtendDialog.tsx';
import { UnitBar } from './UnitBar.tsx';
import { type UnitRow, UnitsTable } from './UnitsTable.tsx';

const words = assessmentWords.cycle;

const sumOf = (rows: readonly UnitRow[], field: 'total' | 'filled' | 'wrong' | 'empty'): string =>
  formatCount(rows.reduce((sum, { counts }) => sum + counts[field], 0));

type Run = OperationOutput<'runs.list'>['runs'][number];

/** The newest run of each model, as one; null when there is none. */
const latestRuns = (runs: readonly Run[]): Pick<Run, 'createdAt' | 'subjects' | 'complete'> | null => {
  const latest = runs.filter((run) => run === runs.find(({ modelCode }) => modelCode === run.modelCode));
  const [first] = latest;
  if (first === undefined) return null;
  const sum = (field: 'subjects' | 'complete') => latest.reduce((total, run) => total + run[field], 0);
  return { createdAt: first.createdAt, subjects: sum('subjects'), complete: sum('complete') };
};

export const CyclePage = ({ cycle: code }: { cycle: string }) => {
  const { data, failure, refresh } = useOperation('cycles.read', { cycle: code });
  const known = data !== undefined && data.cycle.code === code;
  const progress = usePages('cycles.progress', { cycle: code, limit: 500 }, { enabled: known });
  const runs = useOperation('runs.list', { cycle: code }, { enabled: known });
  const job = useJob('runs.execute');
  const [adding, setAdding] = useState(false);
  const [extending, setExtending] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [state, setState] = useState<UnitState | 'all'>('all');
  const plan = useOperation('cycles.plan', { cycle: code }, { enabled: known });
  const steps = useUnitSteps(code, data?.cycle.status ?? 'draft', {
    onDone: () => setChosen(new Set()),
  });
  const choice = useMemo(
    () => ({
      usccs: chosen,
      toggle: (uscc: string) =>
        setChosen((before) => {
          const next = new Set(before);
          if (!next.delete(uscc)) next.add(uscc);
          return next;
        }),
    }),
    [chosen],
  );
  const isShown = useCallback((row: UnitRow) => state === 'all' || row.state === state, [state]);
  const shownRows = progress.rows.filter(isShown);
  const chosenUnits = progress.rows.filter(({ bodyUscc }) => chosen.has(bodyUscc));
  useShownCycle(code, known);

  if (!known) {
    return (
      <Page
        title={assessmentWords.cycles.title}
        extra={<ActionButton onClick={() => goTo(places.cycles)}>{assessmentWords.cycles.all}</ActionButton>}
      >
        <FailureNotice failure={failure} onRetry={refresh} />
        {failure === null && <ReadingLine />}
      </Page>
    );
  }
  const { cycle, units } = data;
  const lastRun = latestRuns(runs.data?.runs ?? []);
  const noUnits = units.length === 0 ? words.noUnitsReason : null;
  const needsRun = cycle.status === 'publicNotice' && lastRun === null ? words.noRun : null;

  const assess = async (): Promise<void> => {
    const answer = await job.start(
      { cycle: code },
      {
        title: words.assessTitle(cycle.name),
        closing: ({ runs: made, findings }) =>
          words.assessClosing(
            formatCount(made.reduce((sum, { run }) => sum + run.subjects, 0)),
            formatCount(made.reduce((sum, { run }) => sum + run.complete, 0)),
            formatCount(findings.length),
          ),
      },
    );
    const [only, ...others] = answer?.runs ?? [];
    if (only !== undefined) goTo(others.length === 0 ? places.run(only.run.id) : places.results);
  };

  const facts = (
    <div className="stage-facts">
      <p className="num">
        {words.filled(
          sumOf(progress.rows, 'total'),
          sumOf(progress.rows, 'filled'),
          sumOf(progress.rows, 'wrong'),
          sumOf(progress.rows, 'empty'),
        )}{' '}
        <PlaceLink to={places.check(code)}>{words.seeCheck}</PlaceLink>
      </p>
      {lastRun !== null && (
        <p className="num">
          {words.lastRun(
            formatInstant(lastRun.createdAt),
            formatCount(lastRun.complete),
            formatCount(lastRun.subjects),
          )}
        </p>
      )}
    </div>
  );

  return (
    <Page
      title={cycle.name}
      description={words.description(cycle.periodFrom, cycle.periodTo, cycle.planDocumentNo)}
      fill
      bar={<CycleNav cycle={code} at="progress" />}
      extra={
        <>
          <ActionButton
            disabledReason={noUnits}
            onClick={() => goTo(places.entry(code, units[0]?.bodyUscc ?? ''))}
          >
            {words.enter}
          </ActionButton>
          <ActionButton
            // Without units nothing else can be done.
            type={noUnits === null ? 'default' : 'primary'}
            disabledReason={isClosed(cycle.status) ? words.closedUnits : null}
            onClick={() => setAdding(true)}
          >
            {words.addUnits}
          </ActionButton>
          <ActionButton disabledReason={noUnits} busy={job.running !== null} onClick={() => void assess()}>
            {words.assess}
          </ActionButton>
        </>
      }
      primary={
        <StageMoves cycle={code} status={cycle.status} facts={facts} nextBlocked={noUnits ?? needsRun} />
      }
    >
      <FailureNotice failure={progress.failure} onRetry={progress.refresh} />
      <FailureNotice failure={job.failure} onClose={job.clearFailure} />
      <CycleStages cycle={code} status={cycle.status} stages={plan.data?.stages ?? []} />
      <UnitBar
        units={progress.rows}
        shown={shownRows}
        chosen={chosenUnits}
        status={cycle.status}
        state={state}
        onState={setState}
        onChoose={setChosen}
        onStep={(step) => steps.ask(step, chosenUnits)}
        onExtend={() => setExtending(true)}
        extendBlocked={
          isClosed(cycle.status)
            ? workWords.closed
            : (plan.data?.stages.length ?? 0) === 0
              ? workWords.undated
              : null
        }
      />
      {steps.dialogs}
      <UnitsTable
        cycle={code}
        progress={progress}
        exportName={words.exportName(cycle.name)}
        closed={isClosed(cycle.status)}
        chosen={choice}
        shown={isShown}
      />
      {extending && plan.data !== undefined && (
        <ExtendDialog
          cycle={code}
          name={cycle.name}
          status={cycle.status}
          stages={plan.data.stages}
          chosen={[...chosen]}
          onClose={() => setExtending(false)}
        />
      )}
      {adding && <AddUnits cycle={code} name={cycle.name} onClose={() => setAdding(false)} />}
    </Page>
  );
};
