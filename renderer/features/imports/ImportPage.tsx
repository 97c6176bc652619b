/** One import: its rows as in the file, what is wrong with them, and what becomes of them. */
import { App, Button, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { importRowStates, importStatuses } from '#shared/domain/code-lists.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { type ImportLayout, importLayouts } from '#shared/ledgers/import-layouts.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { runJob } from '../../engine/jobs.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget } from '../../ui/files.ts';
import type { CellPlace, EntryGridHandle } from '../../ui/grid/grid-types.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { CommitDialog, countsLine } from './CommitDialog.tsx';
import { takeUpAgain } from './import-queue.ts';
import { ProblemPanel } from './ProblemPanel.tsx';
import { RevertDialog } from './RevertDialog.tsx';
import { RowPager } from './RowPager.tsx';
import { StagedGrid } from './StagedGrid.tsx';
import { keyUnder, stateKey } from './staged-cells.ts';
import {
  countOf,
  type Preview,
  type RowState,
  type StagedRow,
  type StagedRows,
  useStagedRows,
} from './staged-rows.ts';
import { undoRefusal } from './undo-refusal.ts';
import { useRun } from './use-run.ts';
import { useUndoKey } from './use-undo-key.ts';

const words = importsWords.staged;

export const ImportPage = ({ batch: id }: { batch: string }) => {
  const staged = useStagedRows(id);
  const { preview, failure, reload } = staged;
  if (preview === null) {
    return (
      <Page title={importsWords.title}>
        <FailureNotice failure={failure} onRetry={reload} />
        {failure === null && <p className="waiting">{importsWords.loading}</p>}
      </Page>
    );
  }
  return <LoadedImport staged={staged} preview={preview} />;
};

const LoadedImport = ({ staged, preview }: { staged: StagedRows; preview: Preview }) => {
  const { batch, counts, tables, fileFindings } = preview;
  const client = useClient();
  const { message } = App.useApp();
  const grid = useRef<EntryGridHandle>(null);
  const [chosen, setChosen] = useState<CellPlace | null>(null);
  const [dialog, setDialog] = useState<'commit' | 'revert' | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  const table = tables.find(({ sheet }) => sheet === staged.view.sheet) ?? tables[0];
  useUndoKey(dialog === null && undoRefusal(batch) === null ? () => setDialog('revert') : null);
  const chosenRow = staged.rows.find(({ ordinal }) => String(ordinal) === chosen?.rowKey) ?? null;

  const tell = (error: unknown): void => {
    if (!(error instanceof AppError)) throw error;
    setFailure(error);
  };
  const change = (call: Promise<Parameters<StagedRows['apply']>[0]>): void => {
    setFailure(null);
    call.then(staged.apply, tell);
  };
  const omit = (row: StagedRow, omitted: boolean): void =>
    change(client.call('imports.omitRow', { batch: batch.id, ordinal: row.ordinal, omitted }));
  const restore = (row: StagedRow): void => {
    const cells = row.edited.flatMap(({ index }) => {
      const key = table?.columns[index]?.key;
      return key === undefined ? [] : [{ key, text: null }];
    });
    change(client.call('imports.fixRows', { batch: batch.id, rows: [{ ordinal: row.ordinal, cells }] }));
  };
  const goToFinding = (row: StagedRow, finding: Finding): void => {
    grid.current?.focusCell(String(row.ordinal), keyUnder(table, finding.column) ?? stateKey);
  };
  const goToRow = async (row: number): Promise<void> => {
    const found = await staged.goToRow(table?.sheet ?? '', row);
    if (!found) void message.info(words.noSuchRow(row));
  };

  const saveFindings = useRun(async () => {
    const file = await pickSaveTarget('workbook', words.exportName(batch.fileName));
    if (file === null) return;
    await runJob(
      client,
      'imports.exportFindings',
      { batch: batch.id, file: file.token },
      {
        title: words.exportTitle(file.name),
        closing: ({ rows, findings }) => words.exported(formatCount(rows), formatCount(findings)),
        file,
      },
    );
  });

  const hasFindings = counts.refused > 0 || fileFindings.length > 0 || batch.skipped > 0;
  return (
    <Page
      fill
      title={batch.fileName}
      description={<Standing batch={batch} />}
      extra={
        <>
          <ActionButton
            disabledReason={hasFindings ? null : words.nothingToExport}
            busy={saveFindings.busy}
            onClick={() => void saveFindings.run()}
          >
            {words.export}
          </ActionButton>
          {batch.status === 'staged' ? (
            <Abandon batch={batch} onFailure={tell} />
          ) : (
            <ActionButton disabledReason={undoRefusal(batch)} onClick={() => setDialog('revert')}>
              {importsWords.undoWhole}
            </ActionButton>
          )}
        </>
      }
      primary={<WriteButton batch={batch} counts={counts} onClick={() => setDialog('commit')} />}
      bar={<RowChoice staged={staged} preview={preview} />}
    >
      <FailureNotice
        failure={failure ?? saveFindings.failure ?? staged.failure}
        onClose={() => {
          setFailure(null);
          saveFindings.clearFailure();
        }}
      />
      <ReadingLines preview={preview} staged={staged} onFailure={tell} />
      <div className="staged">
        <div className="staged-grid" aria-busy={staged.loading}>
          <StagedGrid
            ref={grid}
            batch={batch}
            table={table}
            staged={staged}
            onPlace={setChosen}
            onFailure={tell}
          />
          <RowPager staged={staged} onGoToRow={(row) => void goToRow(row)} />
        </div>
        <ProblemPanel
          batch={batch}
          rows={staged.rows}
          fileFindings={fileFindings}
          chosen={chosenRow}
          onGo={goToFinding}
          onOmit={omit}
          onRestore={restore}
        />
      </div>
      {dialog === 'commit' && (
        <CommitDialog
          batch={batch}
          counts={counts}
          onClose={() => setDialog(null)}
          onCommitted={() => {
            setDialog(null);
            staged.reload();
          }}
        />
      )}
      {dialog === 'revert' && (
        <RevertDialog batch={batch} onClose={() => setDialog(null)} onReverted={staged.reload} />
      )}
    </Page>
  );
};

/** How the file was read, where that could have been otherwise: by which columns, with or without hidden rows. */
const ReadingLines = ({
  preview: { batch, tables, hidden },
  staged,
  onFailure,
}: {
  preview: Preview;
  staged: StagedRows;
  onFailure: (error: unknown) => void;
}) => {
  const client = useClient();
  const { message } = App.useApp();
  const assigned = tables.find((table) => table.assigned !== null)?.assigned ?? null;
  const isStaged = batch.status === 'staged';
  if (assigned === null && hidden.rows === 0) return null;
  const change = async (): Promise<void> => {
    if (takeUpAgain(client, batch.id)) await client.call('imports.abandon', { batch: batch.id });
    else void message.info(words.pickAgain);
    goTo(places.imports);
  };
  const takeHidden = (taken: boolean): void => {
    client.call('imports.takeHiddenRows', { batch: batch.id, taken }).then(staged.reload, onFailure);
  };
  return (
    <div className="reading-lines">
      {assigned !== null && (
        <span>
          {words.assigned[assigned]}
          {isStaged && (
            <Button size="small" onClick={() => void change().catch(onFailure)}>
              {importsWords.columns.change}
            </Button>
          )}
        </span>
      )}
      {hidden.rows > 0 && (
        <span>
          {hidden.left > 0
            ? words.hiddenLeft(formatCount(hidden.left))
            : words.hiddenTaken(formatCount(hidden.rows))}
          {batch.status !== 'reverted' && batch.status !== 'abandoned' && (
            <Button size="small" onClick={() => takeHidden(hidden.left > 0)}>
              {hidden.left > 0 ? words.takeHidden : words.leaveHidden}
            </Button>
          )}
        </span>
      )}
    </div>
  );
};

/** In one line: what it is, how far it is, and what it did. */
const Standing = ({ batch }: Pick<Preview, 'batch'>) => {
  const form = importLayouts[batch.layout as ImportLayout] ?? batch.layout;
  const when = formatInstant(batch.committedAt ?? batch.createdAt);
  const { written, status, refused, skipped } = batch;
  return (
    <>
      {`${form} · ${importStatuses[status]} · ${when}`}
      {written !== null && ` · ${countsLine({ ...written, refused, skipped })}`}
      {status === 'reverted' && ` · ${words.reverted(formatInstant(batch.revertedAt ?? batch.createdAt))}`}
      {status === 'abandoned' && ` · ${words.abandonedNotice}`}
    </>
  );
};

const WriteButton = ({
  batch,
  counts,
  onClick,
}: Pick<Preview, 'batch' | 'counts'> & { onClick: () => void }) => {
  const waiting = counts.ready + counts.duplicate;
  if (batch.status === 'reverted' || batch.status === 'abandoned') return null;
  if (batch.status === 'committed' && waiting === 0 && counts.refused === 0) return null;
  return (
    <ActionButton
      type="primary"
      disabledReason={waiting === 0 ? words.nothingToWrite : null}
      onClick={onClick}
    >
      {batch.status === 'staged' ? words.write : words.writeRest}
    </ActionButton>
  );
};

const Abandon = ({ batch, onFailure }: { batch: Preview['batch']; onFailure: (error: unknown) => void }) => {
  const client = useClient();
  const { modal } = App.useApp();
  const ask = (): void => {
    modal.confirm({
      title: words.abandonTitle,
      content: words.abandonText,
      okText: words.abandon,
      cancelText: importsWords.cancel,
      onOk: async () => {
        try {
          await client.call('imports.abandon', { batch: batch.id });
          goTo(places.imports);
        } catch (error) {
          onFailure(error);
        }
      },
    });
  };
  return <ActionButton onClick={ask}>{words.abandon}</ActionButton>;
};

/** Which rows are shown: by state, and of a form with several sheets by sheet. */
const RowChoice = ({ staged, preview }: { staged: StagedRows; preview: Preview }) => {
  const { counts, tables } = preview;
  const { state, sheet } = staged.view;
  const states = (Object.keys(importRowStates) as RowState[]).filter(
    (one) => counts[one] > 0 || one === state,
  );
  return (
    <>
      <Segmented
        aria-label={words.filter}
        value={state ?? 'all'}
        onChange={(value) => staged.show({ state: value === 'all' ? undefined : (value as RowState) })}
        options={[
          { value: 'all', label: `${words.all} ${formatCount(countOf(counts, undefined))}` },
          ...states.map((one) => ({
            value: one,
            label: `${importRowStates[one]} ${formatCount(counts[one])}`,
          })),
        ]}
      />
      {tables.length > 1 && (
        <Segmented
          aria-label={words.sheet}
          value={sheet ?? tables[0]?.sheet ?? ''}
          onChange={(value) => staged.show({ sheet: value })}
          options={tables.map((table) => table.sheet)}
        />
      )}
    </>
  );
};
