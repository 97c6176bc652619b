/** 部门数据: who supplies which indicators, how far that is, and who still has to be asked for what. */
import { Alert, Select } from 'antd';
import type { ReactNode } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { useFilter } from '../../../state/filters.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import type { ExternalFrameProps } from './frame.ts';
import { useImportHere, useWriteHere } from './workbooks.ts';

const words = externalWords.suppliers;
type Supplier = OperationOutput<'external.overview'>['suppliers'][number];

/** One indicator of one supplier. */
type Line = Supplier['leaves'][number] & { supplier: Supplier };

const supplierName = ({ name }: Pick<Supplier, 'name'>): string => name ?? words.noSupplier;

const columns: readonly DataColumn<Line>[] = [
  {
    key: 'supplier',
    title: words.columns.supplier,
    width: 10,
    text: ({ supplier }) => supplierName(supplier),
    sort: true,
  },
  {
    key: 'leaf',
    title: words.columns.leaf,
    width: 13,
    text: ({ leaf, name }) => `${leaf} ${name}`,
    sort: true,
  },
  { key: 'items', title: words.columns.items, width: 15, text: ({ items }) => items.join('、') },
  {
    key: 'filled',
    title: words.columns.filled,
    width: 7,
    align: 'right',
    text: ({ filled, total }) => words.ratio(formatCount(filled), formatCount(total)),
    sort: ({ filled, total }) => (total === 0 ? 1 : filled / total),
  },
  {
    key: 'lacking',
    title: words.columns.lacking,
    width: 7,
    kind: 'number',
    text: ({ lacking }) => formatCount(lacking),
    sort: ({ lacking }) => lacking,
  },
  {
    key: 'names',
    title: words.columns.names,
    width: 12,
    text: ({ lacking, lackingUnits }) =>
      lacking === 0
        ? words.complete
        : words.names(lackingUnits.join('、'), lacking > lackingUnits.length ? lacking : 0),
  },
];

export const SuppliersView = ({
  cycle,
  noUnits,
  frame,
}: {
  cycle: { code: string; name: string };
  /** What to do first where the cycle has no units; null where it has. */
  noUnits: string | null;
  frame: (props: ExternalFrameProps) => ReactNode;
}) => {
  const { data, failure, loading, refresh } = useOperation('external.overview', {
    cycle: cycle.code,
    role: 'department',
  });
  const imports = useImportHere();
  const forms = useWriteHere('external.writeForm');
  const [{ show, chosen }, setFilter] = useFilter<{ show: 'all' | 'lacking'; chosen: string }>(
    'assessment.suppliers',
    { show: 'all', chosen: '' },
  );
  const suppliers = data?.suppliers ?? [];
  const keyOf = ({ bodyUscc, model }: Supplier): string => `${bodyUscc ?? '-'} ${model.code}`;
  const selected = suppliers.find((one) => keyOf(one) === chosen);
  const models = new Set(suppliers.map(({ model }) => model.code));
  const lines = suppliers
    .filter((one) => selected === undefined || one === selected)
    .flatMap((supplier) => supplier.leaves.map((leaf): Line => ({ ...leaf, supplier })))
    .filter(({ lacking }) => show === 'all' || lacking > 0);
  const sum = (of: 'total' | 'filled'): string =>
    formatCount(lines.reduce((total, line) => total + line[of], 0));
  const label = (one: Supplier): string =>
    models.size > 1 ? `${supplierName(one)}（${one.model.name}）` : supplierName(one);

  const exportForm = (): Promise<void> =>
    forms.write(
      {
        cycle: cycle.code,
        role: 'department',
        supplier: selected?.bodyUscc ?? null,
        ...(selected === undefined ? {} : { model: selected.model.code }),
      },
      words.formName(cycle.name, selected === undefined ? words.allSuppliers : supplierName(selected)),
    );

  return frame({
    extra: (
      <ActionButton
        busy={forms.busy}
        disabledReason={
          suppliers.length === 0
            ? (noUnits ?? words.empty)
            : selected === undefined && models.size > 1
              ? words.noneChosen
              : null
        }
        onClick={() => void exportForm()}
      >
        {words.exportForm}
      </ActionButton>
    ),
    primary: (
      <ActionButton
        type="primary"
        busy={imports.busy}
        disabledReason={noUnits ?? (data?.lock ? externalWords.locked(describeFinding(data.lock)) : null)}
        onClick={() =>
          void imports.read({
            layout: 'unit-values',
            cycle: cycle.code,
            role: 'department',
            ...(selected === undefined ? {} : { model: selected.model.code }),
          })
        }
      >
        {words.importForm}
      </ActionButton>
    ),
    bar: (
      <>
        <Select
          className="unit-switch"
          aria-label={words.supplier}
          value={selected === undefined ? '' : chosen}
          onChange={(next) => setFilter({ chosen: next })}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: words.allSuppliers },
            ...suppliers.map((one) => ({ value: keyOf(one), label: label(one) })),
          ]}
        />
        <Select
          aria-label={words.show}
          value={show}
          onChange={(next) => setFilter({ show: next })}
          options={[
            { value: 'all' as const, label: words.shows.all },
            { value: 'lacking' as const, label: words.shows.lacking },
          ]}
        />
        <PlaceLink to={places.cyclePlan(cycle.code)}>{words.plan}</PlaceLink>
      </>
    ),
    children: (
      <>
        <FailureNotice failure={failure} onRetry={refresh} />
        <FailureNotice failure={imports.failure} onClose={imports.clearFailure} />
        <FailureNotice failure={forms.failure} onClose={forms.clearFailure} />
        {data?.lock && (
          <Alert
            className="notice"
            type="info"
            showIcon
            title={externalWords.locked(describeFinding(data.lock))}
          />
        )}
        <DataTable
          tableId="assessment.suppliers"
          label={words.label}
          columns={[...columns, fillColumn(cycle.code)]}
          rows={lines}
          rowKey={({ supplier, leaf }) => `${keyOf(supplier)} ${leaf}`}
          loading={loading}
          sums={[
            { title: words.total, value: sum('total') },
            { title: words.filled, value: sum('filled') },
          ]}
          empty={noUnits ?? words.empty}
          exportName={words.exportName(cycle.name)}
          {...(show === 'lacking' ? { exportNote: words.shows.lacking } : {})}
        />
      </>
    ),
  });
};

const fillColumn = (cycle: string): DataColumn<Line> => ({
  key: 'fill',
  title: words.columns.fill,
  width: 6,
  action: true,
  text: () => '',
  render: ({ leaf, firstItem, supplier }) => (
    <PlaceLink
      to={places.entryColumn(cycle, leaf, firstItem, {
        model: `${supplier.model.code} ${supplier.model.version}`,
        role: 'department',
      })}
    >
      {words.fill}
    </PlaceLink>
  ),
});
