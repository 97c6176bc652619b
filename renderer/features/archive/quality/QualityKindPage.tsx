/** The findings of one kind; each leads to the field or the page where it is put right. */
import { Button, Segmented } from 'antd';
import { type QualityKind, qualityKindCodes, qualityKindOf } from '#shared/domain/quality-kinds.ts';
import { useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { qualityWords as words } from '../../../i18n/zh-CN/quality.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyFilter } from '../../../ui/filters/BodyFilter.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { isCorrectable, placeOf, type QualityFinding } from './finding-place.ts';

type Side = keyof typeof words.sides;

const isKind = (text: string): text is QualityKind => qualityKindCodes.some((kind) => kind === text);

const Back = () => <Button onClick={() => goTo(places.quality())}>{words.back}</Button>;

export const QualityKindPage = ({ kind }: { kind: string }) =>
  isKind(kind) ? <Findings kind={kind} /> : <Page title={words.unknownKind} extra={<Back />} />;

const columnsFor = (kind: QualityKind): readonly DataColumn<QualityFinding>[] => [
  { key: 'name', title: words.findingColumns.name, width: 18, text: ({ name }) => name, fixed: true },
  { key: 'number', title: words.findingColumns.number, width: 14, text: ({ number }) => number ?? '' },
  { key: 'unit', title: words.findingColumns.unit, width: 15, text: ({ unit }) => unit?.name ?? '' },
  {
    key: 'says',
    title: words.findingColumns.says,
    width: 18,
    text: ({ says }) => (says.length === 0 ? '' : (words.says[kind]?.(...says) ?? '')),
  },
  {
    key: 'place',
    title: words.findingColumns.place,
    width: 10,
    text: ({ own }) => (own ? '' : words.foreign),
    render: (finding) => (
      <>
        <PlaceLink to={placeOf(kind, finding)}>
          {isCorrectable(kind, finding) ? words.toField : words.toRow}
        </PlaceLink>
        {!finding.own && <span className="quiet"> {words.foreign}</span>}
      </>
    ),
  },
];

const Findings = ({ kind }: { kind: QualityKind }) => {
  const unit = usePlaceParameter('unit');
  const side: Side = usePlaceParameter('side') === 'sound' ? 'sound' : 'found';
  const { title, advice, among: amongWhat } = qualityKindOf(kind);
  const ofUnit = unit === null ? {} : { unit };
  const list = usePages('quality.findings', { kind, side, ...ofUnit });
  const { data } = useOperation('quality.read', ofUnit);
  const counted = data?.checked?.kinds.find((one) => one.kind === kind);
  const sides = kind === 'record.late' ? words.lateSides : words.sides;
  const go = (more: { unit: string | null; side: Side }): void =>
    goTo(places.qualityKind(kind, { unit: more.unit, side: more.side === 'sound' ? 'sound' : undefined }));
  return (
    <Page
      fill
      title={title}
      description={advice}
      extra={<Back />}
      bar={
        <>
          <Segmented<Side>
            aria-label={words.side}
            value={side}
            options={Object.entries(sides).map(([value, label]) => ({ value: value as Side, label }))}
            onChange={(next) => go({ unit, side: next })}
          />
          <BodyFilter label={words.unit} uscc={unit} onChange={(next) => go({ unit: next, side })} />
          {counted !== undefined && (
            <span className="quiet num">
              {words.share(formatCount(counted.found), formatCount(counted.among), amongWhat)}
            </span>
          )}
        </>
      }
    >
      <FailureNotice failure={list.failure} onRetry={list.refresh} />
      <DataTable
        tableId="quality-findings"
        label={words.findings}
        columns={columnsFor(kind)}
        {...fromPages(list)}
        rowKey={({ id }) => id}
        empty={side === 'found' ? words.noneFound : words.noneSound}
        onRowOpen={(finding) => goTo(placeOf(kind, finding))}
        exportName={title}
      />
    </Page>
  );
};
