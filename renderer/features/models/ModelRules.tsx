/** 审核公式: what the model's rules ask for, each in words; a line leads to the indicator at which it is shown. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { uiWords } from '../../i18n/zh-CN/ui.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { SeverityMark } from '../../ui/SeverityMark.tsx';

type Rule = OperationOutput<'models.describe'>['rules'][number];

const columns: readonly DataColumn<Rule>[] = [
  { key: 'code', title: words.rules.code, width: 4, text: ({ code }) => code, sort: true },
  { key: 'name', title: words.rules.name, width: 14, text: ({ name }) => name },
  {
    key: 'severity',
    title: words.rules.severity,
    width: 5,
    text: ({ severity }) => uiWords.severity[severity],
    render: ({ severity }) => <SeverityMark severity={severity} />,
    sort: true,
  },
  { key: 'scope', title: words.rules.scope, width: 6, text: ({ scope }) => scope, sort: true },
  {
    key: 'says',
    title: words.rules.says,
    width: 34,
    text: ({ says }) => says,
    render: ({ says }) => <span title={says}>{says}</span>,
  },
  {
    key: 'message',
    title: words.rules.message,
    width: 22,
    text: ({ message }) => message ?? '',
    render: ({ message }) => <span title={message ?? ''}>{message ?? ''}</span>,
  },
  {
    key: 'missing',
    title: words.rules.missing,
    width: 8,
    hiddenAtFirst: true,
    text: ({ missing }) => words.rules.missingWays[missing],
  },
  { key: 'place', title: words.rules.place, width: 14, hiddenAtFirst: true, text: ({ place }) => place },
  { key: 'basis', title: words.rules.basis, width: 9, text: ({ basis }) => basis ?? '' },
];

export const ModelRules = ({ rules, onGo }: { rules: readonly Rule[]; onGo: (leaf: string) => void }) => (
  <div className="model-list">
    <DataTable
      tableId="models.rules"
      label={words.tabs.rules}
      columns={columns}
      rows={rules}
      rowKey={({ code }) => code}
      total={rules.length}
      empty={words.rules.empty}
      onRowOpen={({ leaf }) => onGo(leaf)}
      exportName={words.tabs.rules}
    />
  </div>
);
