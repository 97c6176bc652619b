/** A new check: for what, on which day, whom; beside it the rules that will be asked, below the checks made so far. */
import { Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { dayInChina, isDate } from '#shared/domain/dates.ts';
import { type EligibilityPurpose, eligibilityPurposes } from '#shared/domain/eligibility.ts';
import { useJob } from '../../engine/jobs.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { documentsWords } from '../../i18n/zh-CN/documents.ts';
import { eligibilityWords as words } from '../../i18n/zh-CN/eligibility.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateInput } from '../../ui/DateInput.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

type Check = OperationOutput<'eligibility.list'>['rows'][number];

const purposeOptions = Object.entries(eligibilityPurposes).map(([value, label]) => ({
  value: value as EligibilityPurpose,
  label,
}));

const columns: readonly DataColumn<Check>[] = [
  { key: 'madeAt', title: words.columns.madeAt, width: 9, text: ({ madeAt }) => formatInstant(madeAt) },
  {
    key: 'purpose',
    title: words.columns.purpose,
    width: 7,
    text: ({ purpose }) => eligibilityPurposes[purpose],
  },
  { key: 'asOf', title: words.columns.asOf, width: 6, kind: 'date', text: ({ asOf }) => asOf },
  {
    key: 'subjects',
    title: words.columns.subjects,
    width: 4,
    kind: 'number',
    text: ({ subjects }) => formatCount(subjects),
  },
  ...(['pass', 'fail', 'review'] as const).map(
    (outcome): DataColumn<Check> => ({
      key: outcome,
      title: words.columns[outcome],
      width: 4,
      kind: 'number',
      text: ({ counts }) => formatCount(counts[outcome]),
    }),
  ),
  {
    key: 'confirmed',
    title: words.columns.confirmed,
    width: 11,
    text: ({ confirmed }) =>
      confirmed === null ? words.notConfirmed : words.confirmedAt(formatInstant(confirmed.at)),
  },
  {
    key: 'madeBy',
    title: words.columns.madeBy,
    width: 6,
    text: ({ madeBy }) => documentsWords.by(madeBy),
    hiddenAtFirst: true,
  },
];

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const NewCheckPage = () => {
  const [purpose, setPurpose] = useState<EligibilityPurpose>('award');
  const [asOf, setAsOf] = useState(() => dayInChina(new Date().toISOString()));
  const [typed, setTyped] = useState(usePlaceParameter('subject') ?? '');
  const job = useJob('eligibility.check');
  const checks = usePages('eligibility.list', {});
  const lines = linesOf(typed);
  const reason = lines.length === 0 ? words.nobody : isDate(asOf) ? null : words.dateWrong;

  const start = async (): Promise<void> => {
    const made = await job.start(
      { purpose, asOf, subjects: lines },
      { title: words.starting(eligibilityPurposes[purpose]), closing: () => words.done },
    );
    if (made !== null) goTo(places.eligibilityCheck(made.id));
  };

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton
          type="primary"
          disabledReason={reason}
          busy={job.running !== null}
          onClick={() => void start()}
        >
          {words.start}
        </ActionButton>
      }
    >
      <FailureNotice failure={job.failure} onClose={job.clearFailure} />
      <div className="eligibility">
        <div className="eligibility-side">
          <section className="panel" aria-labelledby="eligibility-form">
            <h2 id="eligibility-form">{words.form}</h2>
            <Fields
              purpose={purpose}
              onPurpose={setPurpose}
              asOf={asOf}
              onAsOf={setAsOf}
              typed={typed}
              onTyped={setTyped}
              count={lines.length}
            />
          </section>
        </div>
        <div className="eligibility-main">
          <section className="panel eligibility-history" aria-labelledby="eligibility-history">
            <h2 id="eligibility-history">{words.history}</h2>
            <FailureNotice failure={checks.failure} onRetry={checks.refresh} />
            <DataTable
              tableId="eligibility-checks"
              label={words.history}
              columns={columns}
              {...fromPages(checks)}
              rowKey={({ id }) => id}
              empty={words.historyEmpty}
              exportName={words.history}
              onRowOpen={({ id }) => goTo(places.eligibilityCheck(id))}
              height={260}
            />
          </section>
          <Rules purpose={purpose} asOf={asOf} />
        </div>
      </div>
    </Page>
  );
};

interface FieldsProps {
  purpose: EligibilityPurpose;
  onPurpose: (purpose: EligibilityPurpose) => void;
  asOf: string;
  onAsOf: (asOf: string) => void;
  typed: string;
  onTyped: (typed: string) => void;
  count: number;
}

const Fields = ({ purpose, onPurpose, asOf, onAsOf, typed, onTyped, count }: FieldsProps) => {
  const [purposeId, dateId, subjectsId, hintId] = [useId(), useId(), useId(), useId()];
  return (
    <>
      <div className="eligibility-field">
        <label htmlFor={purposeId}>{words.purpose}</label>
        <Select id={purposeId} value={purpose} options={purposeOptions} onChange={onPurpose} />
      </div>
      <div className="eligibility-field">
        <label htmlFor={dateId}>{words.asOf}</label>
        <div id={dateId}>
          <DateInput label={words.asOf} value={asOf} onChange={onAsOf} />
        </div>
      </div>
      <div className="eligibility-field">
        <label htmlFor={subjectsId}>
          {words.subjects} <span className="quiet num">{words.count(formatCount(count))}</span>
        </label>
        <Input.TextArea
          id={subjectsId}
          aria-describedby={hintId}
          value={typed}
          rows={12}
          onChange={({ target }) => onTyped(target.value)}
        />
        <p id={hintId} className="quiet">
          {words.subjectsHint}
        </p>
      </div>
    </>
  );
};

const Rules = ({ purpose, asOf }: { purpose: EligibilityPurpose; asOf: string }) => {
  const { data, failure, refresh } = useOperation(
    'eligibility.rules',
    { purpose, asOf },
    { enabled: isDate(asOf) },
  );
  return (
    <section className="panel" aria-labelledby="eligibility-rules">
      <h2 id="eligibility-rules">{words.rules}</h2>
      <p className="quiet">{words.rulesAbout}</p>
      <FailureNotice failure={failure} onRetry={refresh} />
      <table className="eligibility-rules">
        <thead>
          <tr>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.basis}</th>
          </tr>
        </thead>
        <tbody>
          {data?.rules.map(({ code, name, outcome, basis }) => (
            <tr key={code}>
              <td>{name}</td>
              <td>
                <OutcomeMark outcome={outcome} />
              </td>
              <td className="quiet">{basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
