import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type DueKindOfRecord, dueKinds } from '#shared/domain/due-matters.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { clockText, uncertainDueText } from '#shared/words/zh-CN/clocks.ts';
import type { RowOf } from '../../../engine/use-operation.ts';
import { dueWords as words } from '../../../i18n/zh-CN/due.ts';
import type { DataColumn } from '../../../ui/data-column.ts';

export type DueRow = RowOf<'due.list'>;

const isRecordKind = (kind: string): kind is DueKindOfRecord =>
  (dueKinds as readonly string[]).includes(kind);

/** What is waited for: a kind of its own for records, the ledger's name for its rows. */
export const dueKindName = (kind: string): string =>
  isRecordKind(kind) ? words.recordKinds[kind] : (ledgerNamed(kind)?.title ?? kind);

/** “还剩 3 个工作日”, “已逾期 2 天”; for what only begins on its day, when that is. */
const remainingText = ({ kind, urgency, remaining, unit }: DueRow): string => {
  if (kind === 'repair') {
    const left = clockText({ state: 'running', remaining, unit });
    return remaining === 0 ? words.opensToday : words.repairOpens(left.replace('还剩 ', ''));
  }
  return clockText({ state: urgency === 'overdue' ? 'overdue' : 'running', remaining, unit });
};

const marks: Readonly<Record<DueRow['urgency'], { icon: ReactNode; className: string }>> = {
  overdue: { icon: <ExclamationCircleFilled aria-hidden />, className: 'bad' },
  soon: { icon: <WarningOutlined aria-hidden />, className: 'warning' },
  later: { icon: <ClockCircleOutlined aria-hidden />, className: '' },
};

const Remaining = ({ row }: { row: DueRow }) => {
  const opens = row.kind === 'repair';
  const { icon, className } = marks[row.urgency];
  return (
    <span className={opens ? '' : className}>
      {opens ? <CheckCircleOutlined aria-hidden /> : icon} {remainingText(row)}
    </span>
  );
};

const dueText = ({ dueOn, certain }: DueRow): string => (certain ? dueOn : `${dueOn}（${uncertainDueText}）`);

export const dueColumns: readonly DataColumn<DueRow>[] = [
  {
    key: 'dueOn',
    title: words.columns.dueOn,
    width: 8,
    kind: 'date',
    text: ({ dueOn }) => dueOn,
    render: (row) =>
      row.certain ? (
        row.dueOn
      ) : (
        <span title={dueText(row)}>
          {row.dueOn} <WarningOutlined className="warning" aria-label={uncertainDueText} />
        </span>
      ),
    fixed: true,
  },
  {
    key: 'remaining',
    title: words.columns.remaining,
    width: 9,
    text: remainingText,
    render: (row) => <Remaining row={row} />,
  },
  { key: 'kind', title: words.columns.kind, width: 8, text: ({ kind }) => dueKindName(kind) },
  { key: 'title', title: words.columns.title, width: 15, text: ({ title }) => title },
  { key: 'number', title: words.columns.number, width: 12, text: ({ number }) => number },
  { key: 'body', title: words.columns.body, width: 14, text: ({ bodyName }) => bodyName },
  { key: 'next', title: words.columns.next, width: 20, text: ({ next }) => next },
  {
    key: 'urgency',
    title: words.columns.urgency,
    width: 6,
    text: ({ urgency }) => words.urgencies[urgency],
    hiddenAtFirst: true,
  },
  {
    key: 'basis',
    title: words.columns.basis,
    width: 22,
    text: ({ basis }) => basis ?? words.setByPerson,
    hiddenAtFirst: true,
  },
  {
    key: 'certain',
    title: words.columns.certain,
    width: 14,
    text: ({ certain }) => (certain ? '' : uncertainDueText),
    hiddenAtFirst: true,
  },
];
