import type { Page } from 'playwright-core';

/** Runs in the page: what a file field holds is dropped on the page, as the mouse would. */
const drop = `function () {
  const dataTransfer = new DataTransfer();
  for (const file of this.files) dataTransfer.items.add(file);
  for (const type of ['dragover', 'drop']) {
    document.querySelector('.page').dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}`;

/**
 * Drops files of the disk on the page. They come out of a real file field, filled by the debugger rather than by Playwright,
 * which copies files to a program that it has not started itself: the copies would have no path.
 */
export const dropFiles = async (page: Page, ...files: string[]): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', {
    expression: `Object.assign(document.createElement('input'), { type: 'file', multiple: true })`,
  });
  const objectId = result.objectId ?? '';
  await session.send('DOM.setFileInputFiles', { files, objectId });
  await session.send('Runtime.callFunctionOn', { functionDeclaration: drop, objectId });
  await session.detach();
};
