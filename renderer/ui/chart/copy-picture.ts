/** A drawing with its title on the clipboard, ready to be pasted into a report. */
import { largestPicture } from '#shared/bridge/window-bridge.ts';
import { chartFont, textColour } from './palette.ts';

const margin = 24;
const titleSize = 32;

/** The drawing on white below its title, as it shall stand in a document. */
const composed = (title: string, drawing: HTMLCanvasElement): HTMLCanvasElement | null => {
  const canvas = document.createElement('canvas');
  const head = titleSize + margin * 2;
  canvas.width = drawing.width + margin * 2;
  canvas.height = drawing.height + head + margin;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = textColour;
  context.font = `600 ${titleSize}px ${chartFont}`;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(title, canvas.width / 2, margin, canvas.width - margin * 2);
  context.drawImage(drawing, margin, head);
  return canvas;
};

/** From the canvas's red, green, blue to the clipboard's blue, green, red. */
const swapRedAndBlue = (pixels: Uint8ClampedArray): Uint8Array => {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.byteLength / 4);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as number;
    words[index] = (word & 0xff00ff00) | ((word & 0xff) << 16) | ((word >>> 16) & 0xff);
  }
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
};

/** @returns false when there is nothing to copy or the clipboard did not take it */
export const copyPicture = async (title: string, drawing: HTMLCanvasElement | null): Promise<boolean> => {
  if (drawing === null || drawing.width * drawing.height === 0) return false;
  const canvas = composed(title, drawing);
  if (canvas === null || canvas.width * canvas.height > largestPicture) return false;
  const { width, height } = canvas;
  const image = canvas.getContext('2d')?.getImageData(0, 0, width, height);
  if (image === undefined) return false;
  return window.bridge.copyPicture({ width, height, pixels: swapRedAndBlue(image.data) });
};
