/** What stands beside the tree, as tables of rows: bonus and penalty, vetoes, grades. */
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import {
  addEntry,
  basisOf,
  changeEntry,
  entriesOf,
  entryPath,
  moveEntry,
  type OutsideList,
  removeEntry,
  setBasis,
  setCap,
} from '#shared/model/editing/edit-outside.ts';
import { asArray, asObjects, asText, isObject, type JsonObject } from '#shared/model/json-view.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { NumberCell, NumberField, TextCell } from './fields.tsx';
import { findingsAt, findingsWithin } from './finding-tab.ts';
import { sayBriefly } from './node-findings.ts';
import { RowsTable } from './ScoringRows.tsx';
import type { Draft } from './use-draft.ts';

const words = modelDraftWords.outside;

/** A row of one of the lists, with what its cells need. */
interface Row {
  entry: JsonObject;
  index: number;
  code: string;
  /** Names a cell: `J1 名称`. */
  label: (title: string) => string;
  at: (field: string) => readonly Finding[];
  put: (fields: JsonObject) => void;
}

const rowsOf = (draft: Draft, list: OutsideList): Row[] =>
  entriesOf(draft.document, list).map((entry, index) => {
    const code = asText(entry.code) ?? String(index + 1);
    const path = entryPath(list, entry, index);
    return {
      entry,
      index,
      code,
      label: (title) => `${code} ${title}`,
      at: (field) => findingsAt(draft.findings, `${path}.${field}`),
      put: (fields) =>
        draft.change((document) => changeEntry(document, list, index, fields), words.changed(code)),
    };
  });

/** What a table says below itself: of its cells by row, and of itself. */
const sayOfRow = (finding: Finding): string | null => {
  const row = /\[([^\]]+)\]\.\w+$/.exec(String(finding.params.path ?? ''))?.[1];
  const said = sayBriefly(finding);
  return row === undefined || said === null ? null : words.inRow(row, said);
};

const codeCell = ({ entry, label, at, put }: Row): ReactNode => (
  <TextCell
    key="code"
    label={label(words.code)}
    value={asText(entry.code) ?? ''}
    findings={at('code')}
    onTake={(code) => {
      if (code === '') return false;
      put({ code });
      return true;
    }}
  />
);

const nameCell = ({ entry, label, at, put }: Row): ReactNode => (
  <TextCell
    key="name"
    label={label(words.name)}
    value={asText(entry.name) ?? ''}
    findings={at('name')}
    onTake={(name) => {
      put({ name });
      return true;
    }}
  />
);

const numberCell = (row: Row, field: string, title: string, percent = false): ReactNode => (
  <NumberCell
    key={field}
    label={row.label(title)}
    value={row.entry[field]}
    percent={percent}
    findings={row.at(field)}
    onTake={(value) => row.put({ [field]: value })}
  />
);

const basisCell = (draft: Draft, list: OutsideList, { code, label }: Row): ReactNode => (
  <TextCell
    key="basis"
    label={label(words.basis)}
    value={basisOf(draft.document, list, code)}
    onTake={(basis) => {
      draft.change((document) => setBasis(document, list, code, basis), words.changed(code));
      return true;
    }}
  />
);

const remove =
  (draft: Draft, list: OutsideList, { index, code }: Row): (() => void) =>
  () =>
    draft.change((document) => removeEntry(document, list, index), words.removed(code));

const twice = ({ findings }: Draft, lists: readonly string[]): readonly Finding[] =>
  findings.filter(({ code, params }) => code === 'model.code.twice' && lists.includes(String(params.list)));

export const Adjustments = ({ draft, list }: { draft: Draft; list: 'bonus' | 'penalty' }) => {
  const own = words[list];
  const block = draft.document[list];
  return (
    <fieldset className="form-section">
      <legend>{own.title}</legend>
      <p className="quiet">{own.text}</p>
      <div className="form-fields">
        <NumberField
          field={`${list}.cap`}
          title={own.cap}
          hint={own.capHint}
          value={isObject(block) ? block.cap : undefined}
          findings={findingsAt(draft.findings, `${list}.cap`)}
          onTake={(cap) => draft.change((document) => setCap(document, list, cap), words.changed(own.cap))}
        />
        <RowsTable
          kind="adjustments"
          title={own.title}
          columns={[words.code, words.name, words.each, words.most, words.basis]}
          findings={[...findingsWithin(draft.findings, `${list}.items`), ...twice(draft, ['adjustments'])]}
          say={sayOfRow}
          addLabel={own.add}
          empty={own.empty}
          onAdd={() =>
            draft.change((document) => addEntry(document, list, { name: own.name, points: 1 }), own.add)
          }
          rows={rowsOf(draft, list).map((row) => ({
            key: row.code,
            onRemove: remove(draft, list, row),
            cells: [
              codeCell(row),
              nameCell(row),
              numberCell(row, 'points', words.each),
              numberCell(row, 'cap', words.most),
              basisCell(draft, list, row),
            ],
          }))}
        />
      </div>
    </fieldset>
  );
};

export const Vetoes = ({ draft }: { draft: Draft }) => {
  const { document, findings } = draft;
  const grades = asObjects(document.grades).map(({ code, name }) => ({
    value: asText(code) ?? '',
    label: asText(name) || (asText(code) ?? ''),
  }));
  const nodes = draft.outline.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  return (
    <fieldset className="form-section">
      <legend>{words.vetoes.title}</legend>
      <p className="quiet">{words.vetoes.text}</p>
      <RowsTable
        kind="vetoes"
        title={words.vetoes.title}
        columns={[words.code, words.name, words.scoreAtMost, words.gradeAtMost, words.zeroNodes, words.basis]}
        findings={[
          ...findingsWithin(findings, 'vetoes'),
          ...findings.filter(({ code }) => code.startsWith('model.veto.')),
          ...twice(draft, ['vetoes']),
        ]}
        say={sayOfRow}
        addLabel={words.vetoes.add}
        empty={words.vetoes.empty}
        onAdd={() =>
          draft.change(
            (before) => addEntry(before, 'vetoes', { name: words.vetoes.name, ...lowestGrade(before) }),
            words.vetoes.add,
          )
        }
        rows={rowsOf(draft, 'vetoes').map((row) => ({
          key: row.code,
          onRemove: remove(draft, 'vetoes', row),
          cells: [
            codeCell(row),
            nameCell(row),
            numberCell(row, 'scoreAtMost', words.scoreAtMost),
            <Select<string>
              key="grade"
              size="small"
              className="editor-choice"
              aria-label={row.label(words.gradeAtMost)}
              allowClear
              placeholder={words.noGrade}
              value={asText(row.entry.gradeAtMost)}
              options={grades}
              onChange={(grade: string | undefined) => row.put({ gradeAtMost: grade })}
            />,
            <Select<string[]>
              key="nodes"
              size="small"
              className="editor-choice"
              aria-label={row.label(words.zeroNodes)}
              mode="multiple"
              placeholder={words.noNodes}
              value={asArray(row.entry.zeroNodes).filter((one): one is string => typeof one === 'string')}
              options={nodes}
              optionLabelProp="value"
              popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(codes) => row.put({ zeroNodes: codes.length === 0 ? undefined : codes })}
            />,
            basisCell(draft, 'vetoes', row),
          ],
        }))}
      />
    </fieldset>
  );
};

const lowestGrade = (document: JsonObject): JsonObject => {
  const code = asText(asObjects(document.grades).at(-1)?.code);
  return code === null ? {} : { gradeAtMost: code };
};

export const Grades = ({ draft }: { draft: Draft }) => {
  const { findings } = draft;
  const rows = rowsOf(draft, 'grades');
  const move = (row: Row, by: -1 | 1): void =>
    draft.change((document) => moveEntry(document, 'grades', row.index, by), words.moved(row.code));
  return (
    <RowsTable
      kind="grades"
      title={words.grades.title}
      columns={[words.code, words.name, words.min, words.exclusive, words.maxShare, words.order]}
      findings={[
        ...findingsWithin(findings, 'grades'),
        ...findings.filter(({ code }) => code.startsWith('model.grades.')),
        ...twice(draft, ['grades']),
      ]}
      say={sayOfRow}
      addLabel={words.grades.add}
      onAdd={() =>
        draft.change(
          (before) => addEntry(before, 'grades', { name: words.grades.name, min: freeLimit(before) }),
          words.grades.add,
        )
      }
      rows={rows.map((row) => ({
        key: row.code,
        onRemove: remove(draft, 'grades', row),
        cells: [
          codeCell(row),
          nameCell(row),
          numberCell(row, 'min', words.min),
          <Checkbox
            key="exclusive"
            aria-label={row.label(words.exclusive)}
            checked={row.entry.exclusive === true}
            onChange={({ target }) => row.put({ exclusive: target.checked ? true : undefined })}
          >
            {words.above}
          </Checkbox>,
          numberCell(row, 'maxShare', words.maxShare, true),
          <span key="order" className="editor-order">
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined aria-hidden />}
              aria-label={words.up(row.code)}
              title={words.up(row.code)}
              disabled={row.index === 0}
              onClick={() => move(row, -1)}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowDownOutlined aria-hidden />}
              aria-label={words.down(row.code)}
              title={words.down(row.code)}
              disabled={row.index === rows.length - 1}
              onClick={() => move(row, 1)}
            />
          </span>,
        ],
      }))}
    />
  );
};

/** Halfway between the two lowest limits, in whole points where there is room: a new grade does not upset the order. */
const freeLimit = (document: JsonObject): number => {
  const grades = asObjects(document.grades);
  const [above, below] = [grades.at(-2)?.min ?? document.fullScore, grades.at(-1)?.min];
  const [top, bottom] = [typeof above === 'number' ? above : 0, typeof below === 'number' ? below : 0];
  return Math.floor((top + bottom) / 2);
};
