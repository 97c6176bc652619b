/** 文书模板: the office's own wording of letters and notices, beside the letter as it would look. */
import { App, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { builtInFields, type LetterWording } from '#shared/documents/letter-template.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant } from '../../i18n/format.ts';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';
import { useUnsavedWork } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { Paper } from '../../ui/documents/Paper.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { useSettled } from '../../ui/use-settled.ts';

type Template = OperationOutput<'documents.templates'>['templates'][number];

/** A wording as it is typed: lists as lines. */
interface Typed {
  title: string;
  addressee: string;
  paragraphs: string;
  attachments: string;
  closing: string;
}

const typedOf = ({ title, addressee, paragraphs, attachments, closing }: LetterWording): Typed => ({
  title,
  addressee,
  paragraphs: paragraphs.join('\n'),
  attachments: attachments.join('\n'),
  closing: closing.join('\n'),
});

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

const wordingOf = ({ title, addressee, paragraphs, attachments, closing }: Typed): LetterWording => ({
  title: title.trim(),
  addressee: addressee.trim(),
  paragraphs: linesOf(paragraphs),
  attachments: linesOf(attachments).map((line) => line.trim()),
  closing: linesOf(closing),
});

export const LettersPage = () => {
  const { data, failure, refresh } = useOperation('documents.templates', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const templates = data?.templates ?? [];
  const template = templates.find(({ code }) => code === chosen) ?? templates[0];
  const options = templates.map(({ code, name }) => ({ value: code, label: name }));
  if (template === undefined) {
    return (
      <Page title={words.templates} description={words.templatesAbout}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  return (
    <Editing
      // Another letter, or another wording of it, begins anew.
      key={`${template.code} ${template.reworded?.at ?? ''}`}
      template={template}
      choice={
        <Select
          aria-label={words.choose}
          className="letter-choice"
          value={template.code}
          options={options}
          onChange={setChosen}
        />
      }
    />
  );
};

const Editing = ({ template, choice }: { template: Template; choice: React.ReactNode }) => {
  const { modal, message } = App.useApp();
  const reword = useCommand('documents.reword');
  const [typed, setTyped] = useState(() => typedOf(template));
  const wording = wordingOf(useSettled(typed, 300));
  const complete = wording.title !== '' && wording.paragraphs.length > 0;
  const preview = useOperation(
    'documents.tryTemplate',
    { document: template.code, wording },
    { enabled: complete },
  );
  const changed = JSON.stringify(wordingOf(typed)) !== JSON.stringify(wordingOf(typedOf(template)));
  useUnsavedWork(changed);
  const unknown = preview.data?.unknown ?? [];
  const reason = !complete
    ? words.missing([words.title, words.paragraphs])
    : unknown.length > 0
      ? words.unknown(unknown)
      : changed
        ? null
        : words.unchanged;
  const { code, reworded } = template;

  const save = async (): Promise<void> => {
    if ((await reword.run({ document: code, wording: wordingOf(typed) })) !== null)
      void message.success(words.saved);
  };
  const restore = (): void => {
    void modal.confirm({
      title: words.restore,
      content: words.restoreAsk,
      onOk: async () => {
        if ((await reword.run({ document: code, wording: null })) !== null)
          void message.success(words.restored);
      },
    });
  };
  const field = (key: keyof Typed) => ({
    value: typed[key],
    onChange: (value: string) => setTyped((before) => ({ ...before, [key]: value })),
  });
  return (
    <Page
      fill
      title={words.templates}
      description={words.templatesAbout}
      extra={
        <ActionButton disabledReason={reworded === null ? words.asDelivered : null} onClick={restore}>
          {words.restore}
        </ActionButton>
      }
      primary={
        <ActionButton type="primary" disabledReason={reason} busy={reword.busy} onClick={() => void save()}>
          {words.save}
        </ActionButton>
      }
      bar={
        <>
          {choice}{' '}
          <span className="quiet">
            {template.about} {words.basis}：{template.basis}。
            {reworded === null
              ? words.asDelivered
              : words.reworded(formatInstant(reworded.at), words.by(reworded.actor))}
          </span>
        </>
      }
    >
      <FailureNotice failure={reword.failure} onClose={reword.clearFailure} />
      <FailureNotice failure={preview.failure} onRetry={preview.refresh} />
      <div className="letters">
        <div className="letters-form">
          {unknown.length > 0 && (
            <p className="letters-unknown" role="alert">
              {words.unknown(unknown)}
            </p>
          )}
          <Wording label={words.title} {...field('title')} />
          <Wording label={words.addressee} {...field('addressee')} />
          <Wording label={words.paragraphs} hint={words.paragraphsHint} rows={12} {...field('paragraphs')} />
          <Wording
            label={words.attachments}
            hint={words.attachmentsHint}
            rows={2}
            {...field('attachments')}
          />
          <Wording label={words.closing} hint={words.closingHint} rows={2} {...field('closing')} />
          <section aria-labelledby="letter-fields">
            <h2 id="letter-fields">{words.knownFields}</h2>
            <p className="letters-fields">
              {[...template.fields.map(({ name }) => name), ...template.tables, ...builtInFields].map(
                (name) => (
                  <code key={name}>{`{${name}}`}</code>
                ),
              )}
            </p>
          </section>
        </div>
        {preview.data !== undefined && <Paper plan={preview.data.plan} working={preview.refreshing} />}
      </div>
    </Page>
  );
};

interface WordingProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** More than one line. */
  rows?: number;
}

const Wording = ({ label, value, onChange, hint, rows }: WordingProps) => {
  const id = useId();
  const hintId = useId();
  const about = hint === undefined ? {} : { 'aria-describedby': hintId };
  return (
    <div className="letters-field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <Input id={id} value={value} maxLength={200} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <Input.TextArea
          id={id}
          value={value}
          rows={rows}
          {...about}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint !== undefined && (
        <p id={hintId} className="quiet">
          {hint}
        </p>
      )}
    </div>
  );
};
