/**
 * A picture on the system's clipboard. Electron 45 writes items as web pages do; the older one that stands in where 45 cannot be
 * had (`scripts/electron-runtime.ts`) has a function of its own for pictures, and no such items.
 */
import electron, { clipboard, type NativeImage, nativeImage } from 'electron';
import { largestPicture, type Picture } from '#shared/bridge/window-bridge.ts';

type OlderClipboard = { writeImage?: (image: NativeImage) => void };

const write = async (image: NativeImage): Promise<void> => {
  const older = clipboard as unknown as OlderClipboard;
  if (older.writeImage !== undefined) return older.writeImage(image);
  const png = new Blob([new Uint8Array(image.toPNG())], { type: 'image/png' });
  await clipboard.write([new electron.ClipboardItem({ 'image/png': png })]);
};

/** @returns false when it is no picture, or too large */
export const copyPicture = async ({ width, height, pixels }: Picture): Promise<boolean> => {
  if (width * height > largestPicture || pixels.byteLength !== width * height * 4) return false;
  const image = nativeImage.createFromBitmap(Buffer.from(pixels), { width, height });
  if (image.isEmpty()) return false;
  await write(image);
  return true;
};
