/** What a model file is and what is wrong with it, before it is stored. */
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, shortDigest } from '../../i18n/format.ts';
import { modelDraftWords as draftWords } from '../../i18n/zh-CN/model-drafts.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { places } from '../../ui/places.ts';

type Checked = OperationOutput<'models.check'>;

const errorsOf = (checked: Checked | undefined): number =>
  (checked?.findings ?? []).filter(({ severity }) => severity === 'error').length;

/** Why it cannot be imported; null when it can. */
const refusal = (checked: Checked | undefined, failure: AppError | null): string | null => {
  if (failure !== null) return describeFailure(failure.code, failure.params);
  if (checked === undefined) return words.importChecking;
  if (checked.model === null) return words.importErrors(formatCount(errorsOf(checked)));
  if (checked.present === 'same') return words.importSame;
  return checked.present === 'different' ? words.importDifferent : null;
};

export const ImportModel = ({ file, onClose }: { file: PickedFile; onClose: () => void }) => {
  const { message } = App.useApp();
  const { data, failure } = useOperation('models.check', { file: file.token });
  const store = useCommand('models.import');
  const openDraft = useCommand('modelDrafts.open');
  const [legalBasis, setLegalBasis] = useState('');
  const basisField = useId();

  const save = async (): Promise<void> => {
    const answer = await store.run({ file: file.token, legalBasis: legalBasis.trim() || null });
    if (answer?.stored == null) return;
    const { code, version, name } = answer.stored;
    void message.success(words.importStored(name, version));
    onClose();
    goTo(places.model(code, version));
  };

  const openAsDraft = async (): Promise<void> => {
    const opened = await openDraft.run({ file: file.token });
    if (opened === null) return;
    void message.info(draftWords.openDone(formatCount(errorsOf(data))));
    onClose();
    goTo(places.modelDraft(opened.id));
  };
  const faulty = data?.model === null;

  return (
    <Modal
      open
      width="44rem"
      title={words.importTitle}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          {faulty && (
            <ActionButton type="primary" busy={openDraft.busy} onClick={() => void openAsDraft()}>
              {draftWords.openAsDraft}
            </ActionButton>
          )}
          <ActionButton
            type={faulty ? 'default' : 'primary'}
            disabledReason={refusal(data, failure)}
            busy={store.busy}
            onClick={() => void save()}
          >
            {words.importOk}
          </ActionButton>
        </>
      }
    >
      <div className="model-import">
        <p className="quiet">{file.name}</p>
        <FailureNotice failure={failure ?? store.failure ?? openDraft.failure} />
        {data !== undefined && <CheckedModel checked={data} />}
        {data?.model?.needsLegalBasis === true && (
          <div>
            <label htmlFor={basisField}>{words.importLegalBasis}</label>
            <Input.TextArea
              id={basisField}
              rows={2}
              value={legalBasis}
              onChange={(event) => setLegalBasis(event.target.value)}
            />
          </div>
        )}
      </div>
    </Modal>
  );
};

const CheckedModel = ({ checked }: { checked: Checked }) => {
  const { model, findings } = checked;
  const reason = refusal(checked, null);
  return (
    <>
      {model !== null && (
        <dl className="facts">
          <dt>{words.name}</dt>
          <dd>{model.name}</dd>
          <dt>{words.code}</dt>
          <dd>
            {model.code} {model.version}
          </dd>
          <dt>{words.tabs.tree}</dt>
          <dd>{words.leaves(formatCount(model.leaves))}</dd>
          <dt>{words.digest}</dt>
          <dd className="num">{shortDigest(model.digest)}</dd>
        </dl>
      )}
      {reason !== null && (
        <p className={model === null ? 'bad' : 'warning'} role="status">
          {reason}
          {model === null && `。${draftWords.openText}`}
        </p>
      )}
      {findings.length > 0 && (
        <section>
          <h3>{words.findings}</h3>
          <FindingList findings={findings} />
        </section>
      )}
    </>
  );
};
