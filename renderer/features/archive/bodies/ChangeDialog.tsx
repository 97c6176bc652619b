/** Writes down what became of a body: renamed, merged, split, put under another superior, closed. */
import { App, Modal, Radio } from 'antd';
import { useState } from 'react';
import { bodyChangeFields } from '#shared/domain/forms/field-titles.ts';
import { type BodyChangeKind, bodyChangeKinds } from '#shared/domain/subject-lists.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { BodyField } from '../../../ui/form/BodyField.tsx';
import { focusFirstFault } from '../../../ui/form/FormPage.tsx';
import { DateField, TextField } from '../../../ui/form/fields.tsx';
import { useBodyName } from '../../../ui/form/use-body-name.ts';
import { useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { useSettled } from '../../../ui/use-settled.ts';

const words = archiveWords.change;

const noValues = { effectiveOn: '', fromName: '', toName: '', toUscc: '', documentNo: '', reason: '' };

export const ChangeDialog = ({
  body,
  onClose,
}: {
  body: { uscc: string; name: string; revision: number };
  onClose: () => void;
}) => {
  const [kind, setKind] = useState<BodyChangeKind>('rename');
  const [opened] = useState(body);
  const state = useFormState(noValues);
  const settled = useSettled(state.values, 120);
  const checked = useOperation('bodies.checkChange', { uscc: opened.uscc, form: { ...settled, kind } });
  const { run, busy, failure, clearFailure } = useCommand('bodies.change');
  const findings = checked.data?.findings ?? [];
  const titles =
    kind === 'merge' || kind === 'split' || kind === 'moved'
      ? { ...bodyChangeFields, toUscc: { title: words.others[kind], required: kind !== 'moved' } }
      : kind === 'rename'
        ? { ...bodyChangeFields, toName: { ...bodyChangeFields.toName, required: true } }
        : bodyChangeFields;
  const form = useTypedForm(titles as typeof bodyChangeFields, state, findings);
  const otherName = useBodyName(state.values.toUscc);
  const { message } = App.useApp();

  const save = async (): Promise<void> => {
    const { uscc, revision } = opened;
    const answer = await run({ uscc, baseRevision: revision, form: { ...state.values, kind } });
    if (answer === null) return;
    if (answer.stored) {
      void message.success(words.saved);
      onClose();
      return;
    }
    state.attempt();
    focusFirstFault(answer.findings);
  };

  return (
    <Modal
      open
      width="44rem"
      title={words.dialog(opened.name)}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton type="primary" busy={busy} onClick={() => void save()}>
            {words.save}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <FailureNotice failure={failure ?? checked.failure} onClose={clearFailure} />
        <Radio.Group
          aria-label={words.kind}
          value={kind}
          options={Object.entries(bodyChangeKinds).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => setKind(target.value as BodyChangeKind)}
        />
        <p className="quiet">{words.kinds[kind]}</p>
        {findings
          .filter(({ field, severity }) => field === 'kind' && severity === 'warning')
          .map((finding) => (
            <p key={finding.code} className="form-warning">
              {describeFinding(finding)}
            </p>
          ))}
        <div className="form-fields">
          <DateField form={form} field="effectiveOn" />
          <TextField form={form} field="documentNo" />
          {kind === 'rename' && (
            <>
              <TextField form={form} field="toName" />
              <TextField form={form} field="fromName" hint={words.from} placeholder={opened.name} />
            </>
          )}
          {(kind === 'merge' || kind === 'split' || kind === 'moved') && (
            <BodyField form={form} field="toUscc" name={otherName} />
          )}
          <TextField form={form} field="reason" />
        </div>
      </div>
    </Modal>
  );
};
