/** Adds a line to an official's file, or changes one. Each category asks for what it needs. */
import { App, Modal, Select } from 'antd';
import { useState } from 'react';
import { type FileItemField, fieldsOfCategory, fileItemFields } from '#shared/domain/forms/read-file-item.ts';
import type { FieldTitle } from '#shared/domain/forms/typed-fields.ts';
import { type FileCategory, fileCategories, resultsOfCategory } from '#shared/domain/subject-lists.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { focusFirstFault } from '../../../ui/form/FormPage.tsx';
import { AreaField, ChoiceField, DateField, TextField } from '../../../ui/form/fields.tsx';
import { type TypedForm, useFormState, useTypedForm } from '../../../ui/form/use-typed-form.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import type { FileItem } from './file-item.ts';

const words = archiveWords.file;

const fieldKeys = Object.keys(fileItemFields) as FileItemField[];

const valuesOf = (item: FileItem | null): Record<FileItemField, string> =>
  Object.fromEntries(fieldKeys.map((key) => [key, String(item?.[key] ?? '')])) as Record<
    FileItemField,
    string
  >;

export const FileItemDialog = ({
  official,
  present,
  onClose,
}: {
  official: string;
  /** The line that is changed; null for a new one. */
  present: FileItem | null;
  onClose: () => void;
}) => {
  const [category, setCategory] = useState<FileCategory>(present?.category ?? 'assessment');
  const [opened] = useState(present);
  const state = useFormState(valuesOf(opened));
  const settled = useSettled(state.values, 120);
  const form = { ...settled, category };
  const checked = useOperation('officials.checkFileItem', { official, present: opened?.id ?? null, form });
  const { run, busy, failure, clearFailure } = useCommand('officials.putFileItem');
  const titles: Readonly<Partial<Record<FileItemField, FieldTitle>>> = fieldsOfCategory[category];
  const typed = useTypedForm(
    titles as Readonly<Record<FileItemField, FieldTitle>>,
    state,
    checked.data?.findings ?? [],
  );
  const { message } = App.useApp();
  const { effect = null, found = null } = checked.data ?? {};

  const choose = (next: FileCategory): void => {
    setCategory(next);
    // A result of one category means nothing in another.
    state.set('result', '');
  };
  const save = async (): Promise<void> => {
    const answer = await run({
      official,
      present: opened?.id ?? null,
      baseRevision: opened?.revision ?? null,
      form: { ...state.values, category },
    });
    if (answer === null) return;
    if (answer.stored) {
      void message.success(words.saved);
      onClose();
      return;
    }
    state.attempt();
    focusFirstFault(answer.findings);
  };

  return (
    <Modal
      open
      width="44rem"
      title={opened === null ? words.newItem : words.editItem}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton type="primary" busy={busy} onClick={() => void save()}>
            {words.save}
          </ActionButton>
        </>
      }
    >
      <div className="dialog">
        <FailureNotice failure={failure ?? checked.failure} onClose={clearFailure} />
        <Select
          aria-label={words.category}
          virtual={false}
          listHeight={400}
          value={category}
          disabled={opened !== null}
          options={Object.entries(fileCategories).map(([value, label]) => ({ value, label }))}
          onChange={(value: FileCategory) => choose(value)}
        />
        {found !== null && (
          <p>
            {words.found(
              formatCount(found.files),
              formatCount(found.dishonest),
              formatCount(found.trustworthy),
            )}
          </p>
        )}
        <div className="form-fields" key={category}>
          {fieldKeys
            .filter((key) => titles[key] !== undefined)
            .map((key) => (
              <ItemField
                key={key}
                field={key}
                form={typed}
                category={category}
                {...(key === 'untilOn' && effect !== null
                  ? { hint: words.effectHint(effect.until, effect.rule, effect.basis) }
                  : {})}
              />
            ))}
        </div>
      </div>
    </Modal>
  );
};

const ItemField = ({
  field,
  form,
  category,
  hint,
}: {
  field: FileItemField;
  form: TypedForm<FileItemField>;
  category: FileCategory;
  hint?: string;
}) => {
  switch (field) {
    case 'result':
      return <ChoiceField form={form} field={field} list={resultsOfCategory[category]} />;
    case 'happenedOn':
    case 'untilOn':
      return <DateField form={form} field={field} {...(hint === undefined ? {} : { hint })} />;
    case 'title':
      return category === 'post' || category === 'rank' || category === 'pledge' ? (
        <TextField form={form} field={field} />
      ) : (
        <AreaField form={form} field={field} rows={2} />
      );
    default:
      return <TextField form={form} field={field} />;
  }
};
