/** 审核: everything missing, wrong or contradictory; a line leads to its cell. */
import { Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { explanationWords } from '../../../i18n/zh-CN/explanations.ts';
import { uiWords } from '../../../i18n/zh-CN/ui.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { JobLine } from '../../../ui/JobLine.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import { explainedText, kindOf, kindsOf, type Line, linesOfUnit } from './check-lines.ts';
import { ExplainDialog } from './ExplainDialog.tsx';

const words = assessmentWords.check;
type Kind = keyof typeof words.kinds;

const isOfKind = ({ severity, explained }: Line, kind: Kind): boolean => {
  if (kind === 'all') return true;
  if (kind === 'open') return severity === 'warning' && !explained;
  return severity === kind;
};

const roleName = (role: string | undefined): string =>
  role !== undefined && Object.hasOwn(scorerRoles, role) ? scorerRoles[role as ScorerRole] : (role ?? '');

const columns: readonly DataColumn<Line>[] = [
  {
    key: 'severity',
    title: words.columns.severity,
    width: 5,
    fixed: true,
    text: ({ severity }) => uiWords.severity[severity],
    render: ({ severity }) => <SeverityMark severity={severity} />,
    sort: true,
  },
  { key: 'unit', title: words.columns.unit, width: 10, fixed: true, text: ({ unit }) => unit, sort: true },
  {
    key: 'leaf',
    title: words.columns.leaf,
    width: 10,
    text: ({ leaf, leafName }) => `${leaf ?? ''} ${leafName ?? ''}`.trim(),
    sort: true,
  },
  { key: 'item', title: words.columns.item, width: 7, text: ({ itemLabel }) => itemLabel ?? '' },
  {
    key: 'role',
    title: words.columns.role,
    width: 5,
    text: ({ role }) => roleName(role),
    sort: true,
    hiddenAtFirst: true,
  },
  {
    key: 'words',
    title: words.columns.words,
    width: 28,
    text: describeFinding,
    render: (line) => <span title={describeFinding(line)}>{describeFinding(line)}</span>,
  },
  {
    key: 'explained',
    title: words.columns.explained,
    width: 8,
    text: (line) => [explainedText(line), line.explanation?.text].filter(Boolean).join('：'),
    render: (line) => (
      <span className={line.explained ? '' : 'bad'} title={line.explanation?.text}>
        {[explainedText(line), line.explanation?.text].filter(Boolean).join('：')}
      </span>
    ),
    sort: true,
  },
];

const unitsAtOnce = 20;
/** So many lines are read without being asked for; more when the end of the list comes into sight. */
const linesAtFirst = 500;

/** What blocks comes first; else the order of units and indicators stays. */
const errorsFirst = (lines: readonly Line[]): Line[] => [
  ...lines.filter(({ severity }) => severity === 'error'),
  ...lines.filter(({ severity }) => severity === 'warning'),
];

/** Why a warning cannot be explained here; null when it can. */
const explainBlocked = ({ explanation }: Line): string | null =>
  explanation !== null && !explanation.own ? explanationWords.otherOffice : null;

const explainName = ({ explanation }: Line): string => {
  if (explanation === null) return explanationWords.write;
  return explanation.outdated ? explanationWords.rewrite : explanationWords.change;
};

export const CheckPage = ({ cycle }: { cycle: string }) => {
  const unit = usePlaceParameter('unit');
  const read = useOperation('cycles.read', { cycle });
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const { rows, firstPage, failure, loading, hasMore, loadMore, refresh } = usePages('entries.check', {
    cycle,
    bodyUscc: unit,
    limit: unitsAtOnce,
  });
  const [{ kind }, setFilter] = useFilter<{ kind: Kind }>('assessment.check', { kind: 'all' });
  const lines = useMemo(() => rows.flatMap(linesOfUnit), [rows]);
  const [about, setAbout] = useState<string>('');
  const [explaining, setExplaining] = useState<Line | null>(null);
  const all = useJob('explanations.checkAll');
  const abouts = useMemo(() => kindsOf(lines), [lines]);
  const shown = useMemo(
    () =>
      errorsFirst(lines.filter((line) => isOfKind(line, kind) && (about === '' || kindOf(line) === about))),
    [lines, kind, about],
  );
  useEffect(() => {
    if (hasMore && shown.length < linesAtFirst) loadMore();
  }, [hasMore, loadMore, shown.length]);
  const count = (severity: Line['severity']): string =>
    formatCount(lines.filter((line) => line.severity === severity).length);
  const units = read.data?.units ?? [];
  const noUnits = read.data !== undefined && units.length === 0 ? assessmentWords.noUnits : null;
  /** “Nothing found” is said only of what was looked at. */
  const unread = failure !== null || firstPage === undefined;
  const total = unit === null ? (firstPage?.units ?? 0) : 1;
  const explain: DataColumn<Line> = {
    key: 'explain',
    title: explanationWords.write,
    width: 5,
    action: true,
    text: () => '',
    // An error is put right; nothing explains it.
    render: (line) =>
      line.severity === 'warning' && (
        <ActionButton
          size="small"
          type="link"
          aria-label={explanationWords.writeLabel(line.unit, line.leafName ?? '')}
          disabledReason={explainBlocked(line)}
          onClick={() => setExplaining(line)}
        >
          {explainName(line)}
        </ActionButton>
      ),
  };
  const checkAll = (): void => {
    void all.start(
      { cycle },
      {
        title: explanationWords.checking,
        closing: (done) =>
          explanationWords.checkedAll(
            formatCount(done.units),
            formatCount(done.errors),
            formatCount(done.warnings),
            formatCount(done.open),
          ),
      },
    );
    refresh();
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      extra={
        <ActionButton onClick={() => goTo(unit === null ? places.cycle(cycle) : places.entry(cycle, unit))}>
          {unit === null ? words.backToCycle : words.back}
        </ActionButton>
      }
      primary={
        <ActionButton type="primary" busy={all.running !== null} disabledReason={noUnits} onClick={checkAll}>
          {explanationWords.allUnits}
        </ActionButton>
      }
      bar={<CycleNav cycle={cycle} at="check" />}
    >
      <div className="page-bar">
        <Select
          className="unit-switch"
          aria-label={words.unit}
          value={unit ?? ''}
          onChange={(next) => goTo(places.check(cycle, next === '' ? undefined : next), { replace: true })}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: words.all },
            ...units.map(({ bodyUscc, name }) => ({ value: bodyUscc, label: name })),
          ]}
        />
        <Select<Kind>
          aria-label={words.show}
          value={kind}
          onChange={(next) => setFilter({ kind: next })}
          options={(Object.keys(words.kinds) as Kind[]).map((value) => ({
            value,
            label: words.kinds[value],
          }))}
        />
        <Select
          className="indicator-choice"
          aria-label={explanationWords.kind}
          value={about}
          onChange={setAbout}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: explanationWords.everyKind },
            ...abouts.map(({ value, name, count: found }) => ({
              value,
              label: `${name}（${formatCount(found)}）`,
            })),
          ]}
        />
        <span role="status" className="num">
          {words.checked(formatCount(rows.length), formatCount(total))}
        </span>
      </div>
      <FailureNotice failure={all.failure} onClose={all.clearFailure} />
      {all.running !== null && <JobLine job={all.running} />}
      <FailureNotice failure={read.failure ?? failure} onRetry={refresh} />
      <DataTable
        tableId="assessment.check"
        label={words.label}
        columns={[...columns, explain]}
        rows={shown}
        rowKey={({ key }) => key}
        loading={loading}
        hasMore={hasMore}
        onLoadMore={loadMore}
        sums={[
          { title: words.errors, value: count('error') },
          { title: words.warnings, value: count('warning') },
        ]}
        empty={
          noUnits !== null
            ? noUnits
            : unread
              ? words.notChecked
              : lines.length === 0
                ? words.none
                : words.noneOfKind
        }
        onRowOpen={({ bodyUscc, leaf, item, role }) =>
          goTo(places.entryCell({ cycle, unit: bodyUscc, leaf, item, role }))
        }
        exportName={words.title}
      />
      {explaining !== null && (
        <ExplainDialog
          key={explaining.key}
          cycle={cycle}
          line={explaining}
          onClose={() => setExplaining(null)}
        />
      )}
    </Page>
  );
};
