/** The quality of each unit's data, and what the indicators about data ask for. */

import type { OperationOutput } from '#shared/contract/client.ts';
import { qualityGroups } from '#shared/domain/quality-kinds.ts';
import { useLookedAt } from '../../../engine/use-looked-at.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { qualityWords as words } from '../../../i18n/zh-CN/quality.ts';
import { goTo } from '../../../state/place.ts';
import { useSession } from '../../../state/session.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';
import type { Checked } from './KindTable.tsx';
import { shareText } from './shares.ts';

type Period = OperationOutput<'quality.period'>;
type UnitRow = OperationOutput<'quality.units'>['rows'][number] & {
  /** In the period of the chosen cycle. */
  period: Pick<Period['rows'][number], 'entered' | 'errors'> | null;
};

const titles = words.unitColumns;

const counted = (key: string, title: string, count: (row: UnitRow) => number): DataColumn<UnitRow> => ({
  key,
  title,
  width: 5,
  kind: 'number',
  text: (row) => formatCount(count(row)),
  sort: count,
});

const sharesOf = (
  key: string,
  title: string,
  of: (row: UnitRow) => UnitRow['entered'],
): DataColumn<UnitRow> => ({
  key,
  title,
  width: 6.5,
  kind: 'number',
  text: (row) => shareText(of(row)),
  sort: (row) => of(row).found / Math.max(1, of(row).among),
});

const nothing = { found: 0, among: 0 };
const inPeriod = ({ period }: UnitRow) => period?.entered ?? nothing;

const columnsFor = (withPeriod: boolean): readonly DataColumn<UnitRow>[] => [
  { key: 'name', title: titles.name, width: 17, text: ({ name }) => name, sort: true, fixed: true },
  counted('errors', titles.errors, ({ errors }) => errors),
  counted('warnings', titles.warnings, ({ warnings }) => warnings),
  {
    ...counted('entered', titles.entered, ({ entered }) => entered.found),
    text: ({ entered }) => `${formatCount(entered.found)} / ${formatCount(entered.among)}`,
    kind: 'text',
    align: 'right',
    width: 7,
  },
  sharesOf('enteredShare', titles.enteredShare, ({ entered }) => entered),
  ...(withPeriod
    ? [
        { ...counted('periodEntered', titles.periodEntered, (row) => inPeriod(row).found), width: 8 },
        { ...counted('periodAmong', titles.periodAmong, (row) => inPeriod(row).among), width: 8 },
        sharesOf('periodShare', titles.periodShare, inPeriod),
        { ...counted('periodErrors', titles.periodErrors, ({ period }) => period?.errors ?? 0), width: 7 },
      ]
    : []),
  ...Object.entries(qualityGroups).map(([group, title]) =>
    counted(group, title, ({ groups }) => groups[group] ?? 0),
  ),
];

/** What is meant by 期间 and 按期. */
const noteOf = (checked: Checked, period: Period | null): string => {
  const rule = checked.entryRule;
  const entry =
    rule === null
      ? words.noEntryRule
      : words.entryRule(rule.name, String(rule.amount), words.limitUnits[rule.unit] ?? rule.unit, rule.basis);
  return `${entry}。${period === null ? words.noPeriod : words.periodNote(period.from, period.to)}`;
};

export const UnitTable = ({ checked }: { checked: Checked | null }) => {
  const cycle = useSession((session) => session.cycle);
  return cycle === null ? (
    <Units checked={checked} period={null} />
  ) : (
    <UnitsInPeriod checked={checked} cycle={cycle} />
  );
};

const UnitsInPeriod = ({ checked, cycle }: { checked: Checked | null; cycle: string }) => {
  const period = useLookedAt('quality.period', { cycle });
  return (
    <>
      <FailureNotice failure={period.failure} onRetry={period.refresh} />
      <Units checked={checked} period={period.data ?? null} />
    </>
  );
};

const Units = ({ checked, period }: { checked: Checked | null; period: Period | null }) => {
  const units = useOperation('quality.units', {});
  const inPeriod = new Map(period?.rows.map((row) => [row.uscc, row]));
  const rows = (units.data?.rows ?? []).map((row) => ({ ...row, period: inPeriod.get(row.uscc) ?? null }));
  return (
    <>
      <FailureNotice failure={units.failure} onRetry={units.refresh} />
      {checked !== null && <p className="quiet">{noteOf(checked, period)}</p>}
      <DataTable
        tableId="quality-units"
        label={words.unitList}
        columns={columnsFor(period !== null)}
        rows={checked === null ? [] : rows}
        rowKey={({ uscc }) => uscc}
        loading={units.loading}
        empty={checked === null ? words.never : words.noUnits}
        onRowOpen={({ uscc }) => goTo(places.quality({ unit: uscc }))}
        exportName={words.exportUnits}
      />
    </>
  );
};
