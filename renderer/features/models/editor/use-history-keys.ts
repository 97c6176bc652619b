import { useEffect, useRef } from 'react';
import type { HistoryStep } from './use-draft.ts';

/** A text is being written there, whose steps are its own. A list to choose from is an input too, but holds no text. */
const writes = (target: EventTarget | null): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !(target.readOnly || isChoice(target));
  return target.matches('textarea, select, [contenteditable]');
};
const isChoice = ({ type, value, role }: HTMLInputElement): boolean =>
  (role === 'combobox' && value === '') || type === 'checkbox' || type === 'radio';

/** Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z), unless something that is being written in has its own use for them. */
export const useHistoryKeys = (undo: HistoryStep, redo: HistoryStep): void => {
  const steps = useRef({ undo, redo });
  steps.current = { undo, redo };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented || writes(event.target)) return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      const forth = key === 'y' || (key === 'z' && event.shiftKey);
      if (!back && !forth) return;
      event.preventDefault();
      (back ? steps.current.undo : steps.current.redo).run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
};
