import type { Page } from 'playwright-core';

/** Runs in the page: what a file field holds is dropped on a part of it, as the mouse would. */
const drop = `function (place) {
  const dataTransfer = new DataTransfer();
  for (const file of this.files) dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop']) {
    document.querySelector(place).dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}`;

/**
 * Drops files of the disk on a part of the page, named by a CSS selector. They come out of a real file field, filled by the debugger rather than by Playwright,
 * which copies files to a program that it has not started itself: the copies would have no path.
 */
export const dropFilesOn = async (page: Page, place: string, ...files: string[]): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `Object.assign(document.createElement('input'), { type: 'file', multiple: true })`,
  });
  const objectId = result.objectId ?? '';
  await session.send('DOM.setFileInputFiles', { files, objectId });
  await session.send('Runtime.callFunctionOn', {
    functionDeclaration: drop,
    objectId,
    arguments: [{ value: place }],
  });
  await session.detach();
};

/** Drops files on the page as a whole. */
export const dropFiles = (page: Page, ...files: string[]): Promise<void> =>
  dropFilesOn(page, '.page', ...files);
