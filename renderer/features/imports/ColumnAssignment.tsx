/** The columns of a form, and for each the column of the file that holds it. */
import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { useClient } from '../../engine/engine-context.tsx';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { assignColumns, type FileSheet, hideColumns, missingColumns, showColumns } from './import-queue.ts';

const words = importsWords.columns;

type Source = FileSheet['mapping'][string];
type FormColumn = FileSheet['form'][number];

/** Choices that are no column of the file. */
const noColumn = '-';
const constant = '=';

const isRead = ({ mapping }: FileSheet): boolean => Object.keys(mapping).length > 0;

/** The mapping with another source for one column; a mere guess gives way to what the user says. */
const withSource = (
  { mapping, guessed }: FileSheet,
  key: string,
  source: Source | null,
): FileSheet['mapping'] => {
  const column = source !== null && 'column' in source ? source.column : null;
  const others = Object.entries(mapping).filter(
    ([other, one]) => other !== key && !(guessed.includes(other) && 'column' in one && one.column === column),
  );
  return Object.fromEntries(source === null ? others : [...others, [key, source]]);
};

export interface ColumnAssignmentProps {
  fileId: string;
  sheets: readonly FileSheet[];
  disabled: boolean;
}

export const ColumnAssignment = ({ fileId, sheets, disabled }: ColumnAssignmentProps) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const sheet = sheets.find((one) => one.sheet === chosen) ?? sheets.find(isRead) ?? sheets[0];
  return (
    <section className="column-assignment" aria-label={words.title}>
      <div className="column-head">
        <p className="quiet">{sheet === undefined ? words.nothing : words.hint}</p>
        <Button size="small" disabled={disabled} onClick={() => hideColumns(fileId)}>
          {words.close}
        </Button>
      </div>
      {sheets.length > 1 && (
        <Segmented
          aria-label={words.sheet}
          value={sheet?.sheet ?? ''}
          options={sheets.map((one) => one.sheet)}
          onChange={setChosen}
        />
      )}
      {sheet !== undefined && (
        <SheetAssignment
          key={sheet.sheet}
          fileId={fileId}
          sheet={sheet}
          sheets={sheets}
          disabled={disabled}
        />
      )}
    </section>
  );
};

interface SheetAssignmentProps extends ColumnAssignmentProps {
  sheet: FileSheet;
}

const SheetAssignment = ({ fileId, sheet, sheets, disabled }: SheetAssignmentProps) => {
  const { columns, form, mapping } = sheet;
  const missing = missingColumns(sheet);
  const used = new Set(
    Object.values(mapping).flatMap((source) => ('column' in source ? [source.column] : [])),
  );
  const leftOut = columns.filter(({ column }) => !used.has(column));
  const assign = (changed: FileSheet['mapping']): void => assignColumns(fileId, sheet.sheet, changed);
  return (
    <>
      <HeaderRows fileId={fileId} sheet={sheet} sheets={sheets} disabled={disabled} />
      <p className={missing.length > 0 ? 'bad' : 'quiet'} role="status">
        {missing.length > 0 ? words.missing(missing.join('、')) : words.complete}
      </p>
      <div className="column-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.form}</th>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.how}</th>
              <th scope="col">{words.sample}</th>
            </tr>
          </thead>
          <tbody>
            {form.map((column) => (
              <ColumnLine
                key={column.key}
                column={column}
                sheet={sheet}
                disabled={disabled}
                onAssign={(source) => assign(withSource(sheet, column.key, source))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">
        {leftOut.length === 0
          ? words.allUsed
          : words.leftOut(leftOut.map(({ column, header }) => `${column} ${header}`).join('、'))}
      </p>
      {sheets.length > 1 && isRead(sheet) && (
        <div>
          <Button size="small" disabled={disabled} onClick={() => assign({})}>
            {words.skipSheet}
          </Button>
        </div>
      )}
    </>
  );
};

/** Where the header stands, for a table in which the program has taken another row for it. */
const HeaderRows = ({ fileId, sheet, sheets, disabled }: SheetAssignmentProps) => {
  const client = useClient();
  const [first, setFirst] = useState(sheet.first);
  const [last, setLast] = useState(sheet.last);
  const isChanged = first !== sheet.first || last !== sheet.last;
  const look = (): void => {
    const others = sheets.filter((one) => one !== sheet);
    const rows = [...others, { ...sheet, first, last: Math.max(first, last) }];
    void showColumns(
      client,
      fileId,
      rows.map((one) => ({ sheet: one.sheet, first: one.first, last: one.last })),
    );
  };
  return (
    <div className="form-choice">
      <span>{words.headerRows}</span>
      <InputNumber
        size="small"
        aria-label={words.headerFirst}
        min={1}
        max={40}
        value={first}
        disabled={disabled}
        onChange={(row) => setFirst(row ?? sheet.first)}
      />
      <span>{words.to}</span>
      <InputNumber
        size="small"
        aria-label={words.headerLast}
        min={1}
        max={40}
        value={last}
        disabled={disabled}
        onChange={(row) => setLast(row ?? sheet.last)}
      />
      {isChanged && (
        <Button size="small" onClick={look}>
          {words.lookAgain}
        </Button>
      )}
    </div>
  );
};

interface ColumnLineProps {
  column: FormColumn;
  sheet: FileSheet;
  disabled: boolean;
  onAssign: (source: Source | null) => void;
}

const ColumnLine = ({ column, sheet, disabled, onAssign }: ColumnLineProps) => {
  const id = useId();
  const { key, title, required } = column;
  const source = sheet.mapping[key];
  const found = source !== undefined && 'column' in source ? source.column : null;
  const samples = sheet.columns.find((one) => one.column === found)?.samples ?? [];
  const isGuess = sheet.guessed.includes(key) && found !== null && sheet.remembered === null;
  return (
    <tr>
      <th scope="row" id={id}>
        {required ? `${title}*` : title}
      </th>
      <td>
        <SourceChoice column={column} sheet={sheet} disabled={disabled} onAssign={onAssign} />
        {isGuess && <div className="warning">{words.guessed}</div>}
      </td>
      <td>
        <ReadingChoice column={column} source={source} disabled={disabled} onAssign={onAssign} />
      </td>
      <td className="column-samples">{samples.join('；')}</td>
    </tr>
  );
};

const SourceChoice = ({
  column: { key, title, constant: mayBeConstant },
  sheet,
  disabled,
  onAssign,
}: ColumnLineProps) => {
  const source = sheet.mapping[key];
  const takenBy = new Map(
    Object.entries(sheet.mapping).flatMap(([other, one]) =>
      other !== key && 'column' in one && !sheet.guessed.includes(other)
        ? [[one.column, sheet.form.find((form) => form.key === other)?.title ?? other] as const]
        : [],
    ),
  );
  const options = [
    { value: noColumn, label: words.none, disabled: false },
    ...sheet.columns.map(({ column, header, hidden }) => {
      const taken = takenBy.get(column);
      const notes = [hidden ? words.hidden : null, taken === undefined ? null : words.usedBy(taken)].filter(
        (note) => note !== null,
      );
      const name = `${column} ${header === '' ? words.noHeader : header}`;
      return {
        value: column,
        label: notes.length === 0 ? name : `${name}（${notes.join('，')}）`,
        disabled: taken !== undefined,
      };
    }),
    ...(mayBeConstant ? [{ value: constant, label: words.constant, disabled: false }] : []),
  ];
  const value = source === undefined ? noColumn : 'column' in source ? source.column : constant;
  return (
    <Select
      className="column-source"
      aria-label={words.sourceOf(title)}
      value={value}
      options={options}
      disabled={disabled}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(chosen) => {
        if (chosen === noColumn) onAssign(null);
        else onAssign(chosen === constant ? { value: '' } : { column: chosen });
      }}
    />
  );
};

/** The constant, the unit of an amount or the order of a date: what the choice of a column leaves open. */
const ReadingChoice = ({
  column: { title, kind, choices },
  source,
  disabled,
  onAssign,
}: Pick<ColumnLineProps, 'column' | 'disabled' | 'onAssign'> & { source: Source | undefined }) => {
  if (source === undefined) return null;
  if ('value' in source) {
    const label = words.constantOf(title);
    return choices === null ? (
      <Input
        className="column-constant"
        aria-label={label}
        placeholder={words.constantHint}
        value={source.value}
        maxLength={500}
        disabled={disabled}
        onChange={(event) => onAssign({ value: event.target.value })}
      />
    ) : (
      <Select
        className="column-constant"
        aria-label={label}
        placeholder={words.constantHint}
        value={source.value.trim() === '' ? null : source.value}
        options={choices.map((choice) => ({ value: choice, label: choice }))}
        disabled={disabled}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(value) => onAssign({ value: value ?? '' })}
      />
    );
  }
  const { column, unit, dateOrder } = source;
  if (kind === 'amount') {
    return (
      <Select
        className="column-reading"
        aria-label={words.unitOf(title)}
        value={unit ?? 'header'}
        options={Object.entries(words.units).map(([value, label]) => ({ value, label }))}
        disabled={disabled}
        onChange={(chosen) =>
          onAssign({ column, ...(chosen === 'yuan' || chosen === 'wan' ? { unit: chosen } : {}) })
        }
      />
    );
  }
  if (kind !== 'date') return null;
  return (
    <Select
      className="column-reading"
      aria-label={words.datesOf(title)}
      value={dateOrder ?? 'ymd'}
      options={Object.entries(words.dates).map(([value, label]) => ({ value, label }))}
      disabled={disabled}
      onChange={(chosen) =>
        onAssign({ column, ...(chosen === 'dmy' || chosen === 'mdy' ? { dateOrder: chosen } : {}) })
      }
    />
  );
};
