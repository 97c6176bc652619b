/** 为什么是这个分: from the total over branches to leaves, values, arithmetic and the records behind. */
import { Checkbox, Select } from 'antd';
import { useMemo, useState } from 'react';
import { percentText } from '#shared/domain/decimal-text.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { goTo, usePlaceParameter } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { ChangeLines, ObjectLink } from '../../ui/score-changes/ScoreChanges.tsx';
import { useScoreChanges } from '../../ui/score-changes/use-score-changes.ts';
import { LiftDialog } from './LiftDialog.tsx';
import type { ExplainedNode } from './result-types.ts';
import { useRunUnits } from './run-units.ts';
import { WhyNode } from './WhyNode.tsx';
import { WhySummary } from './WhySummary.tsx';

const number = (text: string | null): string => text ?? words.noScore;

const isLost = (lost: string | null): boolean => lost !== null && /[1-9]/.test(lost);

const columnsOf = (blocking: ReadonlySet<string>): DataColumn<ExplainedNode>[] => [
  {
    key: 'node',
    title: words.indicator,
    width: 14,
    fixed: true,
    text: ({ code, name }) => `${code} ${name}`,
    render: ({ code, name, depth, leaf }) => (
      <span
        className={leaf ? undefined : 'branch'}
        style={{ paddingInlineStart: `${depth * 0.75}rem` }}
        title={`${code} ${name}`}
      >
        {code} {name}
      </span>
    ),
  },
  { key: 'weight', title: words.weight, width: 3, kind: 'number', text: ({ weight }) => weight },
  {
    key: 'points',
    title: words.points,
    width: 4,
    kind: 'number',
    text: ({ points, worth }) => (worth === null || worth === points ? points : words.arrow(points, worth)),
  },
  {
    key: 'rate',
    title: words.rate,
    width: 5,
    kind: 'number',
    sort: ({ rate }) => Number(rate ?? -1),
    text: ({ rate }) => (rate === null ? words.noScore : `${percentText(rate)}%`),
  },
  {
    key: 'published',
    title: words.published,
    width: 4,
    kind: 'number',
    text: ({ published }) => number(published),
  },
  {
    key: 'lost',
    title: words.lost,
    width: 4,
    kind: 'number',
    sort: ({ lost }) => Number(lost ?? 0),
    text: ({ lost }) => number(lost),
    render: ({ lost, leaf }) =>
      leaf && isLost(lost) ? (
        <strong className="num">{lost}</strong>
      ) : (
        <span className="num">{number(lost)}</span>
      ),
  },
  {
    key: 'status',
    title: words.state,
    width: 5,
    text: ({ code, status }) => (blocking.has(code) ? words.mustSupply : words.nodeStatuses[status]),
    render: ({ code, status }) =>
      status === 'scored' ? (
        ''
      ) : (
        <span className="warning">{blocking.has(code) ? words.mustSupply : words.nodeStatuses[status]}</span>
      ),
  },
];

export const WhyPage = ({ run, subject }: { run: string; subject: string }) => {
  const { data, failure, refresh } = useOperation('runs.explain', { run, subject });
  const units = useRunUnits(run);
  const changes = useScoreChanges(run);
  const asked = usePlaceParameter('node');
  const [lostOnly, setLostOnly] = useState(false);
  const [lifting, setLifting] = useState(false);
  const rows = useMemo(
    () =>
      data?.nodes.filter(
        ({ leaf, lost, status }) => !lostOnly || (leaf && (isLost(lost) || status !== 'scored')),
      ) ?? [],
    [data, lostOnly],
  );
  const columns = useMemo(
    () => columnsOf(new Set(data?.missing.filter(({ blocking }) => blocking).map(({ leaf }) => leaf))),
    [data],
  );
  const title =
    data === undefined
      ? words.whyTitleNone
      : data.subject.score === null
        ? words.whyTitleUnscored(data.subject.name)
        : words.whyTitle(data.subject.name);
  const node = data?.nodes.find(({ code }) => code === asked) ?? null;
  return (
    <Page
      fill
      title={title}
      extra={
        <>
          <PlaceLink to={places.run(run)}>{words.backToRun}</PlaceLink>
          {data?.run.official === true && (
            <ObjectLink cycle={data.run.cycle} unit={subject} leaf={node?.leaf === true ? node.code : null} />
          )}
          {data?.subject.score != null && (
            <ActionButton onClick={() => setLifting(true)}>{analysisWords.lift.open}</ActionButton>
          )}
        </>
      }
      primary={
        <Select<string>
          className="results-unit"
          aria-label={words.chooseUnit}
          showSearch
          optionFilterProp="label"
          value={subject}
          onChange={(chosen) =>
            goTo(places.why({ run, subject: chosen, ...(asked === null ? {} : { node: asked }) }))
          }
          options={(units ?? []).map(({ code, name, rank }) => ({
            value: code,
            label: `${rank ?? words.noScore} ${name}`,
          }))}
        />
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      {lifting && data !== undefined && (
        <LiftDialog run={run} unit={data.subject} onClose={() => setLifting(false)} />
      )}
      {data !== undefined && (
        <>
          <ChangeLines changes={changes.get(subject)} />
          <WhySummary explained={data} />
          <div className="why">
            <div className="why-tree">
              <header className="why-head">
                <h2>{words.treeTitle}</h2>
                <Checkbox checked={lostOnly} onChange={({ target }) => setLostOnly(target.checked)}>
                  {words.treeLost}
                </Checkbox>
              </header>
              <DataTable<ExplainedNode>
                tableId="results.why"
                label={words.treeTitle}
                columns={columns}
                rows={rows}
                rowKey={({ code }) => code}
                empty={data.nodes.length === 0 ? words.treeNone : words.treeEmpty}
                selected={node?.code ?? null}
                onRowOpen={({ code }) => goTo(places.why({ run, subject, node: code }), { replace: true })}
                exportName={title}
              />
            </div>
            <WhyNode explained={data} node={node} />
          </div>
        </>
      )}
    </Page>
  );
};
