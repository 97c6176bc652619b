/** Publishes a draft: what becomes a version for good, what stands in the way, and what differs from the version it began from. */
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { nextVersion } from '#shared/model/editing/edit-draft.ts';
import { asArray } from '#shared/model/json-view.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelDraftWords as words } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';
import { FormField } from '../../../ui/form/FormField.tsx';
import { places } from '../../../ui/places.ts';
import type { Draft } from '../editor/use-draft.ts';
import { useKnownVersions } from './known-versions.ts';

type Change = OperationOutput<'models.compare'>['changes'][number];

export interface PublishDraftProps {
  draft: Draft;
  onClose: () => void;
}

const shortestBasis = 4;

export const PublishDraft = ({ draft, onClose }: PublishDraftProps) => {
  const { message } = App.useApp();
  const publish = useCommand('modelDrafts.publish');
  const known = useKnownVersions();
  const [legalBasis, setLegalBasis] = useState('');
  const { code, name, version, errors } = draft.head;
  const stored = known?.stored(code) ?? [];
  const taken = stored.includes(version) ? nextVersion(stored) : null;
  const forPersons = asArray(draft.document.subjectKinds).includes('official');
  const basis = legalBasis.trim();

  const reason = ((): string | null => {
    if (draft.state !== 'saved') return words.publishUnsaved;
    if (errors > 0) return words.publishErrors(formatCount(errors));
    if (taken !== null) return words.publishTaken(version, taken);
    return basis !== '' && basis.length < shortestBasis ? words.legalBasisShort : null;
  })();

  const run = async (): Promise<void> => {
    const given = { id: draft.id, baseRevision: draft.revision, legalBasis: basis === '' ? null : basis };
    const answer = await publish.run(given);
    if (answer?.stored == null) return;
    const { stored: made } = answer;
    const say = made.status === 'disabled' ? words.publishedDisabled : words.published;
    void message.success(say(made.name, made.version));
    // The page of the draft shows nothing any more, and there is nothing to come back to.
    goTo(places.model(made.code, made.version), { replace: true });
  };

  return (
    <Modal
      open
      width="44rem"
      title={words.publishTitle(name === '' ? words.untitled : name, version)}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton type="primary" disabledReason={reason} busy={publish.busy} onClick={() => void run()}>
            {words.publish}
          </ActionButton>
        </>
      }
    >
      <div className="model-import">
        <FailureNotice failure={publish.failure} onClose={publish.clearFailure} />
        <p>{words.publishWarning}</p>
        <Facts draft={draft} />
        {taken !== null && (
          <div className="model-taken">
            <p className="bad" role="alert">
              {words.publishTaken(version, taken)}
            </p>
            <ActionButton
              onClick={() => draft.change((document) => ({ ...document, version: taken }), words.setVersion)}
            >
              {words.takeNext(taken)}
            </ActionButton>
          </div>
        )}
        {forPersons && (
          <FormField
            field="publish-basis"
            title={words.legalBasis}
            findings={[]}
            hint={
              basis !== '' && basis.length < shortestBasis ? (
                <span className="bad">{words.legalBasisShort}</span>
              ) : (
                words.legalBasisText
              )
            }
          >
            {(control) => (
              <Input.TextArea
                {...control}
                rows={2}
                maxLength={500}
                value={legalBasis}
                onChange={({ target }) => setLegalBasis(target.value)}
              />
            )}
          </FormField>
        )}
        <FindingsOf title={words.errorsTitle} severity="error" findings={draft.findings} />
        <FindingsOf title={words.warningsTitle} severity="warning" findings={draft.findings} />
      </div>
    </Modal>
  );
};

const Facts = ({ draft: { head, outline } }: { draft: Draft }) => {
  const leaves = outline.filter(({ leaf, methodName }) => leaf && methodName !== null).length;
  return (
    <dl className="facts">
      <dt>{modelsWords.name}</dt>
      <dd>{head.name}</dd>
      <dt>{modelsWords.code}</dt>
      <dd>
        {head.code} {head.version}
      </dd>
      <dt>{words.leaves}</dt>
      <dd>{words.leafCount(formatCount(leaves))}</dd>
      <dt>{words.digest}</dt>
      <dd>{words.digestLater}</dd>
      <dt>{words.changes}</dt>
      <dd>
        {head.basedOn === null ? (
          words.noBase
        ) : head.errors > 0 ? (
          words.changesLater
        ) : (
          <ChangeCounts id={head.id} before={head.basedOn} />
        )}
      </dd>
    </dl>
  );
};

/** What changed, as one line of counts: `指标改变 3 处、增加 1 处；等次改变 1 处`. */
const countChanges = (changes: readonly Change[]): string => {
  if (changes.length === 0) return words.changesNone;
  const parts = new Map<Change['part'], Map<Change['kind'], number>>();
  for (const { part, kind } of changes) {
    const counts = parts.get(part) ?? new Map<Change['kind'], number>();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    parts.set(part, counts);
  }
  return [...parts]
    .map(([part, counts]) => {
      const said = [...counts].map(([kind, count]) => words.changesOf[kind](count));
      return words.changesIn(modelsWords.parts[part], said.join('、'));
    })
    .join('；');
};

interface ChangeCountsProps {
  id: string;
  before: { code: string; version: string };
}

const ChangeCounts = ({ id, before }: ChangeCountsProps) => {
  const { data, failure } = useOperation('models.compare', { before, after: { draft: id } });
  if (failure !== null) return <FailureNotice failure={failure} />;
  return data === undefined ? words.changesCounting : countChanges(data.changes);
};

interface FindingsOfProps {
  title: string;
  severity: Finding['severity'];
  findings: readonly Finding[];
}

const FindingsOf = ({ title, severity, findings }: FindingsOfProps) => {
  const those = findings.filter((finding) => finding.severity === severity);
  if (those.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <FindingList findings={those} />
    </section>
  );
};
