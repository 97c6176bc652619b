/** Begins a draft: as the next version of a stored one, as another model made from it, or from nothing. */
import { Input, Modal, Radio, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { nextVersion } from '#shared/model/editing/edit-draft.ts';
import { isVersion } from '#shared/model/version-order.ts';
import { subjectKindNames } from '#shared/words/zh-CN/model-terms.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { modelDraftWords as words } from '../../../i18n/zh-CN/model-drafts.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FormField } from '../../../ui/form/FormField.tsx';
import { places } from '../../../ui/places.ts';
import { type KnownVersions, useKnownVersions } from './known-versions.ts';

export interface BeginDraftProps {
  /** What the draft is a copy of; null for a model begun from nothing. */
  from: { code: string; version: string; name: string } | null;
  /** Weights of the draft in place of those that it is begun with. */
  weights?: readonly { code: string; weight: number }[];
  onClose: () => void;
}

export const BeginDraft = ({ from, weights = [], onClose }: BeginDraftProps) => {
  const known = useKnownVersions();
  // The version to suggest depends on what there is; without it the dialog would suggest one that is taken.
  return known === null ? null : (
    <BeginDialog from={from} weights={weights} known={known} onClose={onClose} />
  );
};

const firstVersion = '1.0.0';

const BeginDialog = ({ from, weights = [], known, onClose }: BeginDraftProps & { known: KnownVersions }) => {
  const create = useCommand('modelDrafts.create');
  const suggested =
    from === null
      ? firstVersion
      : nextVersion([...known.stored(from.code), ...known.drafted(from.code), from.version]);
  const [another, setAnother] = useState(from === null);
  const [typedCode, setTypedCode] = useState('');
  const [name, setName] = useState(from?.name ?? '');
  const [version, setVersion] = useState(suggested);
  const [kinds, setKinds] = useState<string[]>([]);

  const code = another || from === null ? typedCode.trim() : from.code;
  const codeTaken = another && code !== '' && known.stored(code).length > 0;
  const versionTaken = known.stored(code).includes(version.trim());
  const reason = ((): string | null => {
    if (code === '' || name.trim() === '' || version.trim() === '') return words.fill;
    if (codeTaken) return words.codeTaken;
    if (!isVersion(version.trim())) return words.versionWrong;
    return versionTaken ? words.versionTaken(nextVersion(known.stored(code))) : null;
  })();

  const begin = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (reason !== null) return;
    const begun = await create.run({
      from: from === null ? null : { code: from.code, version: from.version },
      code,
      name: name.trim(),
      version: version.trim(),
      weights: [...weights],
      subjectKinds: from === null && kinds.length > 0 ? kinds : null,
    });
    if (begun === null) return;
    onClose();
    goTo(places.modelDraft(begun.id));
  };
  const choose = (other: boolean): void => {
    setAnother(other);
    setVersion(other ? firstVersion : suggested);
  };

  return (
    <Modal
      open
      width="40rem"
      title={from === null ? words.newModel : words.newVersionTitle(from.name, from.version)}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            disabledReason={reason}
            busy={create.busy}
            onClick={() => void begin()}
          >
            {words.begin}
          </ActionButton>
        </>
      }
    >
      <form className="model-import" noValidate onSubmit={(event) => void begin(event)}>
        <p>{from === null ? words.newModelText : words.newVersionText}</p>
        <FailureNotice failure={create.failure} onClose={create.clearFailure} />
        {from !== null && (
          <Radio.Group
            aria-label={words.as}
            value={another}
            onChange={({ target }) => choose(target.value as boolean)}
            options={[
              { value: false, label: words.asVersion },
              { value: true, label: words.asModel },
            ]}
          />
        )}
        <FormField
          field="draft-code"
          title={words.code}
          required
          findings={[]}
          hint={codeTaken ? <span className="bad">{words.codeTaken}</span> : another && words.codeHint}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus={another}
              readOnly={!another}
              maxLength={40}
              value={another ? typedCode : code}
              onChange={({ target }) => setTypedCode(target.value)}
            />
          )}
        </FormField>
        <FormField field="draft-name" title={words.name} required findings={[]}>
          {(control) => (
            <Input
              {...control}
              autoFocus={!another}
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </FormField>
        <FormField
          field="draft-version"
          title={words.version}
          required
          findings={[]}
          hint={<VersionHint code={code} version={version.trim()} known={known} />}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              value={version}
              onChange={({ target }) => setVersion(target.value)}
            />
          )}
        </FormField>
        {from === null && (
          <FormField field="draft-kinds" title={words.kinds} findings={[]} hint={words.kindsHint}>
            {({ id, 'aria-describedby': describedBy }) => (
              <Select
                id={id}
                aria-describedby={describedBy}
                mode="multiple"
                placeholder={words.kindsNone}
                value={kinds}
                onChange={setKinds}
                optionFilterProp="label"
                options={Object.entries(subjectKindNames).map(([value, label]) => ({ value, label }))}
              />
            )}
          </FormField>
        )}
      </form>
    </Modal>
  );
};

interface VersionHintProps {
  code: string;
  version: string;
  known: KnownVersions;
}

const VersionHint = ({ code, version, known }: VersionHintProps) => {
  if (version !== '' && !isVersion(version)) return <span className="bad">{words.versionWrong}</span>;
  if (known.stored(code).includes(version)) {
    return <span className="bad">{words.versionTaken(nextVersion(known.stored(code)))}</span>;
  }
  return known.drafted(code).includes(version) ? words.versionDrafted : words.versionHint;
};
