/** The things that a ledger's row refers to, each picked from what the database holds. */
import { useState } from 'react';
import { type LedgerCode, ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { type RowOf, useOperation } from '../../../engine/use-operation.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { BodyField } from '../../../ui/form/BodyField.tsx';
import { useBodyName } from '../../../ui/form/use-body-name.ts';
import type { TypedForm } from '../../../ui/form/use-typed-form.ts';
import { nameOfRow, type ShownRow } from '../../../ui/ledger/ledger-values.ts';
import { useSettled } from '../../../ui/use-settled.ts';
import { type Offered, PickerField } from './PickerField.tsx';

const words = ledgerWords.form;

interface ReferenceProps {
  form: TypedForm<string>;
}

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' ');

/** Until what was found belongs to what is typed, nothing is offered: Tab would take something else. */
const useTyped = () => {
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  return { text, settled: text === typed.trim(), searching: typed !== '', setTyped };
};

const bodyOf = ({ values }: TypedForm<string>): string => {
  const typed = values.bodyUscc?.trim() ?? '';
  return typed.length === 18 ? typed : '';
};

/** The body of what was chosen becomes the row's own. */
const takeBody = (form: TypedForm<string>, uscc: string | undefined): void => {
  if (form.titles.bodyUscc !== undefined && uscc !== undefined) form.set('bodyUscc', uscc);
};

export const BodyReference = ({ form, ofRecord }: ReferenceProps & { ofRecord: boolean }) => {
  const name = useBodyName(form.values.bodyUscc ?? '');
  return (
    <BodyField form={form} field="bodyUscc" name={name} {...(ofRecord ? { hint: words.bodyOfRecord } : {})} />
  );
};

type Official = Pick<RowOf<'officials.search'>, 'id' | 'name' | 'post' | 'bodyName'>;

const officialOption = ({ id, name, post, bodyName }: Official): Offered => ({
  value: id,
  label: name,
  detail: joined(post, bodyName),
});

export const OfficialReference = ({ form }: ReferenceProps) => {
  const { text, settled, searching, setTyped } = useTyped();
  const bodyUscc = bodyOf(form);
  const id = form.values.officialId ?? '';
  const { data, outdated } = useOperation('officials.search', {
    limit: 30,
    ...(bodyUscc === '' ? {} : { bodyUscc }),
    ...(text === '' ? {} : { text }),
  });
  const chosen = useOperation('officials.read', { id }, { enabled: id !== '' });
  const rows = settled && !outdated ? (data?.rows ?? []) : [];
  return (
    <PickerField
      form={form}
      field="officialId"
      offered={rows.map(officialOption)}
      chosen={id === '' || chosen.data === undefined ? null : officialOption(chosen.data.official)}
      searching={searching}
      onSearch={setTyped}
      onChoose={(value) => {
        form.set('officialId', value);
        takeBody(form, rows.find((official) => official.id === value)?.bodyUscc);
      }}
      hint={words.officialHint}
      nothing={settled && !outdated && data !== undefined ? words.officialNone : null}
    />
  );
};

type CreditRecord = Pick<
  RowOf<'records.search'>,
  'id' | 'title' | 'documentNo' | 'bodyName' | 'decisionDate'
>;

const recordOption = ({ id, title, documentNo, bodyName, decisionDate }: CreditRecord): Offered => ({
  value: id,
  label: title || documentNo,
  detail: joined(documentNo, decisionDate, bodyName),
});

export const RecordReference = ({ form }: ReferenceProps) => {
  const { text, settled, searching, setTyped } = useTyped();
  const bodyUscc = bodyOf(form);
  const id = form.values.recordId ?? '';
  const { data, outdated } = useOperation('records.search', {
    limit: 30,
    ...(bodyUscc === '' ? {} : { bodyUscc }),
    ...(text === '' ? {} : { text }),
  });
  const chosen = useOperation('records.read', { id }, { enabled: id !== '' });
  const rows = settled && !outdated ? (data?.rows ?? []) : [];
  return (
    <PickerField
      form={form}
      field="recordId"
      offered={rows.map(recordOption)}
      chosen={id === '' || chosen.data === undefined ? null : recordOption(chosen.data.record)}
      searching={searching}
      onSearch={setTyped}
      onChoose={(value) => {
        form.set('recordId', value);
        takeBody(form, rows.find((record) => record.id === value)?.bodyUscc);
      }}
      hint={words.recordHint}
      nothing={settled && !outdated && data !== undefined ? words.recordNone : null}
    />
  );
};

const rowOption = (row: ShownRow): Offered => {
  const definition = ledgerNamed(row.ledger);
  const state = definition === null ? row.state : stateTitle(definition, row.state);
  return {
    value: row.id,
    label: joined(row.number, nameOfRow(definition, row)),
    detail: joined(definition?.noun, row.happenedOn, row.bodyName, state),
  };
};

export const RowReference = ({ form, ledgers }: ReferenceProps & { ledgers: readonly string[] }) => {
  const { text, settled, searching, setTyped } = useTyped();
  const bodyUscc = bodyOf(form);
  const id = form.values.rowId ?? '';
  const { data, outdated } = useOperation('ledgers.list', {
    limit: 30,
    among: ledgers as LedgerCode[],
    ...(bodyUscc === '' ? {} : { bodyUscc }),
    ...(text === '' ? {} : { text }),
  });
  const chosen = useOperation('ledgers.read', { id }, { enabled: id !== '' });
  const rows = settled && !outdated ? (data?.rows ?? []) : [];
  return (
    <PickerField
      form={form}
      field="rowId"
      offered={rows.map(rowOption)}
      chosen={id === '' || chosen.data === undefined ? null : rowOption(chosen.data.row)}
      searching={searching}
      onSearch={setTyped}
      onChoose={(value) => {
        form.set('rowId', value);
        takeBody(form, rows.find((row) => row.id === value)?.bodyUscc ?? undefined);
      }}
      hint={words.rowHint}
      nothing={settled && !outdated && data !== undefined ? words.rowNone : null}
    />
  );
};
