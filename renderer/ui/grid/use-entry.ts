/** Entry as in a spreadsheet: what keys, typed text and the clipboard do to the chosen cells. */
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { gridWords } from '../../i18n/zh-CN/grid.ts';
import { offeredChoices } from './ChoiceList.tsx';
import { readText } from './cell-text.ts';
import { changesBack, changesForward, createEditHistory, type EditStep } from './edit-history.ts';
import type { GridModel } from './grid-model.ts';
import type { EditCause, EntryGridProps, GridChoice } from './grid-types.ts';
import { type Command, commandOf, type Edge, type Mode } from './keyboard.ts';
import {
  firstRow,
  lastRow,
  moveColumns,
  moveRows,
  nextInColumn,
  nextToEdit,
  type Spot,
  spotsOf,
} from './moves.ts';
import { beginsLikeFormula, parseTabSeparated, printTabSeparated, withoutFormula } from './tab-separated.ts';
import type { Cursor } from './use-cursor.ts';
import type { PendingEdits } from './use-pending-texts.ts';
import { planFillDown, planPaste, type TargetCell, type WritePlan } from './write-plan.ts';

export interface EntryParts {
  model: GridModel;
  cursor: Cursor;
  submit: PendingEdits['submit'];
  enterMoves: EntryGridProps<never>['enterMoves'];
  field: RefObject<HTMLTextAreaElement | null>;
  rowsInSight: () => number;
}

/** A block of which something is refused, shown before it is written. */
export interface PlannedWrite {
  cause: 'paste' | 'fill';
  plan: WritePlan;
}

export interface Entry {
  mode: Mode;
  /** Of a cell with a list, while it is written; null when there is no list. */
  list: { offered: readonly GridChoice[]; highlighted: number; typed: string | null } | null;
  /** What the last act did, in words. */
  notice: string | null;
  preview: PlannedWrite | null;
  write(plan: PlannedWrite): void;
  closePreview(): void;
  pick(choice: GridChoice): void;
  /** Ends writing and hands the text on. */
  commit(): void;
  /** What a menu asks of the chosen cells. */
  act(act: MenuAct): void;
  /** A step that the page took by itself. */
  remember(step: EditStep): void;
  /** A cell is chosen by mouse or from outside. */
  chooseCell(spot: Spot, extend: boolean): void;
  beginEditing(): void;
  onKeyDown(event: KeyboardEvent): void;
  onInput(composing: boolean): void;
  onCompositionStart(): void;
  onCopy(event: ClipboardEvent, cut: boolean): void;
  onPaste(event: ClipboardEvent): void;
}

export type MenuAct = 'clear' | 'fillDown' | 'undo' | 'edit' | 'pasteHint';

interface SpotText {
  spot: Spot;
  text: string;
}

export const useEntry = (parts: EntryParts): Entry => {
  const { model, cursor, submit, enterMoves, field } = parts;
  const { at, block } = cursor;
  const [mode, setMode] = useState<Mode>('ready');
  const [typed, setTyped] = useState<string | null>(null);
  const [highlighted, setHighlighted] = useState(-1);
  const [notice, setNotice] = useState<string | null>(null);
  const [preview, setPreview] = useState<PlannedWrite | null>(null);
  const [history] = useState(() => createEditHistory());
  /** Column in which a run of Tab began; Enter returns to it. */
  const tabbedFrom = useRef<number | null>(null);

  const target: TargetCell | null = at === null ? null : model.cellAt(at);
  const offered =
    mode !== 'ready' && target !== null && (target.kind === 'choice' || target.kind === 'boolean')
      ? offeredChoices(target.choices, typed)
      : null;

  // ---- writing into one cell

  const setFieldText = (text: string): void => {
    if (field.current !== null) field.current.value = text;
  };

  const leaveWriting = (): void => {
    setFieldText('');
    setMode('ready');
    setTyped(null);
    setHighlighted(-1);
  };

  const begin = (next: Mode, text: string): void => {
    setFieldText(text);
    setMode(next);
    setTyped(null);
    setNotice(null);
    setHighlighted(target?.choices.findIndex((choice) => choice.value === target.input) ?? -1);
  };

  const refusedHere = (): boolean => {
    if (target === null || target.editable === true) return false;
    setNotice(gridWords.cannotEdit(target.editable));
    return true;
  };

  const beginEditing = (): void => {
    if (target === null || mode !== 'ready' || refusedHere()) return;
    const listed = target.kind === 'choice' || target.kind === 'boolean';
    begin('editing', listed ? target.text : target.input);
  };

  const commit = (): void => {
    if (mode === 'ready' || field.current === null) return;
    const text = field.current.value;
    const picked = text.trim() === '' && typed !== null ? undefined : offered?.[highlighted];
    leaveWriting();
    // Its row went away while it was written.
    if (at === null || target === null) return;
    writeTexts(
      [{ spot: at, text: picked?.value ?? readText(target.kind, target.choices, text).text }],
      'typing',
    );
  };

  const pick = (choice: GridChoice): void => {
    leaveWriting();
    if (at !== null) writeTexts([{ spot: at, text: choice.value }], 'typing');
  };

  const onInput = (composing: boolean): void => {
    if (mode === 'ready') {
      // What an input method says last of a composition that was cut off by a click.
      if (field.current?.value === '') return;
      if (target === null || refusedHere()) {
        setFieldText('');
        return;
      }
      setMode('typing');
      setNotice(null);
    }
    if (target?.kind !== 'choice' && target?.kind !== 'boolean') return;
    // Letters on their way to a character match no label.
    const text = composing ? null : (field.current?.value ?? '');
    setTyped(text);
    const matching = offeredChoices(target.choices, text);
    setHighlighted(text === null || text.trim() === '' || matching.length === 0 ? -1 : 0);
  };

  const onCompositionStart = (): void => {
    if (mode !== 'ready') return;
    if (target === null || refusedHere()) {
      // Ends the composition; what it leaves behind is thrown away by `onInput`.
      field.current?.blur();
      field.current?.focus({ preventScroll: true });
      return;
    }
    setMode('typing');
    setNotice(null);
  };

  // ---- handing on

  /** @returns how many cells it changes */
  const writeTexts = (texts: readonly SpotText[], cause: EditCause): number => {
    const step: EditStep = texts.flatMap(({ spot, text }) => {
      const place = model.placeOf(spot);
      const { input: before, state } = model.cellAt(spot);
      // A wrong one may be entered again as it is: the first time may have failed for reasons of its own.
      const same = before === text && state !== 'wrong';
      return place === null || same ? [] : [{ ...place, before, after: text }];
    });
    if (step.length === 0) return 0;
    history.add(step);
    submit(changesForward(step), cause);
    return step.length;
  };

  const repeatStep = (cause: 'undo' | 'redo'): void => {
    const step = cause === 'undo' ? history.undo() : history.redo();
    if (step === null) {
      setNotice(cause === 'undo' ? gridWords.nothingToUndo : gridWords.nothingToRedo);
      return;
    }
    const changes = cause === 'undo' ? changesBack(step) : changesForward(step);
    const possible = changes.filter((change) => {
      const spot = model.spotOf(change);
      return spot !== null && model.canEdit(spot);
    });
    if (possible.length > 0) submit(possible, cause);
    const spots = possible.flatMap((change) => model.spotOf(change) ?? []);
    const [first] = spots;
    if (first !== undefined) cursor.choose(first, spots.at(-1) ?? first);
    const words = cause === 'undo' ? gridWords.undone(possible.length) : gridWords.redone(possible.length);
    setNotice(withKept(words, step.length - possible.length));
  };

  const clear = (): void => {
    if (block === null) return;
    const spots = spotsOf(model, block).flat();
    const filled = spots.filter((spot) => model.cellAt(spot).input !== '');
    const possible = filled.filter((spot) => model.canEdit(spot));
    const count = writeTexts(
      possible.map((spot) => ({ spot, text: '' })),
      'delete',
    );
    setNotice(withKept(gridWords.cleared(count), filled.length - possible.length));
  };

  const write = ({ cause, plan }: PlannedWrite): void => {
    const count = writeTexts(plan.writes, cause);
    const [first] = plan.writes;
    if (first !== undefined) cursor.choose(first.spot, plan.writes.at(-1)?.spot ?? first.spot);
    const words = cause === 'paste' ? gridWords.pasted(count) : gridWords.filled(count);
    setNotice(count === 0 ? gridWords.nothingChanged : withKept(words, plan.refused.length));
    setPreview(null);
  };

  const propose = (planned: PlannedWrite): void => {
    if (planned.plan.refused.length === 0) write(planned);
    else setPreview(planned);
  };

  // ---- clipboard

  const onCopy = (event: ClipboardEvent, cut: boolean): void => {
    if (mode !== 'ready' || block === null) return;
    event.preventDefault();
    const lines = spotsOf(model, block).map((line) => line.map((spot) => copied(model.shownAt(spot).text)));
    event.clipboardData.setData('text/plain', printTabSeparated(lines));
    if (cut) clear();
    else setNotice(gridWords.copied(lines.flat().length));
  };

  const onPaste = (event: ClipboardEvent): void => {
    if (mode !== 'ready' || block === null) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text === '') {
      setNotice(gridWords.nothingToPaste);
      return;
    }
    propose({ cause: 'paste', plan: planPaste(model, block, parseTabSeparated(text)) });
  };

  // ---- moving

  const goTo = (spot: Spot, extend = false): void => {
    tabbedFrom.current = null;
    setNotice(null);
    if (extend) cursor.reachTo(spot);
    else cursor.goTo(spot);
  };

  const edgeSpot = (from: Spot, edge: Edge): Spot => {
    const top = firstRow(model) ?? from.row;
    const bottom = lastRow(model) ?? from.row;
    const last = model.columns - 1;
    switch (edge) {
      case 'rowStart':
        return { row: from.row, column: 0 };
      case 'rowEnd':
        return { row: from.row, column: last };
      case 'top':
        return { row: top, column: from.column };
      case 'bottom':
        return { row: bottom, column: from.column };
      case 'first':
        return { row: top, column: 0 };
      case 'last':
        return { row: bottom, column: last };
    }
  };

  /** @returns false when Tab is to leave the grid */
  const tab = (from: Spot, back: boolean): boolean => {
    const next = nextToEdit(model, from, back ? 'back' : 'forward');
    if (next === null) return false;
    const began = tabbedFrom.current ?? from.column;
    goTo(next);
    tabbedFrom.current = began;
    return true;
  };

  const enter = (from: Spot, back: boolean): void => {
    const direction = back ? 'back' : 'forward';
    const next =
      enterMoves === 'right'
        ? nextToEdit(model, from, direction)
        : nextInColumn(model, { row: from.row, column: tabbedFrom.current ?? from.column }, direction);
    goTo(next ?? from);
  };

  const chooseCell = (spot: Spot, extend: boolean): void => {
    commit();
    goTo(spot, extend);
  };

  /** @returns false when the key is to do what it does anyway */
  const perform = (command: Command, from: Spot): boolean => {
    const moving = 'extend' in command && command.extend ? (cursor.reach ?? from) : from;
    switch (command.name) {
      case 'move': {
        commit();
        const next = moveColumns(model, moveRows(model, moving, command.rows), command.columns);
        goTo(next, command.extend);
        return true;
      }
      case 'page':
        goTo(moveRows(model, moving, command.direction * parts.rowsInSight()), command.extend);
        return true;
      case 'edge':
        goTo(edgeSpot(moving, command.edge), command.extend);
        return true;
      case 'tab':
        commit();
        return tab(from, command.back);
      case 'enter':
        commit();
        enter(from, command.back);
        return true;
      case 'highlight':
        setHighlighted((known) => Math.min((offered?.length ?? 0) - 1, Math.max(0, known + command.step)));
        return true;
      case 'cancel':
        if (mode === 'ready') cursor.goTo(from);
        else leaveWriting();
        setNotice(null);
        return true;
      case 'edit':
        if (mode === 'typing') setMode('editing');
        else beginEditing();
        return true;
      case 'erase':
        if (!refusedHere()) begin('typing', '');
        return true;
      case 'toggle':
        if (!refusedHere())
          writeTexts([{ spot: from, text: target?.input === 'true' ? 'false' : 'true' }], 'typing');
        return true;
      case 'newLine':
        field.current?.setRangeText('\n', field.current.selectionStart, field.current.selectionEnd, 'end');
        return true;
      case 'clear':
        clear();
        return true;
      case 'undo':
      case 'redo':
        repeatStep(command.name);
        return true;
      case 'fillDown':
        if (block !== null) propose({ cause: 'fill', plan: planFillDown(model, block) });
        return true;
      case 'all':
        cursor.choose(edgeSpot(from, 'first'), edgeSpot(from, 'last'));
        return true;
    }
  };

  const act = (name: MenuAct): void => {
    if (name === 'pasteHint') setNotice(gridWords.menu.pasteByKeys);
    else if (at !== null) perform({ name }, at);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // The input method's own keys, above all the Enter that picks a candidate.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (at === null || target === null) return;
    const pressed = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    };
    const command = commandOf(pressed, mode, target.kind);
    if (command !== null) {
      if (perform(command, at)) event.preventDefault();
    } else if (mode === 'ready' && event.key.length === 1 && !pressed.ctrl && !pressed.alt && refusedHere()) {
      event.preventDefault();
    }
  };

  return {
    mode,
    list: offered === null ? null : { offered, highlighted, typed },
    notice,
    preview,
    write,
    closePreview: () => setPreview(null),
    pick,
    commit,
    act,
    remember: (step) => history.add(step),
    chooseCell,
    beginEditing,
    onKeyDown,
    onInput,
    onCompositionStart,
    onCopy,
    onPaste,
  };
};

const withKept = (words: string, kept: number): string => (kept > 0 ? gridWords.andKept(words, kept) : words);

/** A number may begin with a sign; any other text that does would become a formula. */
const copied = (text: string): string =>
  beginsLikeFormula(text) && !readText('number', [], text).fits ? withoutFormula(text) : text;
