/** The control of one field of a ledger, by its kind: in the form of a row and in that of a step. */
import type { LedgerField } from '#shared/ledgers/definition.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import { AreaField, ChoiceField, DateField, TextField } from '../form/fields.tsx';
import type { TypedForm } from '../form/use-typed-form.ts';

const words = ledgerWords.form;

/** Longer texts take the whole width. */
const wideFrom = 200;

export interface LedgerFieldInputProps {
  form: TypedForm<string>;
  /** Key of the field. */
  field: string;
  definition: LedgerField;
  /** A value about a person is registered already and shown as stars. */
  kept?: boolean;
}

export const LedgerFieldInput = ({ form, field, definition, kept = false }: LedgerFieldInputProps) => {
  const given = definition.hint === undefined ? {} : { hint: definition.hint };
  switch (definition.kind) {
    case 'text': {
      const { lines, max } = definition;
      if (lines === undefined)
        return <TextField form={form} field={field} wide={max > wideFrom} {...given} />;
      const typed = form.values[field] ?? '';
      const count = words.length(typed.trim().length, max);
      const hint = definition.hint === undefined ? count : `${definition.hint}　${count}`;
      return <AreaField form={form} field={field} rows={lines} hint={hint} />;
    }
    case 'code':
      return <TextField form={form} field={field} {...given} />;
    case 'date':
      return <DateField form={form} field={field} {...given} />;
    case 'count':
      return <TextField form={form} field={field} hint={definition.hint ?? words.countHint} />;
    case 'money':
      return <TextField form={form} field={field} hint={definition.hint ?? words.amountHint} />;
    case 'choice':
      return <ChoiceField form={form} field={field} list={definition.list} {...given} />;
    case 'yesNo':
      return <ChoiceField form={form} field={field} list={{ yes: words.yes, no: words.no }} {...given} />;
    case 'personal':
      return (
        <TextField
          form={form}
          field={field}
          hint={definition.hint ?? (kept ? words.personalKept : words.personalHint)}
        />
      );
  }
};
