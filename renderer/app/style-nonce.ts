/**
 * The nonce of this load, which style elements need under the content security policy. antd puts it on its own; parts of
 * it (the measuring of scroll bars, the locking of scrolling) make style elements without asking. So every style
 * element that a script of this page makes gets it. Markup has no such way in, and scripts are the program's own.
 */
export const styleNonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const createElement = document.createElement.bind(document);

document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = createElement(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
  return element;
};
