/** How many working days ahead each kind of matter is warned of. */
import { InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { dueWords as words } from '../../../i18n/zh-CN/due.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { dueKindName } from './due-columns.tsx';

export const WarningSettings = ({ onClose }: { onClose: (saved: boolean) => void }) => {
  const { data, failure: unread } = useOperation('due.settings', {});
  const { run, busy, failure, clearFailure } = useCommand('due.changeSettings');
  const [typed, setTyped] = useState<Readonly<Record<string, number>>>({});
  const settings = data?.settings ?? [];
  const changed = settings.flatMap(({ kind, workingDaysAhead }) => {
    const days = typed[kind];
    return days === undefined || days === workingDaysAhead ? [] : [{ kind, workingDaysAhead: days }];
  });
  const save = async (): Promise<void> => {
    if ((await run({ settings: changed })) !== null) onClose(true);
  };
  return (
    <Modal
      open
      title={words.settingsTitle}
      onCancel={() => onClose(false)}
      footer={
        <>
          <ActionButton onClick={() => onClose(false)}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            busy={busy}
            disabledReason={changed.length === 0 ? words.unchanged : null}
            onClick={() => void save()}
          >
            {words.save}
          </ActionButton>
        </>
      }
    >
      <p>{words.settingsText}</p>
      <FailureNotice failure={unread ?? failure} onClose={clearFailure} />
      <div className="warning-settings">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.settingsDays}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {settings.map(({ kind, workingDaysAhead, changed: own }) => (
              <tr key={kind}>
                <td>{dueKindName(kind)}</td>
                <td>
                  <InputNumber
                    aria-label={`${dueKindName(kind)} ${words.settingsDays}`}
                    min={0}
                    max={250}
                    precision={0}
                    value={typed[kind] ?? workingDaysAhead}
                    onChange={(days) => days !== null && setTyped((all) => ({ ...all, [kind]: days }))}
                  />
                </td>
                <td className="quiet">{own ? words.settingsChanged : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
};
