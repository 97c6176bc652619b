/** One subject of a check: what speaks against it, record by record, and a person's conclusion. */
import { Drawer, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../../engine/use-command.ts';
import { eligibilityWords as words } from '../../i18n/zh-CN/eligibility.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import type { CheckedSubject } from './checked-subject.ts';
import { OutcomeMark } from './OutcomeMark.tsx';

export interface SubjectDrawerProps {
  check: string;
  /** Somebody has answered for the check: nothing can be decided any more. */
  closed: boolean;
  subject: CheckedSubject | null;
  onClose: () => void;
}

const placeOf = ({ kind, subject }: CheckedSubject): string | null =>
  subject === null ? null : kind === 'body' ? places.body(subject) : places.official(subject);

export const SubjectDrawer = ({ check, closed, subject, onClose }: SubjectDrawerProps) => (
  <Drawer open={subject !== null} title={subject?.name} size={520} onClose={onClose} destroyOnHidden>
    {subject !== null && (
      <div className="dialog eligibility-subject">
        <p>
          {subject.unitName} <OutcomeMark outcome={subject.outcome} />{' '}
          {placeOf(subject) !== null && (
            <PlaceLink to={placeOf(subject) ?? ''}>{words.openSubject}</PlaceLink>
          )}
        </p>
        {subject.reasons.length === 0 ? (
          <p className="quiet">{words.clean}</p>
        ) : (
          <ol className="eligibility-reasons">
            {subject.reasons.map(({ rule, text, basis, record, outcome }) => (
              <li key={`${rule}${text}`}>
                <OutcomeMark outcome={outcome} /> {rule}：{text}{' '}
                {record !== null && <PlaceLink to={places.record(record)}>{words.openRecord}</PlaceLink>}
                <br />
                <span className="quiet">
                  {words.basis}：{basis}
                </span>
              </li>
            ))}
          </ol>
        )}
        <Decision key={subject.ordinal} check={check} subject={subject} closed={closed} onDone={onClose} />
      </div>
    )}
  </Drawer>
);

type Choice = 'pass' | 'fail' | 'rules';

interface DecisionProps {
  check: string;
  subject: CheckedSubject;
  closed: boolean;
  onDone: () => void;
}

const Decision = ({ check, subject, closed, onDone }: DecisionProps) => {
  const deciding = useCommand('eligibility.decide');
  const before = subject.decided?.outcome;
  const [choice, setChoice] = useState<Choice>(before === 'pass' || before === 'fail' ? before : 'rules');
  const [note, setNote] = useState(subject.decided?.note ?? '');
  const noteId = useId();
  const reason = closed
    ? words.alreadyConfirmed
    : choice !== 'rules' && note.trim() === ''
      ? words.noteNeeded
      : null;
  const save = async (): Promise<void> => {
    const outcome = choice === 'rules' ? null : choice;
    const done = await deciding.run({ id: check, ordinal: subject.ordinal, outcome, note });
    if (done !== null) onDone();
  };
  return (
    <section aria-labelledby="eligibility-decide">
      <h2 id="eligibility-decide">{words.decide}</h2>
      <p className="quiet">{words.decideHint}</p>
      <FailureNotice failure={deciding.failure} onClose={deciding.clearFailure} />
      <Radio.Group
        aria-label={words.decide}
        disabled={closed}
        value={choice}
        onChange={({ target }) => setChoice(target.value as Choice)}
        options={[
          { value: 'rules', label: words.asRules },
          { value: 'pass', label: words.nameOf('pass') },
          { value: 'fail', label: words.nameOf('fail') },
        ]}
      />
      <div className="eligibility-field">
        <label htmlFor={noteId}>{words.noteLabel}</label>
        <Input.TextArea
          id={noteId}
          rows={3}
          maxLength={500}
          disabled={closed}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      <ActionButton type="primary" disabledReason={reason} busy={deciding.busy} onClick={() => void save()}>
        {words.saveDecision}
      </ActionButton>
    </section>
  );
};
