/** 经下级报来的单位: whose data comes with a trusted office's packages, although nobody here has compared their keys. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { officeLevels } from '#shared/domain/code-lists.ts';
import { formatInstant } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';

const words = exchangeWords.stated;
type Office = OperationOutput<'keys.list'>['stated'][number];

const columns: readonly DataColumn<Office>[] = [
  { key: 'name', title: words.columns.name, width: 17, text: ({ name }) => name, sort: true, fixed: true },
  {
    key: 'level',
    title: words.columns.level,
    width: 4,
    text: ({ level }) => officeLevels[level],
    sort: true,
  },
  {
    key: 'parent',
    title: words.columns.parent,
    width: 14,
    text: ({ parentName }) => parentName ?? words.unknownParent,
    sort: true,
  },
  {
    key: 'statedBy',
    title: words.columns.statedBy,
    width: 14,
    text: ({ statedBy }) => (statedBy.revoked ? words.byRevoked(statedBy.name) : statedBy.name),
    sort: true,
  },
  {
    key: 'statedAt',
    title: words.columns.statedAt,
    width: 9,
    text: ({ statedAt }) => formatInstant(statedAt),
    sort: true,
  },
  { key: 'trust', title: words.columns.trust, width: 6, text: () => words.notTrusted },
  {
    key: 'region',
    title: words.columns.region,
    width: 9,
    text: ({ regionCode }) => regionCode,
    sort: true,
  },
];

export const StatedOffices = ({ offices, loading }: { offices: readonly Office[]; loading: boolean }) => (
  <>
    <p className="quiet">{words.hint}</p>
    <DataTable
      tableId="exchange.stated"
      label={words.list}
      columns={columns}
      rows={offices}
      rowKey={({ id }) => id}
      loading={loading}
      empty={words.empty}
      exportName={words.exportName}
    />
  </>
);
