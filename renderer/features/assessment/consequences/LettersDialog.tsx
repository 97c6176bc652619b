/** The same letter to many units: which one, numbered from where, as Word or PDF in one zip. */
import { App, Button, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { consequencesWords as words } from '../../../i18n/zh-CN/consequences.ts';
import { uiWords } from '../../../i18n/zh-CN/ui.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { pickSaveTarget, showInFolder } from '../../../ui/files.ts';
import { JobLine } from '../../../ui/JobLine.tsx';
import type { Shown } from './columns.tsx';

type Letter = keyof typeof words.lettersKinds;

interface Fields {
  letter: Letter;
  number: string;
  first: number | null;
  format: 'docx' | 'pdf';
}

/** Units that were decided to put right, or to be interviewed. */
const decidedTo = (rows: readonly Shown[], action: Shown['action']): string[] =>
  rows
    .filter((row) => row.action === action && row.row !== null && row.progress !== 'withdrawn')
    .flatMap(({ unit }) => unit?.uscc ?? []);

export const LettersDialog = ({
  cycle,
  cycleName,
  rows,
  onClose,
}: {
  cycle: string;
  cycleName: string;
  rows: readonly Shown[];
  onClose: () => void;
}) => {
  const { message } = App.useApp();
  const grades = useOperation('consequences.grades', { cycle });
  const writing = useJob('consequences.writeLetters');
  const [fields, setFields] = useState<Fields>({
    ...{ letter: 'resultNotification', number: '', first: 1, format: 'docx' },
  });
  const { letter, number, first, format } = fields;
  const recipients: Record<Letter, string[]> = {
    resultNotification: (grades.data?.units ?? []).map(({ code }) => code),
    assessmentRectification: decidedTo(rows, 'rectification'),
    assessmentInterview: decidedTo(rows, 'interview'),
  };
  const usccs = recipients[letter];

  const write = async (): Promise<void> => {
    const name = words.lettersNames[letter];
    const file = await pickSaveTarget('zip', `${cycleName} ${name}.zip`);
    if (file === null) return;
    const written = await writing.start(
      {
        ...{ cycle, document: letter, usccs, number: number.trim(), firstNumber: first ?? 1, format },
        file: file.token,
      },
      {
        title: words.lettersWriting(name),
        closing: ({ letters }) => words.lettersWritten(formatCount(letters)),
        file,
      },
    );
    if (written === null) return;
    void message.success(
      <>
        {words.lettersWritten(formatCount(written.letters))}
        <Button type="link" size="small" onClick={() => showInFolder(file)}>
          {uiWords.showInFolder}
        </Button>
      </>,
    );
    onClose();
  };

  return (
    <Modal
      open
      title={words.lettersTitle}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {words.cancel}
        </Button>,
        <ActionButton
          key="write"
          type="primary"
          busy={writing.running !== null}
          disabledReason={usccs.length === 0 ? words.lettersNone[letter] : null}
          onClick={() => void write()}
        >
          {words.lettersWrite}
        </ActionButton>,
      ]}
    >
      <FailureNotice failure={grades.failure} onRetry={grades.refresh} />
      <FailureNotice failure={writing.failure} onClose={writing.clearFailure} />
      {writing.running !== null && <JobLine job={writing.running} />}
      <Form name="letters" layout="vertical" className="compact-form" requiredMark={false}>
        <Form.Item label={words.lettersKind} htmlFor="letters-kind">
          <Select<Letter>
            id="letters-kind"
            value={letter}
            options={Object.entries(words.lettersKinds).map(([value, label]) => ({
              value: value as Letter,
              label,
            }))}
            onChange={(chosen) => setFields({ ...fields, letter: chosen })}
          />
        </Form.Item>
        <p>
          {usccs.length === 0 ? words.lettersNone[letter] : words.lettersCount(formatCount(usccs.length))}
        </p>
        <div className="form-row">
          <Form.Item label={words.lettersNumber} htmlFor="letters-number" className="form-grow">
            <Input
              id="letters-number"
              maxLength={60}
              placeholder={words.lettersNumberHint}
              value={number}
              onChange={({ target }) => setFields({ ...fields, number: target.value })}
            />
          </Form.Item>
          <Form.Item label={words.lettersFirst} htmlFor="letters-first">
            <InputNumber
              id="letters-first"
              min={1}
              max={99_999}
              value={first}
              onChange={(value) => setFields({ ...fields, first: value })}
            />
          </Form.Item>
        </div>
        <Form.Item label={words.lettersFormat}>
          <Radio.Group
            aria-label={words.lettersFormat}
            optionType="button"
            value={format}
            options={Object.entries(words.formats).map(([value, label]) => ({ value, label }))}
            onChange={({ target }) => setFields({ ...fields, format: target.value as Fields['format'] })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};
