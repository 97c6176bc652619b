/** Going back to a backup: first what would take the place of what, then the restore. */
import { Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { JobLine } from '../../ui/JobLine.tsx';

const words = systemWords.restore;

/** A backup of the list by its name, or a picked file. */
export interface ChosenBackup {
  choice: OperationInput<'backups.restore'>;
  title: string;
}

type Compared = OperationOutput<'backups.compare'>;

interface RestoreDialogProps {
  chosen: ChosenBackup | null;
  onClose: () => void;
  onRestored: (done: OperationOutput<'backups.restore'>) => void;
}

export const RestoreDialog = ({ chosen, onClose, onRestored }: RestoreDialogProps) =>
  chosen === null ? null : (
    <Restore key={chosen.title} chosen={chosen} onClose={onClose} onRestored={onRestored} />
  );

const Restore = ({ chosen, onClose, onRestored }: RestoreDialogProps & { chosen: ChosenBackup }) => {
  const [compared, setCompared] = useState<Compared | null>(null);
  const comparing = useJob('backups.compare');
  const restoring = useJob('backups.restore');
  const { start } = comparing;

  useEffect(() => {
    void start(chosen.choice, { title: words.compare(chosen.title) }).then(setCompared);
  }, [chosen, start]);

  const restore = async (): Promise<void> => {
    const at = formatInstant(compared?.backup.createdAt ?? '');
    const done = await restoring.start(chosen.choice, {
      title: words.restoring(at),
      closing: () => words.restored(at),
    });
    if (done !== null) onRestored(done);
  };

  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      okButtonProps={{ danger: true, disabled: compared === null }}
      confirmLoading={restoring.running !== null}
      onOk={() => void restore()}
      onCancel={onClose}
      width="40rem"
    >
      {comparing.running !== null && <JobLine job={comparing.running} />}
      <FailureNotice failure={comparing.failure} />
      {compared !== null && <Comparison compared={compared} />}
      {restoring.running !== null && <JobLine job={restoring.running} />}
      <FailureNotice failure={restoring.failure} onClose={restoring.clearFailure} />
    </Modal>
  );
};

const difference = (backup: number, present: number): string => {
  if (backup === present) return words.same;
  const count = formatCount(Math.abs(backup - present));
  return backup < present ? words.less(count) : words.more(count);
};

const Comparison = ({ compared: { backup, present } }: { compared: Compared }) => {
  const names = systemWords.about.rows;
  return (
    <div className="comparison">
      <p className="num">{words.backupOf(formatInstant(backup.createdAt))}</p>
      <table className="plain-table compared">
        <thead>
          <tr>
            <th scope="col">{words.columns.kind}</th>
            <th scope="col" className="num">
              {words.columns.present}
            </th>
            <th scope="col" className="num">
              {words.columns.backup}
            </th>
            <th scope="col">{words.columns.change}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(names) as (keyof typeof names)[]).map((kind) => (
            <tr key={kind}>
              <th scope="row">{names[kind]}</th>
              <td className="num">{present === null ? '—' : formatCount(present.rows[kind])}</td>
              <td className="num">{formatCount(backup.rows[kind])}</td>
              <td>{present === null ? '' : difference(backup.rows[kind], present.rows[kind])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.changedAt}</th>
            <td className="num">{present === null ? '—' : formatInstant(present.changedAt)}</td>
            <td className="num">{formatInstant(backup.changedAt)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      {present === null && <p>{words.noPresent}</p>}
      <p>{words.later}</p>
      <p>{words.kept}</p>
    </div>
  );
};
