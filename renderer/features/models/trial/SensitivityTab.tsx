/** 稳健性: how far the ranking holds when the weights are shaken, and which indicators it hangs on. */
import './trial.css';
import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ModelSource } from '#shared/contract/operations/models.ts';
import { useJob } from '../../../engine/jobs.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelTrialWords } from '../../../i18n/zh-CN/model-trials.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';
import { JobLine } from '../../../ui/JobLine.tsx';
import { CycleChoice, useTrialCycle } from './CycleChoice.tsx';

type Sensitivity = OperationOutput<'models.sensitivity'>;
type Unit = Sensitivity['units'][number];
type Leaf = Sensitivity['leaves'][number];

const words = modelTrialWords.sensitivity;

interface Parameters {
  runs: number;
  /** In percent. */
  spread: number;
  seed: number;
}

export const SensitivityTab = ({ model }: { model: ModelSource }) => {
  const chosen = useTrialCycle();
  const [asked, setAsked] = useState<Parameters>({ runs: 2_000, spread: 20, seed: 42 });
  const [answer, setAnswer] = useState<Sensitivity | null>(null);
  const job = useJob('models.sensitivity');
  const { cycle } = chosen;
  if (cycle === null) return <p className="quiet">{modelTrialWords.noCycle}</p>;

  const compute = async (): Promise<void> => {
    const { runs, spread, seed } = asked;
    const found = await job.start(
      { cycle, model, runs, spread: spread / 100, seed },
      { title: words.title(cycle), closing: ({ units }) => words.closing(formatCount(units.length)) },
    );
    if (found !== null) setAnswer(found);
  };

  return (
    <div className="trial">
      <div className="page-bar">
        <CycleChoice {...chosen} />
        <NumberField
          {...{ title: words.runs, value: asked.runs, min: 100, max: 20_000, step: 100 }}
          onChange={(runs) => setAsked({ ...asked, runs })}
        />
        <NumberField
          {...{ title: words.spread, value: asked.spread, min: 0, max: 90, step: 5 }}
          onChange={(spread) => setAsked({ ...asked, spread })}
        />
        <NumberField
          {...{ title: words.seed, value: asked.seed, min: 0, max: 4_294_967_295, step: 1 }}
          onChange={(seed) => setAsked({ ...asked, seed })}
        />
        <ActionButton busy={job.running !== null} onClick={() => void compute()}>
          {words.compute}
        </ActionButton>
      </div>
      <FailureNotice failure={job.failure} onClose={job.clearFailure} />
      {job.running !== null && <JobLine job={job.running} />}
      {answer === null ? <p className="quiet trial-intro">{words.intro}</p> : <Found sensitivity={answer} />}
    </div>
  );
};

interface NumberFieldProps {
  title: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

const NumberField = ({ title, value, min, max, step, onChange }: NumberFieldProps) => {
  const field = useId();
  return (
    <>
      <label htmlFor={field}>{title}</label>
      <InputNumber
        id={field}
        className="num trial-number"
        {...{ value, min, max, step }}
        precision={0}
        onChange={(typed) => typed !== null && onChange(typed)}
      />
    </>
  );
};

/** Units without a rank that are named. */
const toldUnranked = 3;

const namesOf = (names: readonly string[]): string =>
  `${names.slice(0, toldUnranked).join('、')}${names.length > toldUnranked ? '…' : ''}`;

const Found = ({ sensitivity }: { sensitivity: Sensitivity }) => {
  const { runs, spread, seed, units, leaves, unranked, findings, model, cycle } = sensitivity;
  return (
    <>
      <p className="quiet">
        {words.assumption(
          formatCount(runs),
          String(Math.round(spread * 100)),
          String(seed),
          cycle.name,
          model.version,
        )}
        {unranked.length > 0 && ` ${words.unranked(namesOf(unranked), formatCount(unranked.length))}`}
      </p>
      {findings.length > 0 && (
        <details className="trial-notes">
          <summary>{modelTrialWords.notes(formatCount(findings.length))}</summary>
          <FindingList findings={findings} />
        </details>
      )}
      <div className="trial-columns trial-firm">
        <DataTable<Unit>
          tableId="models.sensitivity"
          label={words.list}
          columns={unitColumns(units.length)}
          rows={units}
          rowKey={({ code }) => code}
          empty={words.empty}
          exportName={words.exportName(model.name, cycle.name)}
        />
        <section className="trial-leaves">
          <h2>{words.leaves}</h2>
          <DataTable<Leaf>
            tableId="models.sensitivity.leaves"
            label={words.leaves}
            columns={leafColumns}
            rows={leaves}
            rowKey={({ leaf }) => leaf}
            empty={words.leavesEmpty}
            exportName={words.leavesExport(model.name, cycle.name)}
          />
        </section>
      </div>
    </>
  );
};

/** Quantiles may lie between two ranks. */
const place = (rank: number): string => String(Math.round(rank * 10) / 10);
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const bandText = ({ p5, p95 }: Unit): string => (p5 === p95 ? place(p5) : `${place(p5)}–${place(p95)}`);

const Band = ({ unit: { rank, p5, p95 }, of }: { unit: Unit; of: number }) => {
  const at = (value: number): number => ((value - 1) / of) * 100;
  const width = Math.max(at(p95) - at(p5) + 100 / of, 1);
  return (
    <span
      className="trial-band"
      role="img"
      aria-label={words.pictureLabel(place(rank), place(p5), place(p95))}
    >
      <span className="trial-range" style={{ insetInlineStart: `${at(p5)}%`, width: `${width}%` }} />
      <span className="trial-rank" style={{ insetInlineStart: `${at(rank) + 50 / of}%` }} />
    </span>
  );
};

const mostOften = ({ rankShares }: Unit): string => {
  const [most] = rankShares.toSorted((a, b) => b.share - a.share);
  return most === undefined ? '' : words.oftenText(String(most.rank), percent(most.share));
};

const otherGrades = ({ gradeShares, gradeName }: Unit): string =>
  gradeShares
    .filter((of) => of.share > 0 && of.gradeName !== gradeName)
    .map((of) => `${of.gradeName} ${percent(of.share)}`)
    .join('、');

const unitColumns = (units: number): DataColumn<Unit>[] => [
  {
    key: 'rank',
    title: words.rank,
    width: 3,
    kind: 'number',
    sort: ({ rank }) => rank,
    text: ({ rank }) => String(rank),
  },
  { key: 'name', title: modelTrialWords.unit, width: 11, sort: true, text: ({ name }) => name },
  {
    key: 'band',
    title: words.band,
    width: 7,
    align: 'right',
    sort: ({ p5, p95 }) => p95 - p5,
    text: bandText,
  },
  {
    key: 'picture',
    title: words.picture,
    width: 6,
    action: true,
    text: () => '',
    render: (unit) => <Band unit={unit} of={units} />,
  },
  {
    key: 'median',
    title: words.median,
    width: 3,
    kind: 'number',
    text: ({ median }) => place(median),
  },
  {
    key: 'mean',
    title: words.mean,
    width: 3,
    kind: 'number',
    text: ({ mean }) => mean.toFixed(1),
  },
  { key: 'grade', title: modelTrialWords.grade, width: 3, text: ({ gradeName }) => gradeName },
  {
    key: 'kept',
    title: words.kept,
    width: 5,
    align: 'right',
    sort: ({ gradeKept }) => gradeKept,
    text: ({ gradeKept }) => percent(gradeKept),
  },
  { key: 'often', title: words.often, width: 9, hiddenAtFirst: true, text: mostOften },
  { key: 'otherGrades', title: words.otherGrades, width: 12, hiddenAtFirst: true, text: otherGrades },
  {
    key: 'score',
    title: words.score,
    width: 5,
    kind: 'number',
    hiddenAtFirst: true,
    sort: ({ score }) => Number(score ?? -1),
    text: ({ score }) => score ?? '',
  },
  {
    key: 'group',
    title: modelTrialWords.group,
    width: 5,
    hiddenAtFirst: true,
    sort: true,
    text: ({ group }) => group ?? '',
  },
];

const leafColumns: DataColumn<Leaf>[] = [
  { key: 'leaf', title: words.leaf, width: 14, sort: true, text: ({ leaf, name }) => `${leaf} ${name}` },
  {
    key: 'tau',
    title: words.tau,
    width: 6,
    kind: 'number',
    sort: ({ tau }) => tau ?? 2,
    text: ({ tau }) => (tau === null ? words.noTau : tau.toFixed(3)),
  },
];
