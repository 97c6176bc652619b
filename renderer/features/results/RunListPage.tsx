/** Every run of the cycle, newest first, and the way to make another. */
import { Alert, App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { runSealKinds } from '#shared/domain/run-seals.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { useJob } from '../../engine/jobs.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, shortDigest } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { runSealWords } from '../../i18n/zh-CN/run-seals.ts';
import { goTo } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { operatorName } from './operator-name.ts';

type Run = OperationOutput<'runs.list'>['runs'][number];

/** The run of the same model before each one, by identifier; the list is newest first. */
const previousRuns = (runs: readonly Run[]): Map<string, Run> =>
  new Map(
    runs.flatMap((run, index): [string, Run][] => {
      const previous = runs.slice(index + 1).find(({ modelCode }) => modelCode === run.modelCode);
      return previous === undefined ? [] : [[run.id, previous]];
    }),
  );

const standingOf = ({ official, seal }: Run): string =>
  seal === null ? runSealWords.trial : `${runSealKinds[seal.kind]}${official ? '' : runSealWords.superseded}`;

/** In what a run differs from the one before of the same model. */
const differenceOf = (run: Run, before: Run | undefined): string => {
  if (before === undefined) return runSealWords.first;
  const { parts } = runSealWords;
  const differing = [
    ...(run.dataDigest === before.dataDigest ? [] : [parts.data]),
    ...(run.modelDigest === before.modelDigest ? [] : [parts.model]),
    ...(run.engine === before.engine ? [] : [parts.engine]),
  ];
  return differing.length === 0 ? runSealWords.same : runSealWords.differing(differing);
};

const columnsFor = (
  previous: ReadonlyMap<string, Run>,
  newest: ReadonlySet<string>,
  remove: (run: Run) => void,
): DataColumn<Run>[] => {
  const { columns } = words;
  return [
    {
      key: 'createdAt',
      title: columns.createdAt,
      width: 14,
      text: (run) => formatInstant(run.createdAt),
      render: (run) => (
        <>
          <span className="num">{formatInstant(run.createdAt)}</span>{' '}
          {newest.has(run.id) && <Tag>{words.newest}</Tag>}
        </>
      ),
    },
    { key: 'model', title: columns.model, width: 15, text: (run) => run.modelName },
    {
      key: 'standing',
      title: runSealWords.standing,
      width: 7,
      text: standingOf,
      render: (run) =>
        run.official ? <strong>{standingOf(run)}</strong> : <span className="quiet">{standingOf(run)}</span>,
    },
    {
      key: 'differs',
      title: runSealWords.differs,
      width: 7,
      text: (run) => differenceOf(run, previous.get(run.id)),
    },
    { key: 'version', title: columns.version, width: 4, text: (run) => run.modelVersion },
    {
      key: 'units',
      title: columns.units,
      width: 4,
      kind: 'number',
      text: (run) => formatCount(run.subjects),
    },
    {
      key: 'complete',
      title: columns.complete,
      width: 5,
      kind: 'number',
      text: (run) => formatCount(run.complete),
    },
    { key: 'madeBy', title: columns.madeBy, width: 5, text: (run) => operatorName(run.madeBy) },
    {
      key: 'result',
      title: columns.result,
      width: 6,
      text: (run) => shortDigest(run.resultDigest),
      hiddenAtFirst: true,
    },
    {
      key: 'data',
      title: columns.data,
      width: 6,
      text: (run) => shortDigest(run.dataDigest),
      hiddenAtFirst: true,
    },
    {
      key: 'modelDigest',
      title: columns.modelDigest,
      width: 6,
      text: (run) => shortDigest(run.modelDigest),
      hiddenAtFirst: true,
    },
    {
      key: 'actions',
      title: columns.actions,
      width: 11,
      text: () => '',
      action: true,
      render: (run) => {
        const other = previous.get(run.id);
        return (
          <span className="run-actions">
            {other !== undefined && (
              <PlaceLink to={places.compareRuns(other.id, run.id)}>{words.compareWithPrevious}</PlaceLink>
            )}
            {run.seal === null && (
              <Button type="link" size="small" onClick={() => remove(run)}>
                {runSealWords.remove}
              </Button>
            )}
          </span>
        );
      },
    },
  ];
};

export const RunListPage = () => {
  const cycle = useSession((session) => session.cycle);
  const cycles = useOperation('cycles.list', {});
  const { data, failure, loading, refresh } = useOperation(
    'runs.list',
    { cycle: cycle ?? '' },
    { enabled: cycle !== null },
  );
  const { modal } = App.useApp();
  const execute = useJob('runs.execute');
  const removal = useCommand('runs.remove');
  const remove = ({ id, createdAt }: Run): void => {
    void modal.confirm({
      title: runSealWords.removeTitle,
      content: runSealWords.removeText(formatInstant(createdAt)),
      okText: runSealWords.remove,
      okButtonProps: { danger: true },
      cancelText: runSealWords.cancel,
      onOk: () => removal.run({ runs: [id] }),
    });
  };
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const cycleName = cycles.data?.cycles.find(({ code }) => code === cycle)?.name ?? '';

  const run = async (): Promise<void> => {
    if (cycle === null) return;
    setFindings([]);
    const done = await execute.start(
      { cycle },
      {
        title: words.running(cycleName),
        closing: ({ runs }) => {
          const sum = (part: 'complete' | 'subjects') =>
            formatCount(runs.reduce((total, made) => total + made.run[part], 0));
          return words.runDone(sum('complete'), sum('subjects'));
        },
      },
    );
    setFindings(done?.findings ?? []);
  };

  if (cycles.data?.cycles.length === 0) {
    return (
      <Page
        title={words.list}
        description={words.noCycle}
        primary={
          <ActionButton type="primary" onClick={() => goTo(places.cycles)}>
            {words.goToCycles}
          </ActionButton>
        }
      />
    );
  }
  const runs = data?.runs ?? [];
  const newest = new Set(
    [...Map.groupBy(runs, ({ modelCode }) => modelCode).values()].map(([run]) => run?.id ?? ''),
  );
  return (
    <Page
      fill
      title={words.list}
      description={words.listDescription}
      primary={
        <ActionButton type="primary" busy={execute.running !== null} onClick={() => void run()}>
          {words.run}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={execute.failure} onClose={execute.clearFailure} />
      <FailureNotice failure={removal.failure} onClose={removal.clearFailure} />
      {findings.length > 0 && <RunFindings findings={findings} onClose={() => setFindings([])} />}
      <DataTable<Run>
        tableId="results.runs"
        label={words.list}
        columns={columnsFor(previousRuns(runs), newest, remove)}
        rows={runs}
        rowKey={({ id }) => id}
        loading={loading}
        empty={words.empty}
        onRowOpen={({ id }) => goTo(places.run(id))}
      />
    </Page>
  );
};

/** Findings shown at first; a run may have thousands. */
const shownFindings = 50;

const RunFindings = ({ findings, onClose }: { findings: readonly Finding[]; onClose: () => void }) => {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Alert
      className="notice"
      type="warning"
      title={words.runFindings(formatCount(errors), formatCount(findings.length - errors))}
      description={
        <div className="run-findings">
          <FindingList findings={findings.slice(0, shownFindings)} total={findings.length} />
        </div>
      }
      action={
        <Button size="small" onClick={onClose}>
          {words.closeFindings}
        </Button>
      }
    />
  );
};
