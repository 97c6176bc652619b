import { useEffect, useMemo, useRef, useState } from 'react';
import { pictureSize } from '#shared/domain/picture-size.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import type { ReadFile } from './read-file.ts';

const words = evidenceWords.preview;

/** Pixels that are decoded; a picture of more would take hundreds of megabytes. */
const mostPixels = 60_000_000;
/** Sides of what is shown: more than any screen has. */
const longestSide = 2_400;

/** A picture drawn on a canvas, decoded beside the page's own thread: it never gets an address. */
export const PicturePreview = ({ file, name }: { file: ReadFile; name: string }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useMemo(() => pictureSize(file.bytes), [file]);
  const tooLarge = size !== null && size.width * size.height > mostPixels;
  const [failed, setFailed] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (tooLarge || size === null) return;
    let gone = false;
    const scale = Math.min(1, longestSide / Math.max(size.width, size.height));
    const target = {
      resizeWidth: Math.max(1, Math.round(size.width * scale)),
      resizeHeight: Math.max(1, Math.round(size.height * scale)),
      resizeQuality: 'high' as const,
    };
    const blob = new Blob([file.bytes], { type: file.mime });
    createImageBitmap(blob, target).then(
      (bitmap) => {
        const place = canvas.current;
        if (!gone && place !== null) {
          place.width = bitmap.width;
          place.height = bitmap.height;
          place.getContext('2d')?.drawImage(bitmap, 0, 0);
          setShown(true);
        }
        bitmap.close();
      },
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [file, size, tooLarge]);

  if (tooLarge) return <p role="alert">{words.tooLarge}</p>;
  if (failed || size === null) return <p role="alert">{words.failed}</p>;
  return (
    <figure className="evidence-picture">
      <canvas ref={canvas} role="img" aria-label={words.picture(name)} aria-busy={!shown} />
      <figcaption className="quiet num">{words.pixels(size.width, size.height)}</figcaption>
    </figure>
  );
};
