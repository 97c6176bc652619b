/** 登记单位: a key file, the fingerprint that came by another way, and whom the office reports through. */
import { Modal, Select } from 'antd';
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import { officeLevels } from '#shared/domain/code-lists.ts';
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import { parseFingerprint } from '#shared/domain/fingerprint.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { FingerprintField } from './FingerprintField.tsx';

const words = exchangeWords.enrol;
/** Stands for “no office in between” in the choice of parents. */
const direct = '';

interface EnrolDialogProps {
  open: boolean;
  /** Enrolled offices that others may report through. */
  offices: readonly EnrolledOffice[];
  /** Of the key that sealed the package on the table, if it is not known yet. */
  packageKey: string | null;
  onClose: () => void;
  onEnrolled: (office: EnrolledOffice) => void;
}

export const EnrolDialog = (props: EnrolDialogProps) => (
  <Modal
    open={props.open}
    title={words.title}
    footer={null}
    width="44rem"
    onCancel={props.onClose}
    destroyOnHidden
  >
    <EnrolForm {...props} />
  </Modal>
);

const EnrolForm = ({ offices, packageKey, onClose, onEnrolled }: EnrolDialogProps) => {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [parent, setParent] = useState(direct);
  const inspected = useOperation('keys.inspect', { file: file?.token ?? '' }, { enabled: file !== null });
  const { run, busy, failure, clearFailure } = useCommand('keys.trust');
  const key = file === null ? undefined : inspected.data;

  const pick = async (): Promise<void> => {
    const picked = await pickFile('key');
    if (picked === null) return;
    clearFailure();
    setTyped('');
    setFile(picked);
  };

  const reason = (): string | null => {
    if (file === null || key === undefined) return words.needFile;
    if (key.enrolled === 'this') return words.already;
    if (key.enrolled === 'other') return words.other;
    return parseFingerprint(typed) === key.fingerprint ? null : words.needFingerprint;
  };

  const enrol = async (): Promise<void> => {
    if (file === null) return;
    const through = offices.find(({ id }) => id === parent)?.fingerprint ?? null;
    const office = await run({ file: file.token, fingerprint: typed, parentFingerprint: through });
    if (office !== null) onEnrolled(office);
  };

  return (
    <div className="enrol">
      <h3>{words.step1}</h3>
      <p>
        <ActionButton type={file === null ? 'primary' : 'default'} onClick={() => void pick()}>
          {file === null ? words.pick : words.pickOther}
        </ActionButton>{' '}
        {file?.name}
      </p>
      <FailureNotice failure={file === null ? null : inspected.failure} />
      {key !== undefined && (
        <>
          <p>
            <span className="quiet">{words.office}</span> <strong>{key.office.name}</strong>{' '}
            <span className="num">
              {officeLevels[key.office.level]} {key.office.regionCode}
            </span>
          </p>
          <KeyNote
            enrolled={key.enrolled}
            samePackage={packageKey === null ? null : packageKey === key.fingerprint}
          />
        </>
      )}
      {key !== undefined && (key.enrolled === 'no' || key.enrolled === 'revoked') && (
        <>
          <h3>{words.step2}</h3>
          <p className="quiet">{words.step2Hint}</p>
          <FingerprintField value={typed} onChange={setTyped} expected={key.fingerprint} />
          <h3 id="enrol-parent">{words.step3}</h3>
          <p className="quiet">{words.parentHint}</p>
          <Select
            aria-labelledby="enrol-parent"
            value={parent}
            onChange={setParent}
            options={[
              { value: direct, label: words.direct },
              ...offices
                .filter(({ id, revokedAt }) => revokedAt === null && id !== key.office.id)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </>
      )}
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="dialog-foot">
        <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
        <ActionButton type="primary" busy={busy} disabledReason={reason()} onClick={() => void enrol()}>
          {words.ok}
        </ActionButton>
      </div>
    </div>
  );
};

const KeyNote = ({
  enrolled,
  samePackage,
}: {
  enrolled: 'no' | 'this' | 'revoked' | 'other';
  /** Null when no package waits. */
  samePackage: boolean | null;
}) => {
  const notes = [
    { no: '', this: words.already, revoked: words.wasRevoked, other: words.other }[enrolled],
    samePackage === null ? '' : samePackage ? words.thePackageKey : words.notThePackageKey,
  ].filter((note) => note !== '');
  return notes.map((note) => (
    <p key={note} role="status" className={note === words.notThePackageKey ? 'bad' : ''}>
      {note}
    </p>
  ));
};
