/**
 * Puts a text on the clipboard, in answer to a click or a key. Not `navigator.clipboard`: that asks for a permission,
 * and this window grants none.
 * @returns whether it worked
 */
export const copyText = (text: string): boolean => {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill, { capture: true });
  }
};
