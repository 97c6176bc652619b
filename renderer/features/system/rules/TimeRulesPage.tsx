/** 期限规则: every limit and publicity period with its basis; changed by a new version from a day on. */
import { App, Drawer, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { timeRuleWords as words } from '../../../i18n/zh-CN/rules.ts';
import { useFilter } from '../../../state/filters.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { RuleForm } from './RuleForm.tsx';
import { type RuleRow, type RuleVersion, ruleRowsOf, stageOf } from './rule-rows.ts';

const countedFromOf = ({ rule }: RuleVersion): string =>
  rule.kind === 'limit' ? rule.countedFrom : words.publicityFrom;

const columns: readonly DataColumn<RuleRow>[] = [
  {
    key: 'name',
    title: words.columns.name,
    width: 16,
    text: ({ present }) => present.rule.name,
    fixed: true,
  },
  {
    key: 'content',
    title: words.columns.content,
    width: 15,
    text: ({ present }) => words.ruleText(present.rule),
  },
  { key: 'from', title: words.columns.countedFrom, width: 11, text: ({ present }) => countedFromOf(present) },
  {
    key: 'standing',
    title: words.columns.standing,
    width: 6.5,
    text: ({ present }) => words.standings[present.rule.standing],
    render: ({ present }) => <Standing version={present} />,
    sort: true,
  },
  {
    key: 'validFrom',
    title: words.columns.validFrom,
    width: 6.5,
    kind: 'date',
    text: ({ present }) => present.rule.validFrom,
    sort: true,
  },
  { key: 'basis', title: words.columns.basis, width: 26, text: ({ present }) => present.rule.basis },
  {
    key: 'versions',
    title: words.columns.versions,
    width: 4.5,
    kind: 'number',
    text: ({ versions }) => String(versions.length),
    sort: ({ versions }) => versions.length,
  },
  {
    key: 'afterwards',
    title: words.columns.afterwards,
    width: 18,
    text: ({ present }) => present.rule.afterwards ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'origin',
    title: words.columns.origin,
    width: 6.5,
    text: ({ present }) => words.origins[present.origin],
    hiddenAtFirst: true,
  },
];

const Standing = ({ version: { rule } }: { version: RuleVersion }) => (
  <span className={rule.standing === 'verified' ? '' : 'warning'}>{words.standings[rule.standing]}</span>
);

interface Filter {
  standing: string | null;
  text: string;
}

export const TimeRulesPage = () => {
  const { data, failure, loading, refresh } = useOperation('rules.list', {});
  const [filter, setFilter] = useFilter<Filter>('system.rules', { standing: null, text: '' });
  const [chosen, setChosen] = useState<string | null>(null);
  const [changing, setChanging] = useState(false);
  const { message } = App.useApp();
  const today = data?.today ?? '';
  const rows = useMemo(() => ruleRowsOf(data?.versions ?? [], today), [data, today]);
  const typed = filter.text.trim();
  const shown = rows.filter(
    ({ present: { rule } }) =>
      (filter.standing === null || rule.standing === filter.standing) &&
      (typed === '' || rule.name.includes(typed) || rule.basis.includes(typed)),
  );
  const row = rows.find(({ code }) => code === chosen);

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton
          type="primary"
          disabledReason={row === undefined ? words.chooseFirst : null}
          onClick={() => setChanging(true)}
        >
          {words.change}
        </ActionButton>
      }
      bar={
        <>
          <Input.Search
            className="filter-text"
            aria-label={words.text}
            placeholder={words.textHint}
            allowClear
            value={filter.text}
            onChange={({ target }) => setFilter({ text: target.value })}
          />
          <Choice
            label={words.standing}
            list={words.standings}
            value={filter.standing}
            onChange={(standing) => setFilter({ standing })}
          />
        </>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <DataTable
        tableId="system.rules"
        label={words.title}
        columns={columns}
        rows={shown}
        loading={loading}
        rowKey={({ code }) => code}
        selected={chosen}
        onRowOpen={({ code }) => setChosen(code)}
        empty={rows.length === 0 ? words.empty : words.emptyFiltered}
        exportName={words.exportName}
      />
      <Drawer
        open={row !== undefined}
        title={row?.present.rule.name}
        size="large"
        onClose={() => setChosen(null)}
        extra={
          <ActionButton type="primary" onClick={() => setChanging(true)}>
            {words.change}
          </ActionButton>
        }
      >
        {row !== undefined && <History row={row} today={today} />}
      </Drawer>
      {changing && row !== undefined && (
        <RuleForm
          row={row}
          onClose={(saved) => {
            setChanging(false);
            if (saved !== null) void message.success(words.saved(saved.previousEndsOn));
          }}
        />
      )}
    </Page>
  );
};

const History = ({ row, today }: { row: RuleRow; today: string }) => (
  <>
    <h3>{words.history}</h3>
    {row.versions.map((version) => (
      <Version key={version.rule.validFrom} version={version} today={today} />
    ))}
  </>
);

const Version = ({ version, today }: { version: RuleVersion; today: string }) => {
  const { rule, origin } = version;
  const stage = stageOf(rule, today);
  const { run, busy, failure, clearFailure } = useCommand('rules.withdraw');
  const { message } = App.useApp();
  const withdraw = async (): Promise<void> => {
    const done = await run({ code: rule.code, validFrom: rule.validFrom });
    if (done !== null) void message.success(words.withdrawn);
  };
  return (
    <section className="panel rule-version">
      <h4>
        <span className="num">
          {rule.validFrom} — {rule.validTo ?? words.stillValid}
        </span>{' '}
        <span className={stage === 'past' ? 'quiet' : ''}>{words[stage]}</span>
        {stage === 'future' && (
          <ActionButton size="small" busy={busy} onClick={() => void withdraw()}>
            {words.withdraw}
          </ActionButton>
        )}
      </h4>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <dl className="facts">
        <dt>{words.columns.content}</dt>
        <dd>{words.ruleText(rule)}</dd>
        <dt>{words.columns.countedFrom}</dt>
        <dd>
          {countedFromOf(version)}
          {rule.kind === 'limit' && rule.limit.unit !== 'workingDays' && (
            <span className="quiet">
              （{rule.rollsOver === true ? words.rollsOver : words.rollsOverNot}）
            </span>
          )}
        </dd>
        <dt>{words.columns.basis}</dt>
        <dd>
          {rule.basis}（<Standing version={version} />）
        </dd>
        {rule.afterwards !== undefined && (
          <>
            <dt>{words.columns.afterwards}</dt>
            <dd>{rule.afterwards}</dd>
          </>
        )}
        {rule.note !== undefined && (
          <>
            <dt>{words.columns.note}</dt>
            <dd>{rule.note}</dd>
          </>
        )}
        <dt>{words.columns.origin}</dt>
        <dd>{words.origins[origin]}</dd>
      </dl>
    </section>
  );
};
