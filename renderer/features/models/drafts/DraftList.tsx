/** Drafts above the models; nothing while there are none. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { modelDraftWords as words } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { goTo } from '../../../state/place.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { places } from '../../../ui/places.ts';

type Draft = OperationOutput<'modelDrafts.list'>['drafts'][number];

const columns: readonly DataColumn<Draft>[] = [
  { key: 'name', title: modelsWords.name, width: 20, text: ({ name }) => name || words.untitled, sort: true },
  { key: 'code', title: modelsWords.code, width: 11, text: ({ code }) => code, sort: true },
  { key: 'version', title: modelsWords.version, width: 6, text: ({ version }) => version, sort: true },
  {
    key: 'basedOn',
    title: words.basedOn,
    width: 14,
    text: ({ basedOn }) => (basedOn === null ? words.fromNothing : `${basedOn.code} ${basedOn.version}`),
  },
  {
    key: 'errors',
    title: words.errors,
    width: 5,
    kind: 'number',
    text: ({ errors }) => formatCount(errors),
    render: ({ errors }) => <span className={errors > 0 ? 'bad' : ''}>{formatCount(errors)}</span>,
    sort: ({ errors }) => errors,
  },
  {
    key: 'savedAt',
    title: words.savedAt,
    width: 10,
    text: ({ savedAt }) => formatInstant(savedAt),
    sort: ({ savedAt }) => savedAt,
  },
];

/** So many rows are seen at once. */
const rowsInSight = 4;

export const DraftList = ({ drafts }: { drafts: readonly Draft[] }) => {
  if (drafts.length === 0) return null;
  const fontScale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  return (
    <section className="model-drafts">
      <h2>{words.list}</h2>
      <p className="quiet">{words.listText}</p>
      <DataTable
        tableId="model-drafts"
        label={words.list}
        columns={columns}
        rows={drafts}
        rowKey={({ id }) => id}
        empty=""
        onRowOpen={({ id }) => goTo(places.modelDraft(id))}
        height={Math.round((Math.min(drafts.length, rowsInSight) + 1) * 40 * fontScale)}
      />
    </section>
  );
};
