/** What the forms of a leaf have in hand: the leaf, what is said of it, and its edits. */
import {
  changeNotes,
  changeScoring,
  itemNamesOf,
  notesOf,
  renameItem,
} from '#shared/model/editing/edit-leaf.ts';
import { asText, isObject, type JsonObject, ownField } from '#shared/model/json-view.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import type { Edit } from './draft-session.ts';
import type { NodeFindings } from './node-findings.ts';

const words = modelEditorWords.steps;

export interface LeafEditing {
  readonly document: JsonObject;
  readonly code: string;
  readonly node: JsonObject;
  readonly scoring: JsonObject;
  readonly findings: NodeFindings;
  readonly change: (edit: Edit, label: string) => void;
}

/** Changes parameters of the way of scoring; undefined takes one out. */
export const setParameters = ({ code, change }: LeafEditing, fields: JsonObject): void =>
  change((document) => changeScoring(document, code, fields), words.scoring(code));

/** What an item is called; empty where it has no label of its own, or one that only repeats its code. */
export const labelOf = ({ document, code }: LeafEditing, item: string): string => {
  const label = asText(ownField(notesOf(document, 'items', code), item));
  return label === null || label === item ? '' : label;
};

export const setLabel = ({ code, change }: LeafEditing, item: string, label: string): void =>
  change(
    (document) => changeNotes(document, 'items', code, { [item]: label === '' ? undefined : label }),
    words.label(code),
  );

/** @returns false when another item of the leaf has this name already, or it is none */
export const setItemName = ({ code, scoring, change }: LeafEditing, from: string, to: string): boolean => {
  if (to === '' || itemNamesOf(scoring).includes(to)) return false;
  change((document) => renameItem(document, code, from, to), words.item(code));
  return true;
};

/** A note about the leaf under `extensions.rows`. */
export const noteOf = ({ document, code }: LeafEditing, note: string): string =>
  asText(ownField(notesOf(document, 'rows', code), note)) ?? '';

export const setNote = ({ code, change }: LeafEditing, note: string, text: string): void =>
  change(
    (document) => changeNotes(document, 'rows', code, { [note]: text === '' ? undefined : text }),
    words.note(code),
  );

/** What the levels of a rubric mean. */
export const anchorsOf = ({ document, code }: LeafEditing): JsonObject => {
  const anchors = ownField(notesOf(document, 'rows', code), 'anchors');
  return isObject(anchors) ? anchors : {};
};
