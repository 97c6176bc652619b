/** Which leaf and item a row of a form is about: by the hidden codes, or by what is printed where these were lost. */
import { comparable } from '#shared/domain/code-text.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { type OutlineItem, type OutlineLeaf, outlineDepth, outlineLeaves } from './model-outline.ts';
import type { RowReader } from './row-reader.ts';

/** To be asked row by row, in the order of the form: only the first row of a leaf bears its name. */
export interface FormRows {
  findLeaf(row: RowReader): OutlineLeaf | null;
  findItem(row: RowReader, leaf: OutlineLeaf): OutlineItem | null;
  /** Whether a row had no codes. */
  keysLost(): boolean;
}

export function openFormRows(model: ModelDocument): FormRows {
  const leaves = outlineLeaves(model);
  const byCode = new Map(leaves.map((leaf) => [leaf.node.code, leaf]));
  const byName = new Map<string, OutlineLeaf[]>();
  for (const leaf of leaves) {
    const name = comparable(leaf.node.name);
    byName.set(name, [...(byName.get(name) ?? []), leaf]);
  }
  const nameKey = `level${outlineDepth(leaves)}`;
  let lastName: string | null = null;
  let keysLost = false;

  const findLeaf = (row: RowReader): OutlineLeaf | null => {
    const name = row.text(nameKey);
    if (name !== null) lastName = name;
    const code = row.cell('leaf')?.text.trim() ?? '';
    if (code !== '') {
      const leaf = byCode.get(code);
      if (!leaf) row.report('error', 'entry.leafUnknown', { text: code }, 'leaf');
      return leaf ?? null;
    }
    keysLost = true;
    const matches = byName.get(comparable(lastName ?? '')) ?? [];
    if (matches.length > 1) row.report('error', 'entry.leafAmbiguous', { name: lastName ?? '' }, nameKey);
    if (matches.length === 0) row.report('error', 'entry.leafUnknown', { text: lastName ?? '' }, nameKey);
    return matches.length === 1 ? (matches[0] ?? null) : null;
  };

  const findItem = (row: RowReader, leaf: OutlineLeaf): OutlineItem | null => {
    const code = row.cell('item')?.text.trim() ?? '';
    if (code === '') keysLost = true;
    const label = comparable(row.text('label') ?? '');
    const item =
      code === ''
        ? leaf.items.find((known) => comparable(known.label) === label || comparable(known.code) === label)
        : leaf.items.find((known) => known.code === code);
    if (item) return item;
    const params = { leaf: leaf.node.code, text: code === '' ? (row.text('label') ?? '') : code };
    row.report('error', 'entry.itemUnknown', params, code === '' ? 'label' : 'item');
    return null;
  };

  return { findLeaf, findItem, keysLost: () => keysLost };
}
