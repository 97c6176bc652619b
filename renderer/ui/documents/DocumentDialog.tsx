/** Makes a document: what it asks for on the left, the paper itself on the right, and its export. */
import { App, Button, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { describeFailure } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { shortDigest } from '../../i18n/format.ts';
import { documentsWords as words } from '../../i18n/zh-CN/documents.ts';
import { uiWords } from '../../i18n/zh-CN/ui.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { pickSaveTarget, showInFolder } from '../files.ts';
import { useSettled } from '../use-settled.ts';
import { DocumentFields } from './DocumentFields.tsx';
import { Paper } from './Paper.tsx';

export interface DocumentDialogProps {
  subject: DocumentSubject;
  /** Codes of the documents to choose from, in their order; all that fit the subject when missing. */
  documents?: readonly string[] | undefined;
  /** Goes into the name of the file: whom or what the document is about. */
  subjectName: string;
  onClose: () => void;
}

const formats = { docx: { kind: 'word', ending: 'docx' }, pdf: { kind: 'pdf', ending: 'pdf' } } as const;

export const DocumentDialog = ({ subject, documents, subjectName, onClose }: DocumentDialogProps) => {
  const kinds = useOperation('documents.kinds', { subject: subject.kind });
  const offered = (kinds.data?.documents ?? []).filter(
    ({ code }) => documents === undefined || documents.includes(code),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = offered.find(({ code }) => code === chosen) ?? offered[0];
  const select = useId();
  return (
    <Modal
      open
      centered
      width="min(96vw, 84rem)"
      title={offered.length === 1 ? kind?.name : words.make}
      onCancel={onClose}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <FailureNotice failure={kinds.failure} onRetry={kinds.refresh} />
      {offered.length > 1 && kind !== undefined && (
        <p className="report-field">
          <label htmlFor={select}>{words.kind}</label>{' '}
          <Select
            id={select}
            className="document-kind"
            popupMatchSelectWidth={false}
            value={kind.code}
            onChange={setChosen}
            options={offered.map(({ code, name }) => ({ value: code, label: name }))}
          />{' '}
          <span className="quiet">{kind.about}</span>
        </p>
      )}
      {kind !== undefined && (
        <Making
          key={kind.code}
          document={kind.code}
          name={kind.name}
          subject={subject}
          subjectName={subjectName}
          onClose={onClose}
        />
      )}
    </Modal>
  );
};

interface MakingProps {
  document: string;
  name: string;
  subject: DocumentSubject;
  subjectName: string;
  onClose: () => void;
}

const Making = ({ document, name, subject, subjectName, onClose }: MakingProps) => {
  const { message } = App.useApp();
  const form = useOperation('documents.form', { document, subject });
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const fields = useSettled(typed, 300);
  const preview = useOperation('documents.preview', { document, subject, fields });
  const writing = useJob('documents.write');
  const missing = preview.data?.missing ?? [];
  const reason =
    preview.failure !== null
      ? describeFailure(preview.failure.code, preview.failure.params)
      : preview.data === undefined || fields !== typed || preview.outdated
        ? words.notYet
        : missing.length > 0
          ? words.missing(missing)
          : null;

  const save = async (format: keyof typeof formats): Promise<void> => {
    const { kind, ending } = formats[format];
    const file = await pickSaveTarget(kind, `${words.fileName([subjectName, name])}.${ending}`);
    if (file === null) return;
    const written = await writing.start(
      { document, subject, fields, format, file: file.token },
      {
        title: words.exportTitle(file.name),
        closing: ({ sha256 }) => words.exportDone(shortDigest(sha256)),
        file,
      },
    );
    if (written === null) return;
    void message.success(
      <>
        {words.exported(file.name)}
        <Button type="link" size="small" onClick={() => showInFolder(file)}>
          {uiWords.showInFolder}
        </Button>
      </>,
    );
  };

  const busy = writing.running !== null;
  return (
    <>
      <FailureNotice failure={form.failure ?? preview.failure} onRetry={preview.refresh} />
      <FailureNotice failure={writing.failure} onClose={writing.clearFailure} />
      <div className="document-dialog">
        <section aria-label={words.fields} className="document-fields-frame">
          <DocumentFields
            fields={form.data?.fields ?? []}
            values={typed}
            onChange={(field, value) => setTyped((before) => ({ ...before, [field]: value }))}
          />
        </section>
        {preview.data === undefined ? (
          <p className="quiet">{words.building}</p>
        ) : (
          <Paper plan={preview.data.plan} working={preview.refreshing} />
        )}
      </div>
      <p className="document-foot">
        {missing.length > 0 && <span className="quiet">{words.missing(missing)}</span>}
        <Button onClick={onClose}>{words.close}</Button>
        <ActionButton disabledReason={reason} busy={busy} onClick={() => void save('pdf')}>
          {words.exportPdf}
        </ActionButton>
        <ActionButton type="primary" disabledReason={reason} busy={busy} onClick={() => void save('docx')}>
          {words.exportWord}
        </ActionButton>
      </p>
    </>
  );
};
