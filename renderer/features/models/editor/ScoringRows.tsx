/** Parameters of a leaf that are rows of a table: bands, counted items, levels. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import { changeNotes, changeScoring } from '#shared/model/editing/edit-leaf.ts';
import { asNumber, asObjects, asText, isObject, type JsonObject, ownField } from '#shared/model/json-view.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';
import { NumberCell, TextCell } from './fields.tsx';
import {
  anchorsOf,
  type LeafEditing,
  labelOf,
  setItemName,
  setLabel,
  setParameters,
} from './leaf-editing.ts';
import { sayBriefly } from './node-findings.ts';

const words = modelEditorWords.rows;
const steps = modelEditorWords.steps;

export interface RowsTableProps {
  /** Names its widths. */
  kind: 'bands' | 'counted' | 'levels' | 'scorers' | 'adjustments' | 'vetoes' | 'grades' | 'values';
  title: string;
  columns: readonly string[];
  findings: readonly Finding[];
  /** A finding about a cell, with its row; null for the general words. */
  say?: (finding: Finding) => string | null;
  rows: readonly {
    readonly key: string;
    readonly cells: readonly ReactNode[];
    readonly onRemove: () => void;
  }[];
  addLabel: string;
  onAdd: () => void;
  /** Said where there are no rows. */
  empty?: string;
}

/** Rows of a parameter, each with what takes it out, and what adds another. */
export const RowsTable = ({
  kind,
  title,
  columns,
  findings,
  say = () => null,
  rows,
  addLabel,
  onAdd,
  empty,
}: RowsTableProps) => (
  <div className="form-field form-field-wide">
    {rows.length > 0 && (
      <table className={`plain-table editor-rows editor-rows-${kind}`} aria-label={title}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col" className="editor-row-remove">
              <span className="visually-hidden">{words.remove}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, onRemove }, index) => (
            // By position: the name of a row may be what is being typed, and the cursor must stay.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={index}>
              {cells.map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
              <td>
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={`${words.remove} ${key}`}
                  title={words.remove}
                  onClick={onRemove}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    {rows.length === 0 && empty !== undefined && <p className="quiet">{empty}</p>}
    <div>
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={onAdd}>
        {addLabel}
      </Button>
    </div>
    <div className="form-said" aria-live="polite">
      {findings.map((finding) => (
        <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={`form-${finding.severity}`}>
          <SeverityMark severity={finding.severity} />
          <span>{say(finding) ?? describeFinding(finding)}</span>
        </p>
      ))}
    </div>
  </div>
);

/** The row and the cell that a finding's path ends in: `scoring.bands[2].rate` → 2, `rate`. */
const cellOf = ({ params }: Finding): { row: string; cell: string } | null => {
  const [, row, cell = ''] = /\[([^\]]+)\](?:\.(\w+))?$/.exec(String(params.path ?? '')) ?? [];
  return row === undefined ? null : { row, cell };
};

/** @returns null where it is not about one cell, or needs words of its own */
const sayOfRow = (finding: Finding, row: string | undefined, percent: boolean): string | null => {
  const said = sayBriefly(finding, percent);
  return said === null || row === undefined ? null : words.inRow(row, said);
};

const replaced = (list: readonly JsonObject[], index: number, fields: JsonObject): JsonObject[] =>
  list.map((one, at) =>
    at === index
      ? Object.fromEntries(Object.entries({ ...one, ...fields }).filter(([, value]) => value !== undefined))
      : one,
  );
const removed = (list: readonly JsonObject[], index: number): JsonObject[] =>
  list.filter((_, at) => at !== index);

type Limit = 'atLeast' | 'atMost';

/** Whether the bands go down from a lower limit or up from an upper one. */
export const limitOf = (scoring: JsonObject): Limit =>
  asObjects(scoring.bands).some((band) => ownField(band, 'atMost') !== undefined) ? 'atMost' : 'atLeast';

/** The bands by the other limit, in its order. */
export const bandsBy = (scoring: JsonObject, limit: Limit): JsonObject[] => {
  const former = limit === 'atLeast' ? 'atMost' : 'atLeast';
  const sign = limit === 'atLeast' ? -1 : 1;
  return asObjects(scoring.bands)
    .map(({ [former]: other, [limit]: own, ...band }) => ({ [limit]: own ?? other, ...band }))
    .sort((a, b) => sign * ((asNumber(a[limit]) ?? 0) - (asNumber(b[limit]) ?? 0)));
};

export const BandRows = ({ leaf, percent }: { leaf: LeafEditing; percent: boolean }) => {
  const bands = asObjects(leaf.scoring.bands);
  const limit = limitOf(leaf.scoring);
  const put = (changed: readonly JsonObject[]): void => setParameters(leaf, { bands: changed });
  const add = (): void => {
    const last = bands.at(-1);
    const from = asNumber(last?.[limit]) ?? (percent ? 1 : 100);
    const step = (percent ? 0.1 : 10) * (limit === 'atLeast' ? -1 : 1);
    put([...bands, { [limit]: Number((from + step).toFixed(6)), rate: 0 }]);
  };
  return (
    <RowsTable
      kind="bands"
      title={words.bands}
      columns={[limit === 'atLeast' ? words.atLeast : words.atMost, words.rate]}
      findings={leaf.findings.within('scoring.bands')}
      say={(finding) => {
        const at = cellOf(finding);
        const row = at === null ? undefined : words.band(Number(at.row));
        return sayOfRow(finding, row, percent || at?.cell === 'rate');
      }}
      addLabel={words.addBand}
      onAdd={add}
      rows={bands.map((band, index) => {
        const key = words.band(index + 1);
        return {
          key,
          onRemove: () => put(removed(bands, index)),
          cells: [
            <NumberCell
              key={limit}
              label={`${key} ${limit === 'atLeast' ? words.atLeast : words.atMost}`}
              value={band[limit]}
              percent={percent}
              findings={leaf.findings.at(`scoring.bands[${index + 1}].${limit}`)}
              onTake={(value) => put(replaced(bands, index, { [limit]: value }))}
            />,
            <NumberCell
              key="rate"
              label={`${key} ${words.rate}`}
              value={band.rate}
              percent
              findings={leaf.findings.at(`scoring.bands[${index + 1}].rate`)}
              onTake={(rate) => put(replaced(bands, index, { rate }))}
            />,
          ],
        };
      })}
    />
  );
};

export const CountedRows = ({ leaf, deducts }: { leaf: LeafEditing; deducts: boolean }) => {
  const items = asObjects(leaf.scoring.items);
  const put = (changed: readonly JsonObject[]): void => setParameters(leaf, { items: changed });
  const add = (): void => {
    const taken = new Set(items.map(({ item }) => item));
    let number = items.length + 1;
    while (taken.has(`n${number}`)) number += 1;
    put([...items, { item: `n${number}`, points: 1 }]);
  };
  return (
    <RowsTable
      kind="counted"
      title={words.counted}
      columns={[words.label, words.itemCode, deducts ? words.deductEach : words.awardEach, words.most]}
      findings={leaf.findings.within('scoring.items')}
      say={(finding) => sayOfRow(finding, cellOf(finding)?.row, false)}
      addLabel={words.addItem}
      onAdd={add}
      rows={items.map((one, index) => {
        const item = asText(one.item) ?? '';
        const at = (field: string) => leaf.findings.at(`scoring.items[${item}].${field}`);
        return {
          key: item,
          onRemove: () =>
            leaf.change((document) => {
              const changed = changeScoring(document, leaf.code, { items: removed(items, index) });
              return changeNotes(changed, 'items', leaf.code, { [item]: undefined });
            }, steps.scoring(leaf.code)),
          cells: [
            <TextCell
              key="label"
              label={`${item} ${words.label}`}
              value={labelOf(leaf, item)}
              onTake={(label) => {
                setLabel(leaf, item, label);
                return true;
              }}
            />,
            <TextCell
              key="item"
              label={`${item} ${words.itemCode}`}
              value={item}
              findings={at('item')}
              onTake={(name) => setItemName(leaf, item, name)}
            />,
            <NumberCell
              key="points"
              label={`${item} ${deducts ? words.deductEach : words.awardEach}`}
              value={one.points}
              findings={at('points')}
              onTake={(points) => put(replaced(items, index, { points }))}
            />,
            <NumberCell
              key="cap"
              label={`${item} ${words.most}`}
              value={one.cap}
              findings={at('cap')}
              onTake={(cap) => put(replaced(items, index, { cap }))}
            />,
          ],
        };
      })}
    />
  );
};

export const LevelRows = ({ leaf }: { leaf: LeafEditing }) => {
  const levels = isObject(leaf.scoring.levels) ? leaf.scoring.levels : {};
  const anchors = anchorsOf(leaf);
  // Best first, as people read them; a document keeps no order of levels.
  const names = Object.keys(levels).sort(
    (a, b) => (asNumber(levels[b]) ?? -1) - (asNumber(levels[a]) ?? -1) || (a < b ? -1 : 1),
  );
  /** Levels and their meanings together: both go by the name of the level. */
  const put = (rates: JsonObject, meanings: JsonObject): void =>
    leaf.change((document) => {
      const given = Object.fromEntries(Object.entries(meanings).filter(([, text]) => text !== ''));
      const changed = changeScoring(document, leaf.code, { levels: rates });
      const kept = Object.keys(given).length > 0 ? given : undefined;
      return changeNotes(changed, 'rows', leaf.code, { anchors: kept });
    }, steps.scoring(leaf.code));
  const keyed = (object: JsonObject, from: string, to: string): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
  const rename = (from: string, to: string): boolean => {
    if (to === '' || Object.hasOwn(levels, to)) return false;
    put(keyed(levels, from, to), keyed(anchors, from, to));
    return true;
  };
  const add = (): void => {
    let number = names.length + 1;
    while (Object.hasOwn(levels, words.level(number))) number += 1;
    put({ ...levels, [words.level(number)]: 0 }, anchors);
  };
  const less = (object: JsonObject, name: string): JsonObject =>
    Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  return (
    <RowsTable
      kind="levels"
      title={words.levels}
      columns={[words.levelName, words.rate, words.meaning]}
      findings={leaf.findings.within('scoring.levels')}
      say={(finding) => {
        const level = names.find((name) => String(finding.params.path).endsWith(`.levels.${name}`));
        return sayOfRow(finding, level, true);
      }}
      addLabel={words.addLevel}
      onAdd={add}
      rows={names.map((name) => ({
        key: name,
        onRemove: () => put(less(levels, name), less(anchors, name)),
        cells: [
          <TextCell
            key="name"
            label={`${name} ${words.levelName}`}
            value={name}
            onTake={(to) => rename(name, to)}
          />,
          <NumberCell
            key="rate"
            label={`${name} ${words.rate}`}
            value={levels[name]}
            percent
            findings={leaf.findings.at(`scoring.levels.${name}`)}
            onTake={(rate) => put(rate === undefined ? levels : { ...levels, [name]: rate }, anchors)}
          />,
          <TextCell
            key="meaning"
            label={`${name} ${words.meaning}`}
            value={asText(anchors[name]) ?? ''}
            lines
            onTake={(meaning) => {
              put(levels, { ...anchors, [name]: meaning });
              return true;
            }}
          />,
        ],
      }))}
    />
  );
};
