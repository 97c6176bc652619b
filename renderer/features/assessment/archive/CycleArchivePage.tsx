/** 归档: a finished cycle as one folder, which archives there are, and verifying one. */
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant, formatSize } from '../../../i18n/format.ts';
import { cycleArchiveWords as words } from '../../../i18n/zh-CN/cycle-archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { pickFile, pickSaveTarget, showInFolder } from '../../../ui/files.ts';
import { JobLine } from '../../../ui/JobLine.tsx';
import { Page } from '../../../ui/Page.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import '../../../ui/dossier.css';
import { ArchiveOutcome } from './ArchiveOutcome.tsx';

type Archives = OperationOutput<'cycles.archives'>;
type Made = Archives['archives'][number];
type Verified = OperationOutput<'cycles.verifyArchive'>;

const columns: readonly DataColumn<Made>[] = [
  { key: 'at', title: words.columns.at, width: 9, text: ({ at }) => formatInstant(at), sort: true },
  { key: 'folder', title: words.columns.folder, width: 26, text: ({ folder }) => folder },
  {
    key: 'files',
    title: words.columns.files,
    width: 6,
    kind: 'number',
    text: ({ files }) => formatCount(files),
  },
  { key: 'size', title: words.columns.size, width: 6, align: 'right', text: ({ size }) => formatSize(size) },
  {
    key: 'state',
    title: words.columns.state,
    width: 9,
    text: ({ current }) => (current ? words.current : words.outdated),
  },
  { key: 'actor', title: words.columns.actor, width: 6, text: ({ actor }) => actor },
  {
    key: 'sha256',
    title: words.columns.sha256,
    width: 34,
    text: ({ sha256 }) => sha256,
    hiddenAtFirst: true,
  },
];

export const CycleArchivePage = ({ cycle }: { cycle: string }) => {
  const read = useOperation('cycles.read', { cycle });
  const office = useOperation('office.read', {});
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const { data, failure, loading, refresh } = useOperation('cycles.archives', { cycle });
  const making = useJob('cycles.archive');
  const verifying = useJob('cycles.verifyArchive');
  const [shown, setShown] = useState<{ archive: Verified; file: PickedFile } | null>(null);
  const cycleName = read.data?.cycle.name ?? cycle;

  const make = async (): Promise<void> => {
    const file = await pickSaveTarget('archive', words.folderName(cycleName, office.data?.office.name ?? ''));
    if (file === null) return;
    const archive = await making.start(
      { cycle, file: file.token },
      {
        title: words.making(file.name),
        closing: ({ files, size }) => words.made(formatCount(files), formatSize(size)),
        file,
      },
    );
    if (archive !== null) setShown({ archive, file });
  };

  const verify = async (): Promise<void> => {
    const file = await pickFile('archive');
    if (file === null) return;
    setShown(null);
    const archive = await verifying.start(
      { file: file.token },
      {
        title: words.verifying(file.name),
        closing: ({ checks }) =>
          words.verified(
            formatCount(checks.filter(({ passed }) => passed).length),
            formatCount(checks.length),
          ),
      },
    );
    if (archive !== null) setShown({ archive, file });
  };

  const busy = making.running !== null || verifying.running !== null;
  return (
    <Page
      title={words.title}
      description={words.description(cycleName)}
      bar={<CycleNav cycle={cycle} at="archive" />}
      extra={
        <ActionButton busy={verifying.running !== null} onClick={() => void verify()}>
          {words.verify}
        </ActionButton>
      }
      primary={
        <ActionButton
          type="primary"
          busy={making.running !== null}
          disabledReason={data === undefined ? words.loading : data.ready ? null : words.notReady}
          onClick={() => void make()}
        >
          {data === undefined || data.archives.length === 0 ? words.make : words.again}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={making.failure} onClose={making.clearFailure} />
      <FailureNotice failure={verifying.failure} onClose={verifying.clearFailure} />
      {making.running !== null && <JobLine job={making.running} />}
      {verifying.running !== null && <JobLine job={verifying.running} />}
      {shown !== null && !busy && (
        <ArchiveOutcome archive={shown.archive} onOpenFolder={() => showInFolder(shown.file)} />
      )}
      {loading && <p className="waiting">{words.loading}</p>}
      {data !== undefined && (
        <>
          <ContentsPanel archives={data} />
          <section className="panel" aria-labelledby="past-archives">
            <h2 id="past-archives">{words.past}</h2>
            {data.archives.length === 0 ? (
              <p className="quiet">{data.ready ? words.none : words.notReady}</p>
            ) : (
              <DataTable
                tableId="assessment.archives"
                label={words.past}
                columns={columns}
                rows={data.archives}
                rowKey={({ sha256 }) => sha256}
                empty={words.none}
                exportName={words.exportName}
              />
            )}
          </section>
        </>
      )}
    </Page>
  );
};

const ContentsPanel = ({ archives: { ready, contents } }: { archives: Archives }) => {
  const labels = words.contentsLabels;
  return (
    <section className="panel" aria-labelledby="archive-contents">
      <h2 id="archive-contents">{words.contents}</h2>
      {ready && contents.sealedRuns === 0 && <p className="bad">{words.noRuns}</p>}
      <dl className="facts">
        <dt>{labels.units}</dt>
        <dd className="num">{formatCount(contents.units)}</dd>
        <dt>{labels.sealedRuns}</dt>
        <dd className="num">
          {formatCount(contents.sealedRuns)} <span className="quiet">{words.runsNote}</span>
        </dd>
        <dt>{labels.records}</dt>
        <dd className="num">{formatCount(contents.records)}</dd>
        <dt>{labels.ledgerRows}</dt>
        <dd className="num">{formatCount(contents.ledgerRows)}</dd>
        <dt>{labels.evidence}</dt>
        <dd className="num">
          {words.files(formatCount(contents.evidenceFiles), formatSize(contents.evidenceBytes))}
        </dd>
      </dl>
      <p className="quiet">{words.also}</p>
    </section>
  );
};
