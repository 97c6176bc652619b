/** 考核异议: a list with limits and both scores; a line leads to the matter in its ledger, where its steps are taken. */
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { scoreObjections } from '#shared/ledgers/definitions/score-objections.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { goTo } from '../../../state/place.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { clockText, LedgerStateMark } from '../../../ui/ledger/LedgerMarks.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { bothOf } from './both-scores.ts';
import type { NoticeWork, Objection } from './notice-types.ts';

const words = cycleNoticeWords.objections;

const leftText = ({ remaining }: Objection): string => {
  if (remaining === null) return '';
  return remaining < 0
    ? clockText({ state: 'overdue', remaining, unit: 'days' })
    : clockText({ state: 'running', remaining, unit: 'workingDays' });
};

const dueText = (objection: Objection): string => `${objection.dueOn ?? ''} ${leftText(objection)}`.trim();

const dueClass = ({ remaining }: Objection): string => {
  if (remaining === null) return '';
  return remaining < 0 ? 'clock-overdue' : remaining <= 3 ? 'clock-near' : '';
};

const scoreOf = (objection: Objection, side: 'before' | 'after'): string =>
  (objection.leaf === null ? objection[side]?.total : objection[side]?.leaf) ?? '';

const columns: readonly DataColumn<Objection>[] = [
  {
    key: 'unit',
    title: words.columns.unit,
    width: 11,
    fixed: true,
    text: ({ bodyName }) => bodyName,
    sort: true,
  },
  {
    key: 'indicator',
    title: words.columns.indicator,
    width: 10,
    text: ({ leaf, indicator }) => (leaf === null ? words.whole : `${leaf} ${indicator ?? ''}`),
    sort: true,
  },
  {
    key: 'state',
    title: words.columns.state,
    width: 6.5,
    text: ({ stateTitle }) => stateTitle,
    render: ({ state }) => <LedgerStateMark definition={scoreObjections} state={state} />,
    sort: true,
  },
  {
    key: 'due',
    title: words.columns.due,
    width: 7.5,
    text: dueText,
    render: (objection) => (
      <span className={`num ${dueClass(objection)}`} title={objection.dueOn ?? ''}>
        {leftText(objection)}
      </span>
    ),
    sort: ({ dueOn }) => dueOn ?? '9999',
  },
  {
    key: 'before',
    title: words.columns.before,
    width: 4,
    align: 'right',
    text: (objection) => scoreOf(objection, 'before'),
  },
  {
    key: 'after',
    title: words.columns.after,
    width: 4,
    align: 'right',
    text: (objection) => scoreOf(objection, 'after'),
  },
  {
    key: 'rank',
    title: words.columns.rank,
    width: 5,
    align: 'right',
    hiddenAtFirst: true,
    text: ({ before, after }) => bothOf(before?.rank, after?.rank),
  },
  {
    key: 'filedOn',
    title: words.columns.filedOn,
    width: 7.5,
    kind: 'date',
    text: ({ filedOn }) => filedOn,
    render: ({ filedOn, late }) => (
      <span className="num">
        {filedOn} {late && <span className="warning">{words.late}</span>}
      </span>
    ),
    sort: true,
  },
  {
    key: 'claimed',
    title: words.columns.claimed,
    width: 5,
    align: 'right',
    hiddenAtFirst: true,
    text: ({ claimed }) => claimed ?? '',
  },
  {
    key: 'number',
    title: words.columns.number,
    width: 5,
    text: ({ number }) => number ?? '',
    sort: true,
    hiddenAtFirst: true,
  },
];

export const ObjectionsPanel = ({ cycle, work }: { cycle: string; work: NoticeWork }) => (
  <section className="panel" aria-labelledby="objections-panel">
    <div className="related-head">
      <h2 id="objections-panel">{words.title}</h2>
      <PlaceLink to={places.ledger('scoreObjections')}>{words.ledger}</PlaceLink>
    </div>
    {work.objections.length === 0 ? (
      <p className="quiet">{isClosed(work.stage) ? words.noneFinal : words.empty}</p>
    ) : (
      <DataTable
        tableId="assessment.objections"
        label={words.label}
        columns={columns}
        rows={work.objections}
        rowKey={({ id }) => id}
        empty={words.empty}
        height={320}
        exportName={words.exportName(cycle)}
        onRowOpen={({ id }) => goTo(places.ledgerRow('scoreObjections', id))}
      />
    )}
  </section>
);
