/** The backups, newest first, each to be checked or restored. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount, formatInstant, formatSize } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

const words = systemWords.data;

export type Backup = OperationOutput<'backups.list'>['backups'][number];

interface BackupListProps {
  backups: readonly Backup[];
  loading: boolean;
  /** Why nothing can be restored now. */
  disabledReason: string | null;
  onRestore: (backup: Backup) => void;
  height?: number;
}

export const BackupList = ({ backups, loading, disabledReason, onRestore, height }: BackupListProps) => {
  const { start, failure, clearFailure } = useJob('backups.verify');
  const verify = (backup: Backup): void =>
    void start(
      { name: backup.name },
      { title: words.verifying(backup.name), closing: ({ rows }) => words.verified(formatCount(rows)) },
    );
  const columns: readonly DataColumn<Backup>[] = [
    {
      key: 'at',
      title: words.columns.at,
      width: 10,
      text: ({ createdAt }) => formatInstant(createdAt),
      sort: ({ createdAt }) => createdAt,
    },
    {
      key: 'reason',
      title: words.columns.reason,
      width: 15,
      text: ({ reason }) => words.reasons[reason] ?? reason,
      sort: true,
    },
    {
      key: 'size',
      title: words.columns.size,
      width: 6,
      align: 'right',
      text: ({ size }) => formatSize(size),
      sort: ({ size }) => size,
    },
    {
      key: 'action',
      title: words.columns.action,
      width: 11,
      text: () => '',
      render: (backup) => (
        <span className="row-actions">
          <ActionButton size="small" onClick={() => verify(backup)}>
            {words.verify}
          </ActionButton>
          <ActionButton size="small" disabledReason={disabledReason} onClick={() => onRestore(backup)}>
            {words.restore}
          </ActionButton>
        </span>
      ),
    },
    { key: 'name', title: words.columns.name, width: 26, text: ({ name }) => name },
  ];
  return (
    <>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <DataTable
        tableId="system.backups"
        label={words.title}
        columns={columns}
        rows={backups}
        rowKey={({ name }) => name}
        loading={loading}
        empty={words.empty}
        exportName={words.exportName}
        {...(height !== undefined && { height })}
      />
    </>
  );
};
