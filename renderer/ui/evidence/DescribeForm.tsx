/** What a file of evidence is: its document, its date, what it proves. */
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import type { EvidenceRow } from '#shared/contract/operations/evidence.ts';
import { parseDateText } from '#shared/domain/date-text.ts';
import { isDate } from '#shared/domain/dates.ts';
import { type EvidenceClassification, evidenceClassifications } from '#shared/domain/evidence.ts';
import { useCommand } from '../../engine/use-command.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { ActionButton } from '../ActionButton.tsx';
import { DateInput } from '../DateInput.tsx';
import { FailureNotice } from '../FailureNotice.tsx';

const words = evidenceWords.describe;

const classifications = Object.entries(evidenceClassifications).map(([value, label]) => ({
  value: value as EvidenceClassification,
  label,
}));

/** Pages as typed; null for none, undefined for what is no number of pages. */
const pagesOf = (text: string): number | null | undefined => {
  if (text.trim() === '') return null;
  const pages = Number(text);
  return Number.isInteger(pages) && pages >= 1 && pages <= 100_000 ? pages : undefined;
};

export const DescribeForm = ({ row, onClose }: { row: EvidenceRow; onClose: () => void }) => {
  const id = useId();
  const [description, setDescription] = useState(row.description ?? '');
  const [documentNo, setDocumentNo] = useState(row.documentNo ?? '');
  const [documentDate, setDocumentDate] = useState(row.documentDate ?? '');
  const [pages, setPages] = useState(row.pages === null ? '' : String(row.pages));
  const [classification, setClassification] = useState<EvidenceClassification>(row.classification);
  const { run, busy, failure, clearFailure } = useCommand('evidence.describe');

  const counted = pagesOf(pages);
  const date = parseDateText(documentDate);
  const wrong =
    documentDate.trim() !== '' && (date === null || !isDate(date))
      ? words.dateWrong
      : counted === undefined
        ? words.pagesWrong
        : null;
  const save = async (): Promise<void> => {
    if (wrong !== null || counted === undefined) return;
    const saved = await run({
      id: row.id,
      baseRevision: row.revision,
      description,
      documentNo,
      documentDate: date,
      pages: counted,
      classification,
    });
    if (saved !== null) onClose();
  };

  return (
    <form
      className="evidence-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="evidence-field evidence-wide">
        <label htmlFor={`${id}-description`}>{words.description}</label>
        <Input
          id={`${id}-description`}
          autoFocus
          value={description}
          maxLength={500}
          placeholder={words.descriptionHint}
          onChange={({ target }) => setDescription(target.value)}
        />
      </div>
      <div className="evidence-field">
        <label htmlFor={`${id}-no`}>{words.documentNo}</label>
        <Input
          id={`${id}-no`}
          value={documentNo}
          maxLength={100}
          onChange={({ target }) => setDocumentNo(target.value)}
        />
      </div>
      <div className="evidence-field">
        <span aria-hidden>{words.documentDate}</span>
        <DateInput label={words.documentDate} value={documentDate} onChange={setDocumentDate} />
      </div>
      <div className="evidence-field">
        <label htmlFor={`${id}-pages`}>{words.pages}</label>
        <Input
          id={`${id}-pages`}
          value={pages}
          inputMode="numeric"
          onChange={({ target }) => setPages(target.value)}
        />
      </div>
      <div className="evidence-field">
        <label htmlFor={`${id}-class`}>{words.classification}</label>
        <Select
          id={`${id}-class`}
          value={classification}
          options={classifications}
          onChange={setClassification}
        />
      </div>
      <div className="evidence-wide evidence-buttons">
        <ActionButton type="primary" size="small" htmlType="submit" busy={busy} disabledReason={wrong}>
          {words.save}
        </ActionButton>
        <Button size="small" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
};
