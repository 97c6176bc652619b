/** What merging a package would do: counts, scores, what was found, and every row that would be replaced or clashes. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount, formatSize } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { differenceText, FieldDifferences } from './FieldDifferences.tsx';
import { MergeCounts } from './MergeCounts.tsx';

const words = exchangeWords.inbox;

type Preview = OperationOutput<'packages.preview'>;
type Score = Preview['scores'][number];
type Difference = Preview['differences'][number];

/** Findings that panels of their own show in full. */
const shownElsewhere: ReadonlySet<string> = new Set(['merge.conflict', 'merge.scoreDiffers']);

/** Height of a list that shows few rows whole and scrolls through many. */
const heightFor = (rows: number, most: number): number => Math.min(Math.max(rows, 1), most) * 36 + 44;

export const PreviewPanels = ({ preview }: { preview: Preview }) => {
  const { tables, differences, differing, scores, evidence, findings } = preview;
  const others = findings.filter(({ code }) => !shownElsewhere.has(code));
  return (
    <>
      <section className="panel" aria-labelledby="what">
        <h2 id="what">{words.what}</h2>
        <MergeCounts tables={tables} />
        {evidence.missing > 0 && (
          <p className="num">
            {words.evidenceNew(formatCount(evidence.missing), formatSize(evidence.missingBytes))}
          </p>
        )}
        <p className="quiet">
          {words.skippedHint} {words.conflictHint}
        </p>
      </section>
      <section className="panel" aria-labelledby="scores">
        <h2 id="scores">{words.scores}</h2>
        <p className="quiet">{words.scoresHint}</p>
        <DataTable
          tableId="exchange.scores"
          label={words.scores}
          columns={scoreColumns}
          rows={scores}
          rowKey={({ bodyUscc }) => bodyUscc}
          empty={words.scoreNone}
          height={heightFor(scores.length, 8)}
        />
      </section>
      {others.length > 0 && (
        <section className="panel" aria-labelledby="found">
          <h2 id="found">{words.findings}</h2>
          <FindingList findings={others} place={() => ''} />
        </section>
      )}
      <section className="panel" aria-labelledby="differences">
        <h2 id="differences">{words.differences}</h2>
        {differing > differences.length && (
          <p className="quiet num">
            {words.differencesMore(formatCount(differences.length), formatCount(differing))}
          </p>
        )}
        {differing === 0 ? (
          <p className="quiet">{words.differencesNone}</p>
        ) : (
          <DataTable
            tableId="exchange.differences"
            label={words.differences}
            columns={differenceColumns}
            rows={differences}
            rowKey={({ table, id }) => `${table} ${id}`}
            empty={words.differencesNone}
            height={heightFor(differences.length, 10)}
            exportName={words.differences}
          />
        )}
      </section>
    </>
  );
};

const scoreText = (score: Score['declared']): string => score?.score ?? '—';

const scoreColumns: readonly DataColumn<Score>[] = [
  { key: 'unit', title: words.scoreColumns.unit, width: 22, text: ({ name }) => name, sort: true },
  {
    key: 'declared',
    title: words.scoreColumns.declared,
    width: 7,
    kind: 'number',
    text: ({ declared }) => scoreText(declared),
    sort: ({ declared }) => Number(declared?.score ?? -1),
  },
  {
    key: 'recomputed',
    title: words.scoreColumns.recomputed,
    width: 7,
    kind: 'number',
    text: ({ recomputed }) => scoreText(recomputed),
    sort: ({ recomputed }) => Number(recomputed?.score ?? -1),
  },
  {
    key: 'result',
    title: words.scoreColumns.result,
    width: 6,
    text: ({ differs }) => (differs ? words.scoreDiffers : words.scoreSame),
    sort: ({ differs }) => (differs ? 0 : 1),
    render: ({ differs }) =>
      differs ? (
        <span className="bad">
          <CloseCircleFilled aria-hidden /> {words.scoreDiffers}
        </span>
      ) : (
        <span>
          <CheckCircleFilled className="good" aria-hidden /> {words.scoreSame}
        </span>
      ),
  },
];

const differenceColumns: readonly DataColumn<Difference>[] = [
  {
    key: 'kind',
    title: words.differenceColumns.kind,
    width: 4,
    text: ({ conflict }) => (conflict === null ? words.willReplace : words.willConflict),
    render: ({ conflict }) =>
      conflict === null ? words.willReplace : <strong className="bad">{words.willConflict}</strong>,
    sort: true,
  },
  {
    key: 'table',
    title: words.differenceColumns.table,
    width: 5,
    text: ({ table }) => tableName(table),
    sort: true,
  },
  {
    key: 'body',
    title: words.differenceColumns.body,
    width: 8,
    text: ({ row }) => row.body?.name ?? '',
    sort: true,
  },
  { key: 'row', title: words.differenceColumns.row, width: 17, text: ({ row }) => row.title, sort: true },
  {
    key: 'difference',
    title: `${words.differenceColumns.ours} → ${words.differenceColumns.theirs}`,
    width: 12,
    text: differenceText,
    render: FieldDifferences,
  },
];
