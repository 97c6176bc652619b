/** States the values of an indicator that is open again, beside what counts now. */
import { AutoComplete, Input, Modal } from 'antd';
import { useState } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { bothOf } from './both-scores.ts';
import { FindingWords } from './FindingWords.tsx';

const words = cycleNoticeWords.rechecks.dialog;

const roleName = (role: string | null): string =>
  role !== null && Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : '';

const cellOf = ({ item, role }: { item: string; role: string }): string => `${role} ${item}`;

export const RecheckDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, failure } = useOperation('scoreReopenings.read', { id });
  const enter = useCommand('scoreReopenings.enter');
  const close = useCommand('scoreReopenings.close');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState<string | null>(null);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const reopening = data?.reopening;
  const items = data?.items ?? [];
  const given = reason ?? reopening?.reason ?? '';
  const byRole = items.some(({ role }) => role !== 'finalReview');
  const textOf = (one: (typeof items)[number]): string => typed[cellOf(one)] ?? one.stated;
  const values = items
    .filter((one) => one.lock === null && textOf(one).trim() !== '')
    .map((one) => ({ item: one.item, role: one.role, text: textOf(one) }));
  const blocked =
    values.length === 0 ? words.nothing : given.trim() === '' ? cycleNoticeWords.required : null;

  const save = async (thenClose: boolean): Promise<void> => {
    const entered = await enter.run({ id, values, reason: given });
    if (entered === null) return;
    setFindings(entered.findings);
    if (!entered.stored) return;
    if (thenClose && (await close.run({ id })) === null) return;
    onClose();
  };

  return (
    <Modal
      open
      title={words.title(reopening?.bodyName ?? '', reopening?.leafName ?? '')}
      width="40rem"
      onCancel={onClose}
      footer={[
        <ActionButton key="cancel" onClick={onClose}>
          {cycleNoticeWords.cancel}
        </ActionButton>,
        <ActionButton key="save" disabledReason={blocked} busy={enter.busy} onClick={() => void save(false)}>
          {words.save}
        </ActionButton>,
        <ActionButton
          key="close"
          type="primary"
          disabledReason={blocked}
          busy={close.busy}
          onClick={() => void save(true)}
        >
          {words.saveAndClose}
        </ActionButton>,
      ]}
    >
      <div className="dialog">
        <FailureNotice failure={failure ?? enter.failure ?? close.failure} />
        <FindingWords findings={findings} />
        <p>{words.intro}</p>
        {byRole && <p>{words.byRole}</p>}
        <table className="notice-table">
          <thead>
            <tr>
              <th scope="col">{words.item}</th>
              <th scope="col">{words.counts}</th>
              <th scope="col">{words.stated}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={cellOf(one)}>
                <th scope="row">
                  {one.label}
                  {one.unit !== null && <span className="quiet">（{one.unit}）</span>}
                  {byRole && <span className="quiet"> {scorerRoles[one.role]}</span>}
                </th>
                <td className="num">
                  {bothOf(one.counts || null, null)} <span className="quiet">{roleName(one.countsBy)}</span>
                </td>
                <td>
                  <AutoComplete
                    className="recheck-value"
                    aria-label={[words.stated, one.label, ...(byRole ? [scorerRoles[one.role]] : [])].join(
                      ' ',
                    )}
                    disabled={one.lock !== null}
                    options={one.choices ?? []}
                    value={textOf(one)}
                    onChange={(text: string) => setTyped((before) => ({ ...before, [cellOf(one)]: text }))}
                  />
                  {one.lock !== null && <p className="quiet">{describeFinding(one.lock)}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="panel-field">
          <label htmlFor="recheck-reason">{words.reason}</label>
          <Input.TextArea
            id="recheck-reason"
            value={given}
            maxLength={500}
            rows={3}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      </div>
    </Modal>
  );
};
