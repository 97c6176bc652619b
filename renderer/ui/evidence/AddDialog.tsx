/** Asks for what must be said before files are added: the classification, and that nothing is 涉密. */
import { Checkbox, Modal, Radio } from 'antd';
import { useId, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { EvidenceClassification } from '#shared/domain/evidence.ts';
import type { FailureCode, FailureParams } from '#shared/errors/app-error.ts';
import { describeFailure, describeFinding } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount } from '../../i18n/format.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { JobLine } from '../JobLine.tsx';

const words = evidenceWords.add;

type Added = OperationOutput<'evidence.add'>['files'][number];

/** A file that was not added, and why. */
export interface Unadded {
  fileName: string;
  reason: string;
}

export interface AddOutcome {
  unadded: Unadded[];
  /** What is said of the others; null when there are none. */
  notice: string | null;
}

const reasonOf = ({ fileName, outcome, findings, failure }: Added): string => {
  if (outcome === 'cancelled') return words.cancelled(fileName);
  if (failure !== null) {
    return `“${fileName}”：${describeFailure(failure.code, failure.params as FailureParams<FailureCode>)}`;
  }
  return findings.map(describeFinding).join('');
};

const outcomeOf = (files: readonly Added[]): AddOutcome => {
  const stored = files.filter(({ outcome }) => outcome === 'stored').length;
  return {
    unadded: files
      .filter(({ outcome }) => outcome !== 'stored')
      .map((file) => ({ fileName: file.fileName, reason: reasonOf(file) })),
    notice: stored === 0 ? null : words.addedAll(formatCount(stored)),
  };
};

export const AddDialog = ({
  owner,
  files,
  limits,
  onClose,
}: {
  owner: OperationInput<'evidence.list'>;
  files: readonly PickedFile[];
  /** Which files may be added. */
  limits: string;
  /** With what became of the files; null when nothing was done. */
  onClose: (outcome: AddOutcome | null) => void;
}) => {
  const label = useId();
  const [classification, setClassification] = useState<EvidenceClassification | null>(null);
  const [declared, setDeclared] = useState(false);
  const { start, running, failure, clearFailure } = useJob('evidence.add');
  const count = formatCount(files.length);

  const add = async (): Promise<void> => {
    if (classification === null) return;
    const tokens = files.map(({ token }) => token);
    const done = await start(
      { ...owner, files: tokens, classification, declaredNotSecret: declared },
      {
        title: words.running(count),
        closing: ({ files: added }) => {
          const stored = added.filter(({ outcome }) => outcome === 'stored').length;
          return words.closing(formatCount(stored), formatCount(added.length - stored));
        },
      },
    );
    if (done !== null) onClose(outcomeOf(done.files));
  };

  const missing =
    classification === null ? words.needClassification : declared ? null : words.needDeclaration;
  return (
    <Modal
      open
      title={words.title}
      onCancel={() => onClose(null)}
      mask={{ closable: false }}
      footer={
        <>
          <ActionButton onClick={() => onClose(null)}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            busy={running !== null}
            disabledReason={missing}
            onClick={() => void add()}
          >
            {words.confirm(count)}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <FailureNotice failure={failure} onClose={clearFailure} />
        <p>{words.files(count)}</p>
        <ul className="evidence-chosen">
          {files.map(({ token, name }) => (
            <li key={token}>{name}</li>
          ))}
        </ul>
        <p className="quiet">{limits}</p>
        <fieldset className="evidence-choice">
          <legend id={label}>{words.classification}</legend>
          <Radio.Group
            aria-labelledby={label}
            value={classification}
            onChange={({ target }) => setClassification(target.value as EvidenceClassification)}
            options={[
              { value: 'public', label: words.public },
              { value: 'internal', label: words.internal },
            ]}
          />
        </fieldset>
        <p className="warning">{words.warning}</p>
        <Checkbox checked={declared} onChange={({ target }) => setDeclared(target.checked)}>
          {words.declaration}
        </Checkbox>
        {running !== null && <JobLine job={running} />}
      </div>
    </Modal>
  );
};
