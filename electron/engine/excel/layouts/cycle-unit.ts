/** Which unit of a cycle a row is about: by its unified code, else by its name where only one unit bears it. */
import { comparable } from '#shared/domain/code-text.ts';
import type { RowReader } from './row-reader.ts';
import type { TableColumn } from './table.ts';

export interface ListedUnit {
  uscc: string;
  name: string;
}

/** The two columns that name a unit, in tables with a row for each. */
export const unitColumns: readonly TableColumn[] = [
  {
    key: 'unitName',
    title: '单位',
    also: ['单位名称', '被考核单位', '被测评单位', '乡镇街道', '乡镇(街道)'],
    width: 24,
    look: 'text',
    required: 'column',
  },
  {
    key: 'unitUscc',
    title: '统一社会信用代码',
    also: ['信用代码', '单位代码', '单位统一社会信用代码'],
    width: 20.5,
    look: 'code',
  },
];

/** Opens the reading of those columns: null, with a finding, for a row about no unit of the cycle. */
export const openUnitReader = (units: readonly ListedUnit[], cycleName: string) => {
  const byCode = new Map(units.map((unit) => [unit.uscc, unit]));
  const byName = Map.groupBy(units, ({ name }) => comparable(name));
  return (row: RowReader): ListedUnit | null => {
    const code = row.code('unitUscc');
    const name = row.text('unitName');
    if (code !== null) {
      const unit = byCode.get(code);
      if (unit === undefined)
        row.report('error', 'external.unitUnknown', { unit: code, cycle: cycleName }, 'unitUscc');
      return unit ?? null;
    }
    if (row.refused) return null;
    if (name === null) {
      row.report('error', 'row.required', { title: '单位' }, 'unitName');
      return null;
    }
    const [unit, another] = byName.get(comparable(name)) ?? [];
    if (unit === undefined)
      row.report('error', 'external.unitUnknown', { unit: name, cycle: cycleName }, 'unitName');
    if (another !== undefined) {
      row.report('error', 'external.unitAmbiguous', { unit: name }, 'unitName');
      return null;
    }
    return unit ?? null;
  };
};
