/** 信用目录: what may be recorded at all, with its versions; added to, changed from a day on, ended. */
import { App, Checkbox, Drawer, Input } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  type Polarity,
  polarities,
  type SubjectType,
  severities,
  subjectTypes,
  updateCycles,
} from '#shared/domain/code-lists.ts';
import { isDate } from '#shared/domain/dates.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { catalogueWords as words } from '../../../i18n/zh-CN/rules.ts';
import { useFilter } from '../../../state/filters.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { DateInput } from '../../../ui/DateInput.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Choice } from '../../../ui/filters/Choice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useSettled } from '../../../ui/use-settled.ts';
import { CatalogueForm } from './CatalogueForm.tsx';
import { EndItem } from './EndItem.tsx';
import { stageOf } from './rule-rows.ts';

type Item = OperationOutput<'catalogue.items'>['items'][number];
type Version = OperationOutput<'catalogue.read'>['versions'][number];

const documentsOf = ({ documentTypes: types }: Version): string =>
  types.map((type) => documentTypes[type]).join('、');

const severityOf = ({ polarity, severityDefault }: Version): string =>
  polarity === 'negative' ? severities[severityDefault] : '';

const sourceOf = ({ suggested }: Version): string => (suggested ? words.suggested : words.given);

const columns: readonly DataColumn<Item>[] = [
  { key: 'code', title: words.columns.code, width: 5.5, text: ({ code }) => code, sort: true, fixed: true },
  { key: 'name', title: words.columns.name, width: 15, text: ({ name }) => name, sort: true },
  {
    key: 'subjectType',
    title: words.columns.subjectType,
    width: 5,
    text: ({ subjectType }) => subjectTypes[subjectType],
    sort: true,
  },
  {
    key: 'polarity',
    title: words.columns.polarity,
    width: 4,
    text: ({ polarity }) => polarities[polarity],
    sort: true,
  },
  { key: 'severity', title: words.columns.severityDefault, width: 4, text: severityOf },
  {
    key: 'disclosure',
    title: words.columns.disclosureLevel,
    width: 5.5,
    text: ({ disclosureLevel }) => disclosureLevels[disclosureLevel],
    sort: true,
  },
  { key: 'documents', title: words.columns.documentTypes, width: 18, text: documentsOf },
  { key: 'legalBasis', title: words.columns.legalBasis, width: 24, text: ({ legalBasis }) => legalBasis },
  {
    key: 'suggested',
    title: words.columns.suggested,
    width: 7,
    text: sourceOf,
    render: (item) => <span className={item.suggested ? 'warning' : ''}>{sourceOf(item)}</span>,
    sort: true,
  },
  {
    key: 'validFrom',
    title: words.columns.validFrom,
    width: 6.5,
    kind: 'date',
    text: ({ validFrom }) => validFrom,
    sort: true,
  },
  {
    key: 'validTo',
    title: words.columns.validTo,
    width: 6.5,
    kind: 'date',
    text: ({ validTo }) => validTo ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'domain',
    title: words.columns.domain,
    width: 8,
    text: ({ domain }) => domains[domain],
    hiddenAtFirst: true,
  },
  {
    key: 'updateCycle',
    title: words.columns.updateCycle,
    width: 8,
    text: ({ updateCycle }) => (updateCycle === null ? words.notSaid : updateCycles[updateCycle]),
    hiddenAtFirst: true,
  },
  {
    key: 'versions',
    title: words.columns.versions,
    width: 4.5,
    kind: 'number',
    text: ({ versions }) => String(versions),
    hiddenAtFirst: true,
  },
];

interface Filter {
  /** As typed; it counts once it is a date. */
  on: string;
  all: boolean;
  subjectType: SubjectType | null;
  polarity: Polarity | null;
  text: string;
}

const noFilter: Filter = { on: '', all: false, subjectType: null, polarity: null, text: '' };

const noteOf = ({ on, all, subjectType, polarity }: Filter): string =>
  [
    ...(isDate(on) ? [`${words.on} ${on}`] : []),
    ...(all ? [words.all] : []),
    ...(subjectType === null ? [] : [subjectTypes[subjectType]]),
    ...(polarity === null ? [] : [polarities[polarity]]),
  ].join('，');

export const CataloguePage = () => {
  const [filter, setFilter] = useFilter<Filter>('system.catalogue', noFilter);
  const { on, all, subjectType, polarity } = filter;
  const text = useSettled(filter.text.trim());
  const { data, failure, loading, refresh } = useOperation('catalogue.items', {
    all,
    ...(isDate(on) && { on }),
    ...(subjectType !== null && { subjectType }),
    ...(polarity !== null && { polarity }),
    ...(text !== '' && { text }),
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<{ present: Version | null } | null>(null);
  const [ending, setEnding] = useState<Version | null>(null);
  const { message } = App.useApp();
  const filtered = on !== '' || all || subjectType !== null || polarity !== null || filter.text !== '';

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" onClick={() => setForm({ present: null })}>
          {words.add}
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
            label={words.subjectType}
            list={subjectTypes}
            value={subjectType}
            onChange={(value) => setFilter({ subjectType: value as SubjectType | null })}
          />
          <Choice
            label={words.polarity}
            list={polarities}
            value={polarity}
            onChange={(value) => setFilter({ polarity: value as Polarity | null })}
          />
          <span className="quiet">{words.on}</span>
          <DateInput label={words.on} value={on} onChange={(day) => setFilter({ on: day, all: false })} />
          <Checkbox checked={all} onChange={({ target }) => setFilter({ all: target.checked, on: '' })}>
            {words.all}
          </Checkbox>
          {filtered && <ActionButton onClick={() => setFilter(noFilter)}>{words.clear}</ActionButton>}
        </>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <DataTable
        tableId="system.catalogue"
        label={words.title}
        columns={columns}
        rows={data?.items ?? []}
        loading={loading}
        rowKey={({ code, validFrom }) => `${code} ${validFrom}`}
        onRowOpen={({ code }) => setChosen(code)}
        empty={filtered ? words.emptyFiltered : words.empty}
        exportName={words.exportName}
        exportNote={noteOf(filter)}
      />
      {chosen !== null && data !== undefined && (
        <ItemDrawer
          code={chosen}
          today={data.today}
          onClose={() => setChosen(null)}
          onChange={(present) => setForm({ present })}
          onEnd={setEnding}
        />
      )}
      {form !== null && (
        <CatalogueForm
          present={form.present}
          onClose={(saved) => {
            setForm(null);
            if (saved === null) return;
            setChosen(saved.code);
            const told =
              form.present === null ? words.codeGiven(saved.code) : words.saved(saved.previousEndsOn);
            void message.success(told);
          }}
        />
      )}
      {ending !== null && (
        <EndItem
          item={ending}
          onClose={(done) => {
            setEnding(null);
            if (done) void message.success(words.ended);
          }}
        />
      )}
    </Page>
  );
};

const ItemDrawer = ({
  code,
  today,
  onClose,
  onChange,
  onEnd,
}: {
  code: string;
  today: string;
  onClose: () => void;
  onChange: (newest: Version) => void;
  onEnd: (newest: Version) => void;
}) => {
  const { data, failure } = useOperation('catalogue.read', { code });
  const [newest] = data?.versions ?? [];
  return (
    <Drawer
      open
      title={newest === undefined ? code : `${newest.name}（${code}）`}
      size="large"
      onClose={onClose}
      extra={
        newest !== undefined && (
          <span className="row-actions">
            <ActionButton
              disabledReason={newest.validTo === null ? null : words.past}
              onClick={() => onEnd(newest)}
            >
              {words.end}
            </ActionButton>
            <ActionButton type="primary" onClick={() => onChange(newest)}>
              {words.change}
            </ActionButton>
          </span>
        )
      }
    >
      <FailureNotice failure={failure} />
      {data !== undefined && <p className="quiet">{words.records(formatCount(data.records))}</p>}
      <h3>{words.history}</h3>
      {data?.versions.map((version) => (
        <VersionFacts key={version.validFrom} version={version} today={today} />
      ))}
    </Drawer>
  );
};

const stageWords = { now: words.inUse, future: words.future, past: words.past };

const VersionFacts = ({ version, today }: { version: Version; today: string }) => {
  const stage = stageOf(version, today);
  return (
    <section className="panel rule-version">
      <h4>
        <span className="num">
          {version.validFrom} — {version.validTo ?? words.stillValid}
        </span>{' '}
        <span className={stage === 'past' ? 'quiet' : ''}>{stageWords[stage]}</span>
      </h4>
      <dl className="facts">
        <dt>{words.columns.legalBasis}</dt>
        <dd>
          {version.legalBasis}（
          <span className={version.suggested ? 'warning' : ''}>{sourceOf(version)}</span>）
        </dd>
        <dt>{words.columns.documentTypes}</dt>
        <dd>{documentsOf(version)}</dd>
        <dt>{words.columns.domain}</dt>
        <dd>{domains[version.domain]}</dd>
        {version.polarity === 'negative' && (
          <>
            <dt>{words.columns.severityDefault}</dt>
            <dd>{severities[version.severityDefault]}</dd>
          </>
        )}
        <dt>{words.columns.disclosureLevel}</dt>
        <dd>{disclosureLevels[version.disclosureLevel]}</dd>
        <dt>{words.columns.updateCycle}</dt>
        <dd>{version.updateCycle === null ? words.notSaid : updateCycles[version.updateCycle]}</dd>
      </dl>
    </section>
  );
};
