/** What a key means in the grid, apart from the keys that simply write. */
import type { ColumnKind } from './grid-types.ts';

/**
 * `ready`: a cell is chosen, typing replaces it. `typing`: begun by typing, arrows leave the cell. `editing`: begun by
 * F2 or a double click, arrows move within the text.
 */
export type Mode = 'ready' | 'typing' | 'editing';

export interface PressedKey {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

export type Edge = 'rowStart' | 'rowEnd' | 'top' | 'bottom' | 'first' | 'last';

export type Command =
  | { name: 'move'; rows: number; columns: number; extend: boolean }
  | { name: 'page'; direction: 1 | -1; extend: boolean }
  | { name: 'edge'; edge: Edge; extend: boolean }
  | { name: 'enter'; back: boolean }
  | { name: 'tab'; back: boolean }
  | { name: 'highlight'; step: 1 | -1 }
  | {
      name:
        | 'cancel'
        | 'edit'
        | 'toggle'
        | 'clear'
        | 'erase'
        | 'newLine'
        | 'undo'
        | 'redo'
        | 'fillDown'
        | 'all';
    };

const arrows: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const edges: Readonly<Record<string, Edge>> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  Home: 'first',
  End: 'last',
};

/** @returns null for a key that is the text field's own, or nobody's */
export const commandOf = (pressed: PressedKey, mode: Mode, kind: ColumnKind): Command | null => {
  if (pressed.key === 'Tab' && !pressed.ctrl && !pressed.alt) return { name: 'tab', back: pressed.shift };
  if (pressed.key === 'Enter' && !pressed.ctrl) {
    if (!pressed.alt) return { name: 'enter', back: pressed.shift };
    return mode !== 'ready' && kind === 'text' ? { name: 'newLine' } : null;
  }
  if (pressed.key === 'Escape') return { name: 'cancel' };
  return mode === 'ready' ? commandWhenReady(pressed, kind) : commandWhenWriting(pressed, mode, kind);
};

const hasList = (kind: ColumnKind): boolean => kind === 'choice' || kind === 'boolean';

const commandWhenWriting = (pressed: PressedKey, mode: Mode, kind: ColumnKind): Command | null => {
  if (pressed.key === 'F2') return { name: 'edit' };
  const arrow = arrows[pressed.key];
  if (arrow === undefined || pressed.ctrl || pressed.shift || pressed.alt) return null;
  const [rows, columns] = arrow;
  if (hasList(kind) && rows !== 0) return { name: 'highlight', step: rows > 0 ? 1 : -1 };
  return mode === 'typing' ? { name: 'move', rows, columns, extend: false } : null;
};

const commandWhenReady = (pressed: PressedKey, kind: ColumnKind): Command | null => {
  const { key, ctrl, shift: extend, alt } = pressed;
  if (alt) return key === 'ArrowDown' && hasList(kind) ? { name: 'edit' } : null;
  const arrow = arrows[key];
  const edge = edges[key];
  if (ctrl) {
    if (edge !== undefined) return { name: 'edge', edge, extend };
    return commandWithControl(key.toLowerCase(), extend);
  }
  if (arrow !== undefined) return { name: 'move', rows: arrow[0], columns: arrow[1], extend };
  switch (key) {
    case 'Home':
      return { name: 'edge', edge: 'rowStart', extend };
    case 'End':
      return { name: 'edge', edge: 'rowEnd', extend };
    case 'PageUp':
      return { name: 'page', direction: -1, extend };
    case 'PageDown':
      return { name: 'page', direction: 1, extend };
    case 'F2':
      return { name: 'edit' };
    case 'Delete':
      return { name: 'clear' };
    case 'Backspace':
      return { name: 'erase' };
    case ' ':
      return kind === 'boolean' ? { name: 'toggle' } : kind === 'choice' ? { name: 'edit' } : null;
    default:
      return null;
  }
};

const commandWithControl = (letter: string, shift: boolean): Command | null => {
  switch (letter) {
    case 'z':
      return { name: shift ? 'redo' : 'undo' };
    case 'y':
      return { name: 'redo' };
    case 'd':
      return { name: 'fillDown' };
    case 'a':
      return { name: 'all' };
    default:
      return null;
  }
};
