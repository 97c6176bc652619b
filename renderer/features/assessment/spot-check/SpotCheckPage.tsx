/** 抽查: what was drawn by which seed, and what the check of each drawn item found. */
import { Select } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import { spotCheckPopulations, spotCheckResults } from '#shared/domain/spot-checks.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant, shortDigest } from '../../../i18n/format.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { documentsWords } from '../../../i18n/zh-CN/documents.ts';
import { spotCheckWords as words } from '../../../i18n/zh-CN/external.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import { useWriteHere } from '../external/workbooks.ts';
import { useShownCycle } from '../use-shown-cycle.ts';
import { DrawDialog } from './DrawDialog.tsx';
import type { DrawnItem } from './drawn-item.ts';
import { ResultDialog } from './ResultDialog.tsx';

type Draw = OperationOutput<'spotChecks.list'>['draws'][number];
type Read = OperationOutput<'spotChecks.read'>;

const columns: readonly DataColumn<DrawnItem>[] = [
  {
    key: 'ordinal',
    title: words.columns.ordinal,
    width: 4,
    kind: 'number',
    fixed: true,
    text: ({ ordinal }) => String(ordinal),
    sort: ({ ordinal }) => ordinal,
  },
  {
    key: 'unit',
    title: words.columns.unit,
    width: 12,
    fixed: true,
    text: ({ bodyName }) => bodyName ?? '',
    sort: true,
  },
  { key: 'label', title: words.columns.label, width: 14, text: ({ label }) => label, sort: true },
  {
    key: 'stated',
    title: words.columns.stated,
    width: 16,
    text: ({ stated }) => stated,
    render: ({ stated }) => <span title={stated}>{stated}</span>,
  },
  {
    key: 'result',
    title: words.columns.result,
    width: 6,
    text: ({ result }) => (result === null ? words.notChecked : spotCheckResults[result]),
    render: ({ result }) =>
      result === null ? (
        <span className="quiet">{words.notChecked}</span>
      ) : (
        <span className={result === 'notConfirmed' ? 'bad' : ''}>{spotCheckResults[result]}</span>
      ),
    sort: true,
  },
  { key: 'finding', title: words.columns.finding, width: 13, text: ({ finding }) => finding ?? '' },
  {
    key: 'shouldBe',
    title: words.columns.shouldBe,
    width: 12,
    text: ({ shouldBe }) => shouldBe ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'checked',
    title: words.columns.checked,
    width: 9,
    text: ({ checkedBy, checkedOn }) =>
      checkedBy === null || checkedOn === null ? '' : words.checked(checkedBy, checkedOn),
    hiddenAtFirst: true,
  },
];

export const SpotCheckPage = ({ cycle: code }: { cycle: string }) => {
  const read = useOperation('cycles.read', { cycle: code });
  const known = read.data?.cycle.code === code;
  const { data, failure, refresh } = useOperation('spotChecks.list', { cycle: code }, { enabled: known });
  const asked = usePlaceParameter('draw');
  const [drawing, setDrawing] = useState(false);
  useShownCycle(code, known);
  const cycle = read.data?.cycle;
  if (cycle === undefined || !known) {
    return (
      <Page title={words.title}>
        <FailureNotice failure={read.failure} onRetry={read.refresh} />
        {read.failure === null && <ReadingLine />}
      </Page>
    );
  }
  const draws = data?.draws ?? [];
  const draw = draws.find(({ id }) => id === asked) ?? draws[0];
  const closed = isClosed(cycle.status) ? assessmentWords.stages[cycle.status].now : null;
  return (
    <Page
      fill
      title={words.title}
      description={words.description(cycle.name)}
      extra={draw !== undefined && <WriteButton draw={draw} />}
      primary={
        <ActionButton type="primary" disabledReason={closed} onClick={() => setDrawing(true)}>
          {words.draw}
        </ActionButton>
      }
      bar={<CycleNav cycle={code} at="spotCheck" />}
    >
      {draws.length > 0 && (
        <div className="page-bar">
          <Select
            className="indicator-choice"
            aria-label={words.draws}
            value={draw?.id ?? ''}
            onChange={(id) => goTo(places.spotCheck(code, id), { replace: true })}
            options={draws.map(({ id, title, drawnAt, superseded }) => ({
              value: id,
              label: `${words.chosen(title, formatInstant(drawnAt))}${superseded ? ` · ${words.superseded}` : ''}`,
            }))}
          />
        </div>
      )}
      <FailureNotice failure={failure} onRetry={refresh} />
      {draw === undefined ? (
        <NoDraws reading={data === undefined && failure === null} />
      ) : (
        <DrawView key={draw.id} id={draw.id} closed={closed} />
      )}
      {drawing && data !== undefined && (
        <DrawDialog
          cycle={code}
          draws={draws}
          frames={data.frames}
          onClose={() => setDrawing(false)}
          onDrawn={(id) => goTo(places.spotCheck(code, id), { replace: true })}
        />
      )}
    </Page>
  );
};

const NoDraws = ({ reading }: { reading: boolean }) =>
  reading ? <ReadingLine /> : <p className="quiet">{words.empty}</p>;

const WriteButton = ({ draw }: { draw: Draw }) => {
  const { write, busy } = useWriteHere('spotChecks.write');
  return (
    <ActionButton busy={busy} onClick={() => void write({ id: draw.id }, words.writeName(draw.title))}>
      {words.write}
    </ActionButton>
  );
};

const DrawView = ({ id, closed }: { id: string; closed: string | null }) => {
  const { data, failure, loading, refresh } = useOperation('spotChecks.read', { id });
  const [recording, setRecording] = useState<DrawnItem | null>(null);
  if (data === undefined) {
    return failure === null ? <ReadingLine /> : <FailureNotice failure={failure} onRetry={refresh} />;
  }
  const { draw, items } = data;
  const record: DataColumn<DrawnItem> = {
    key: 'record',
    title: words.columns.record,
    width: 6,
    action: true,
    text: () => '',
    render: (item) => (
      <ActionButton
        size="small"
        type="link"
        aria-label={words.recordLabel(item.result === null ? words.record : words.change, item.ordinal)}
        disabledReason={draw.superseded ? words.recordBlocked : closed}
        onClick={() => setRecording(item)}
      >
        {item.result === null ? words.record : words.change}
      </ActionButton>
    ),
  };
  return (
    <>
      <FailureNotice failure={failure} onRetry={refresh} />
      <DrawFacts read={data} />
      <DataTable
        tableId="assessment.spotCheck"
        label={words.items}
        columns={[...columns, record]}
        rows={items}
        rowKey={({ ordinal }) => String(ordinal)}
        loading={loading}
        empty={words.empty}
        sums={[
          { title: words.checkedCount, value: formatCount(draw.checked) },
          { title: words.notConfirmedCount, value: formatCount(draw.notConfirmed) },
        ]}
        exportName={words.exportName(draw.title)}
      />
      {recording !== null && <ResultDialog check={id} item={recording} onClose={() => setRecording(null)} />}
    </>
  );
};

/** How it was drawn, so that anyone can draw it again. */
const DrawFacts = ({ read: { draw, repeats } }: { read: Read }) => (
  <section className="panel" aria-label={words.facts.label}>
    <dl className="draw-facts">
      <dt>{words.facts.population}</dt>
      <dd>{spotCheckPopulations[draw.population]}</dd>
      <dt>{words.facts.size}</dt>
      <dd className="num">
        {words.facts.sizeOf(formatCount(draw.size), formatCount(draw.frameSize))} ·{' '}
        {draw.stratified ? words.facts.stratified : words.facts.simple}
      </dd>
      <dt>{words.facts.seed}</dt>
      <dd className="num">{draw.seed}</dd>
      <dt>{words.facts.generator}</dt>
      <dd>{draw.generator}</dd>
      <dt>{words.facts.digest}</dt>
      <dd className="num" title={draw.frameDigest}>
        {shortDigest(draw.frameDigest)}
      </dd>
      <dt>{words.facts.drawn}</dt>
      <dd className="num">{words.facts.by(formatInstant(draw.drawnAt), documentsWords.by(draw.drawnBy))}</dd>
      {draw.reason !== null && (
        <>
          <dt>{words.facts.reason}</dt>
          <dd>{draw.reason}</dd>
        </>
      )}
    </dl>
    <p className={repeats ? 'quiet' : 'bad'}>{repeats ? words.facts.repeats : words.facts.repeatsNot}</p>
  </section>
);
