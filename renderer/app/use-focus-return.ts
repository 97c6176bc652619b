import { useEffect } from 'react';

/**
 * When a dialog goes and takes the cursor with it, the cursor returns to where it was before. Dialogs that are taken out
 * of the page as they close do not see to it themselves, and a user of the keyboard would begin at the top again.
 */
export const useFocusReturn = (): void => {
  useEffect(() => {
    const root = document.getElementById('root');
    if (root === null) return;
    let before: HTMLElement | null = null;
    const enter = ({ target }: FocusEvent): void => {
      // Dialogs hang beside the program's own frame.
      if (target instanceof HTMLElement && target.closest('.shell') !== null) before = target;
    };
    const closed = new MutationObserver((changes) => {
      const gone = changes.some(({ removedNodes }) => removedNodes.length > 0);
      if (!gone || document.activeElement !== document.body) return;
      const another = [...root.querySelectorAll('[role="dialog"]')].some((dialog) =>
        dialog.checkVisibility(),
      );
      if (!another && before?.isConnected) before.focus();
    });
    document.addEventListener('focusin', enter);
    closed.observe(root, { childList: true });
    return () => {
      document.removeEventListener('focusin', enter);
      closed.disconnect();
    };
  }, []);
};
