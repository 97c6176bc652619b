/** Shown instead of the pages when the database cannot be opened: the way back from the newest good backup. */
import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { BackupList } from './BackupList.tsx';
import { type ChosenBackup, RestoreDialog } from './RestoreDialog.tsx';

const words = systemWords.recovery;
const listHeight = 260;

export const Recovery = ({ failure, onDone }: { failure: AppError; onDone: () => void }) => {
  const { data, loading } = useOperation('backups.list', {});
  const [chosen, setChosen] = useState<ChosenBackup | null>(null);
  const pick = async (): Promise<void> => {
    const file = await pickFile('backup');
    if (file !== null) setChosen({ choice: { file: file.token }, title: file.name });
  };
  return (
    <main className="lonely wide">
      <h1>{words.title}</h1>
      <FailureNotice failure={failure} onRetry={onDone} />
      <p>{data?.backups.length === 0 ? words.noBackup : words.hint}</p>
      <BackupList
        backups={data?.backups ?? []}
        loading={loading}
        disabledReason={null}
        onRestore={({ name, createdAt }) => setChosen({ choice: { name }, title: formatInstant(createdAt) })}
        height={listHeight}
      />
      <p>
        <ActionButton onClick={() => void pick()}>{systemWords.data.restoreFile}</ActionButton>
      </p>
      <RestoreDialog chosen={chosen} onClose={() => setChosen(null)} onRestored={onDone} />
    </main>
  );
};
