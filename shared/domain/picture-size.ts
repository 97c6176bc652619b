/**
 * Width and height that a picture claims in its first bytes. Asked before decoding: a file of some kilobytes can claim, and
 * then take, gigabytes of memory. Pure.
 */

export interface PictureSize {
  width: number;
  height: number;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** JPEG: the frame header among the segments before the picture's data. */
const sizeOfJpeg = (bytes: Uint8Array): PictureSize | null => {
  const data = view(bytes);
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    at += 2 + data.getUint16(at + 2);
  }
  return null;
};

const sizeOfWebp = (bytes: Uint8Array): PictureSize | null => {
  const data = view(bytes);
  switch (ascii(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = data.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const three = (at: number): number => data.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16) + 1;
      return { width: three(24), height: three(27) };
    }
    default:
      return null;
  }
};

/** The size that a JPEG, PNG, WebP or BMP claims; null when it claims none that can be found. */
export const pictureSize = (bytes: Uint8Array): PictureSize | null => {
  if (bytes.length < 32) return null;
  const data = view(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return sizeOfJpeg(bytes);
  if (ascii(bytes, 1, 4) === 'PNG') return { width: data.getUint32(16), height: data.getUint32(20) };
  if (ascii(bytes, 8, 12) === 'WEBP') return sizeOfWebp(bytes);
  if (ascii(bytes, 0, 2) === 'BM') {
    return { width: Math.abs(data.getInt32(18, true)), height: Math.abs(data.getInt32(22, true)) };
  }
  return null;
};
