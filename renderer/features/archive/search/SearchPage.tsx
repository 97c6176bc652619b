/** Everything that a search finds, one kind at a time. */
import { Alert, Button, Input, Segmented } from 'antd';
import type { SearchKind } from '#shared/contract/operations/search.ts';
import { searchKinds } from '#shared/contract/operations/search.ts';
import { useJob } from '../../../engine/jobs.ts';
import { type RowOf, useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { searchWords as words } from '../../../i18n/zh-CN/search.ts';
import { goTo } from '../../../state/place.ts';
import { useSearching } from '../../../state/searching.ts';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { fromPages } from '../../../ui/from-pages.ts';
import { placeOfHit } from '../../../ui/hit-place.ts';
import { MarkedText } from '../../../ui/MarkedText.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useSettled } from '../../../ui/use-settled.ts';

type Hit = RowOf<'search.hits'>;

const columns: readonly DataColumn<Hit>[] = [
  {
    key: 'title',
    title: words.columns.title,
    width: 20,
    fixed: true,
    text: ({ title }) => title.text,
    render: ({ title }) => <MarkedText {...title} />,
  },
  {
    key: 'detail',
    title: words.columns.detail,
    width: 32,
    text: ({ detail }) => detail.text,
    render: ({ detail }) => <MarkedText {...detail} />,
  },
  {
    key: 'excerpt',
    title: words.columns.excerpt,
    width: 32,
    text: ({ excerpt }) => excerpt?.text ?? '',
    render: ({ excerpt }) => (excerpt === null ? '' : <MarkedText {...excerpt} />),
  },
];

export const SearchPage = () => {
  const { text, kind: chosen } = useSearching();
  const asked = useSettled(text.trim());
  const found = useOperation('search.everything', { text: asked, limit: 1 }, { enabled: asked !== '' });
  const groups = asked === '' ? [] : (found.data?.groups ?? []);
  const kind = chosen ?? groups[0]?.kind ?? 'record';
  const list = usePages('search.hits', { kind, text: asked }, { enabled: asked !== '' });
  const first = asked === '' ? undefined : list.firstPage;
  const choose = (next: SearchKind): void => useSearching.setState({ kind: next });
  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      bar={
        <>
          <Input.Search
            className="filter-text"
            aria-label={words.text}
            placeholder={words.textHint}
            allowClear
            value={text}
            onChange={({ target }) => useSearching.setState({ text: target.value })}
          />
          <Segmented<SearchKind>
            aria-label={words.kind}
            value={kind}
            onChange={choose}
            options={searchKinds.map((one) => {
              const group = groups.find((candidate) => candidate.kind === one);
              return { value: one, label: words.kindCount(one, countOf(group)) };
            })}
          />
        </>
      }
    >
      <FailureNotice failure={found.failure ?? list.failure} onRetry={list.refresh} />
      <IndexNotice />
      <DataTable
        tableId={`search-${kind}`}
        label={words.list}
        columns={columns}
        {...fromPages(list)}
        rows={asked === '' ? [] : list.rows}
        rowKey={({ key }) => key}
        total={first?.total ?? null}
        moreThanTotal={first?.more === true}
        empty={asked === '' ? words.empty : found.data?.namesOnly === true ? words.namesOnly : words.nothing}
        onRowOpen={({ target }) => goTo(placeOfHit(target))}
      />
    </Page>
  );
};

const countOf = (group: { total: number; more: boolean } | undefined): string => {
  if (group === undefined) return '0';
  return group.more ? words.moreThan(formatCount(group.total)) : formatCount(group.total);
};

/** After an upgrade of a large folder the index still has to be made; until then a search looks through the tables. */
const IndexNotice = () => {
  const { data } = useOperation('search.state', {});
  const build = useJob('search.build');
  if (data === undefined || data.waiting === 0) return null;
  return (
    <Alert
      className="notice"
      type="info"
      showIcon
      title={words.waiting(formatCount(data.waiting))}
      action={
        <Button
          size="small"
          loading={build.running !== null}
          onClick={() =>
            void build.start(
              {},
              { title: words.buildTitle, closing: ({ indexed }) => words.built(formatCount(indexed)) },
            )
          }
        >
          {words.build}
        </Button>
      }
    />
  );
};
