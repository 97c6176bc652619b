/** 审计日志: who did what, newest first. */
import { Drawer, Select } from 'antd';
import { Fragment, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { auditActionName, auditDetailName } from '#shared/domain/audit-words.ts';
import { isDate } from '#shared/domain/dates.ts';
import { useOperation, usePages } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, shortDigest } from '../../i18n/format.ts';
import { auditDetailValue, systemWords } from '../../i18n/zh-CN/system.ts';
import { useFilter } from '../../state/filters.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { DateInput } from '../../ui/DateInput.tsx';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fromPages } from '../../ui/from-pages.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';

const words = systemWords.audit;

type Entry = OperationOutput<'audit.list'>['rows'][number];

/** Identifiers and digests in full only where one entry is looked at. */
const shortened = (value: string): string =>
  /^[0-9a-f]{64}$|^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? `${shortDigest(value)}…` : value;

const detailsOf = ({ details }: Entry): [name: string, value: string][] =>
  Object.entries(details).flatMap(([name, value]) =>
    value === null ? [] : [[auditDetailName(name), auditDetailValue(name, value)]],
  );

const detailsText = (entry: Entry): string =>
  detailsOf(entry)
    .map(([name, value]) => `${name} ${value}`)
    .join('，');

const detailsInShort = (entry: Entry): string =>
  detailsOf(entry)
    .map(([name, value]) => `${name} ${shortened(value)}`)
    .join('，');

const columns: readonly DataColumn<Entry>[] = [
  {
    key: 'sequence',
    title: words.columns.sequence,
    width: 5,
    kind: 'number',
    text: ({ sequence }) => formatCount(sequence),
  },
  { key: 'at', title: words.columns.at, width: 10, text: ({ at }) => formatInstant(at) },
  { key: 'actor', title: words.columns.actor, width: 6, text: ({ actor }) => systemWords.actor(actor) },
  { key: 'action', title: words.columns.action, width: 8, text: ({ action }) => auditActionName(action) },
  {
    key: 'subject',
    title: words.columns.subject,
    width: 12,
    text: ({ subject }) => subject ?? '',
    render: ({ subject }) => shortened(subject ?? ''),
  },
  { key: 'details', title: words.columns.details, width: 26, text: detailsText, render: detailsInShort },
  {
    key: 'hash',
    title: words.columns.hash,
    width: 6,
    text: ({ hash }) => hash,
    render: ({ hash }) => <code>{shortDigest(hash)}</code>,
  },
];

interface AuditFilter {
  action: string | null;
  actor: string | null;
  /** As typed; it counts once it is a date. */
  from: string;
  to: string;
}

const noFilter: AuditFilter = { action: null, actor: null, from: '', to: '' };

/** The filters in use, in words, for the exported workbook. */
const noteOf = ({ action, actor, from, to }: AuditFilter): string =>
  [
    action === null ? '' : auditActionName(action),
    actor === null ? '' : systemWords.actor(actor),
    isDate(from) || isDate(to) ? `${from} — ${to}` : '',
  ]
    .filter((part) => part !== '')
    .join('，') || words.noteAll;

export const AuditPage = () => {
  const [filter, setFilter] = useFilter<AuditFilter>('system.auditLog', noFilter);
  const { action, actor, from, to } = filter;
  const list = usePages('audit.list', {
    ...(action !== null && { action }),
    ...(actor !== null && { actor }),
    ...(isDate(from) && { from }),
    ...(isDate(to) && { to }),
  });
  const [opened, setOpened] = useState<Entry | null>(null);
  const choices = useOperation('audit.filters', {});
  const filtered = action !== null || actor !== null || from !== '' || to !== '';

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.checkData)}>
          {words.check}
        </ActionButton>
      }
      bar={
        <>
          <Select
            aria-label={words.action}
            className="filter"
            allowClear
            value={action}
            placeholder={words.allActions}
            onChange={(value: string | undefined) => setFilter({ action: value ?? null })}
            options={
              choices.data?.actions.map((code) => ({ value: code, label: auditActionName(code) })) ?? []
            }
          />
          <Select
            aria-label={words.actor}
            className="filter"
            allowClear
            value={actor}
            placeholder={words.allActors}
            onChange={(value: string | undefined) => setFilter({ actor: value ?? null })}
            options={
              choices.data?.actors.map((code) => ({ value: code, label: systemWords.actor(code) })) ?? []
            }
          />
          <span className="quiet">{words.days}</span>
          <DateInput label={words.from} value={from} onChange={(day) => setFilter({ from: day })} />
          <span className="quiet">—</span>
          <DateInput label={words.to} value={to} onChange={(day) => setFilter({ to: day })} />
          {filtered && <ActionButton onClick={() => setFilter(noFilter)}>{words.clear}</ActionButton>}
        </>
      }
    >
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="system.audit"
        label={words.title}
        columns={columns}
        {...fromPages(list)}
        rowKey={({ sequence }) => String(sequence)}
        onRowOpen={setOpened}
        empty={words.empty}
        exportName={words.exportName}
        exportNote={noteOf(filter)}
      />
      <Drawer
        open={opened !== null}
        title={opened === null ? '' : words.entry(formatCount(opened.sequence))}
        size="large"
        onClose={() => setOpened(null)}
      >
        {opened !== null && <EntryDetails entry={opened} />}
      </Drawer>
    </Page>
  );
};

const EntryDetails = ({ entry }: { entry: Entry }) => (
  <div className="entry-details">
    <dl className="facts">
      {[
        [words.columns.at, formatInstant(entry.at)],
        [words.columns.actor, systemWords.actor(entry.actor)],
        [words.columns.action, auditActionName(entry.action)],
        ...(entry.subject === null ? [] : [[words.columns.subject, entry.subject]]),
        ...detailsOf(entry),
      ].map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </Fragment>
      ))}
    </dl>
    <DigestGroups label={words.columns.hash} digest={entry.hash} />
    <p className="quiet">{words.hashHint}</p>
  </div>
);
