/** 全面检查: every check in plain words, and what it found. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { create } from 'zustand';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { JobLine } from '../../ui/JobLine.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

const words = systemWords.check;

type Checked = OperationOutput<'system.check'>;

/** The last check of this start; a new one is asked for, not remembered from days ago. */
const useLastCheck = create<{ result: Checked | null; at: string | null }>(() => ({
  result: null,
  at: null,
}));

/** In the order in which they are made. */
const checkNames = ['database', 'audit', 'evidence', 'search', 'runs'] as const;

/** More findings than this say nothing more. */
const mostFindings = 200;

export const CheckPage = () => {
  const { start, running, failure, clearFailure } = useJob('system.check');
  const { result, at } = useLastCheck();

  const check = async (): Promise<void> => {
    const done = await start(
      {},
      {
        title: words.running,
        closing: ({ checks }) =>
          words.closing(
            formatCount(checks.filter(({ passed }) => passed).length),
            formatCount(checks.length),
          ),
      },
    );
    if (done !== null) useLastCheck.setState({ result: done, at: new Date().toISOString() });
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" busy={running !== null} onClick={() => void check()}>
          {words.start}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      {running !== null && <JobLine job={running} />}
      <section className="panel" aria-label={words.title}>
        <table className="plain-table checks">
          <thead>
            <tr>
              <th scope="col">{words.columns.check}</th>
              <th scope="col">{words.columns.how}</th>
              <th scope="col" className="num">
                {words.columns.examined}
              </th>
              <th scope="col">{words.columns.result}</th>
            </tr>
          </thead>
          <tbody>
            {checkNames.map((name) => (
              <CheckRow key={name} name={name} check={result?.checks.find((check) => check.name === name)} />
            ))}
          </tbody>
        </table>
        <p className="quiet num">{at === null ? words.never : words.at(formatInstant(at))}</p>
      </section>
      {result !== null && <Outcome result={result} />}
    </Page>
  );
};

const CheckRow = ({ name, check }: { name: string; check: Checked['checks'][number] | undefined }) => (
  <tr>
    <th scope="row" className="nowrap">
      {words.names[name]}
    </th>
    <td>{words.how[name]}</td>
    <td className="num nowrap">
      {check === undefined ? '—' : words.examined[name]?.(formatCount(check.examined))}
    </td>
    <td className="nowrap">
      {check !== undefined &&
        (check.passed ? (
          <>
            <CheckCircleFilled className="good" aria-hidden /> {words.passed}
          </>
        ) : (
          <strong className="bad">
            <CloseCircleFilled aria-hidden /> {words.failed}
          </strong>
        ))}
    </td>
  </tr>
);

const indexDiffers = 'database.check.search';

const Rebuild = () => {
  const build = useJob('search.build');
  const rebuild = () =>
    build.start(
      { anew: true },
      { title: words.rebuild, closing: ({ indexed }) => words.rebuilt(formatCount(indexed)) },
    );
  return (
    <p>
      {words.searchAdvice}{' '}
      <ActionButton size="small" busy={build.running !== null} onClick={() => void rebuild()}>
        {words.rebuild}
      </ActionButton>
    </p>
  );
};

const Outcome = ({ result: { findings } }: { result: Checked }) => {
  if (findings.length === 0) {
    return (
      <p role="status">
        <CheckCircleFilled className="good" aria-hidden /> {words.allGood}
      </p>
    );
  }
  return (
    <section className="panel" aria-labelledby="found" role="status">
      <h2 id="found">{words.findings}</h2>
      {findings.some(({ code }) => code === indexDiffers) && <Rebuild />}
      {findings.some(({ code }) => code !== indexDiffers) && (
        <p>
          {words.advice} <PlaceLink to={places.dataFolder}>{words.toBackups}</PlaceLink>
        </p>
      )}
      <FindingList findings={findings.slice(0, mostFindings)} total={findings.length} />
    </section>
  );
};
