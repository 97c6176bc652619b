import { useEffect, useRef } from 'react';

/** Ctrl+S saves, wherever the cursor is. */
export const useSaveKey = (onSave: () => void): void => {
  const save = useRef(onSave);
  save.current = onSave;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
