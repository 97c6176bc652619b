/** 数据与备份: where everything lies, the backups, and the way back. */
import { App } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob, useJobStore } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, formatSize } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { Page } from '../../ui/Page.tsx';
import { BackupList } from './BackupList.tsx';
import { lastStep } from './last-step.ts';
import { type ChosenBackup, RestoreDialog } from './RestoreDialog.tsx';

const words = systemWords.data;

export const DataPage = () => {
  const about = useOperation('system.about', {});
  const { data, failure, loading, refresh } = useOperation('backups.list', {});
  const creating = useJob('backups.create');
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const { message } = App.useApp();
  // A restore exchanges the database under whatever is running.
  const busy = useJobStore(({ jobs }) => jobs.some((job) => job.endedAt === null));

  const pick = async (): Promise<void> => {
    const file = await pickFile('backup');
    if (file !== null) setChosen({ choice: { file: file.token }, title: file.name });
  };
  const restored = ({ restored: backup, replacedKeptAs }: OperationOutput<'backups.restore'>): void => {
    setChosen(null);
    const kept = replacedKeptAs === null ? '' : systemWords.restore.restoredHint(lastStep(replacedKeptAs));
    void message.success(`${systemWords.restore.restored(formatInstant(backup.createdAt))}。${kept}`, 8);
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      extra={
        <ActionButton disabledReason={busy ? words.jobRunning : null} onClick={() => void pick()}>
          {words.restoreFile}
        </ActionButton>
      }
      primary={
        <ActionButton
          type="primary"
          busy={creating.running !== null}
          onClick={() =>
            void creating.start(
              {},
              {
                title: words.creating,
                closing: ({ size, rows }) => words.created(formatSize(size), formatCount(rows)),
              },
            )
          }
        >
          {words.create}
        </ActionButton>
      }
    >
      <FailureNotice failure={about.failure ?? failure} onRetry={refresh} />
      <FailureNotice failure={creating.failure} onClose={creating.clearFailure} />
      {about.data !== undefined && <FolderPanel about={about.data} />}
      <BackupList
        backups={data?.backups ?? []}
        loading={loading}
        disabledReason={busy ? words.jobRunning : null}
        onRestore={({ name, createdAt }) => setChosen({ choice: { name }, title: formatInstant(createdAt) })}
      />
      <RestoreDialog chosen={chosen} onClose={() => setChosen(null)} onRestored={restored} />
    </Page>
  );
};

const FolderPanel = ({ about: { folder, sizes } }: { about: OperationOutput<'system.about'> }) => (
  <section className="panel" aria-labelledby="folder">
    <h2 id="folder">{words.folder}</h2>
    <p className="folder-path">{folder}</p>
    <p className="num">
      {(Object.keys(words.sizes) as (keyof typeof words.sizes)[])
        .map((part) => `${words.sizes[part]} ${formatSize(sizes[part])}`)
        .join('　')}
    </p>
    <p className="quiet">{words.folderHint}</p>
  </section>
);
