import type { KeyboardEvent } from 'react';

const reachable = 'input:not([type="hidden"]), textarea, select, button, a[href]';

/**
 * Tab takes what an open list offers and goes on to the next field. The list itself takes it and stays, so that every
 * field with a list would need a second Tab.
 */
export const tabOnwards = (event: KeyboardEvent<HTMLFormElement>): void => {
  if (event.key !== 'Tab' || !event.isDefaultPrevented()) return;
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)].filter(
    (control) => control.tabIndex >= 0 && control.offsetParent !== null && !control.hasAttribute('disabled'),
  );
  const present = controls.indexOf(document.activeElement as HTMLElement);
  if (present >= 0) controls[present + (event.shiftKey ? -1 : 1)]?.focus();
};
