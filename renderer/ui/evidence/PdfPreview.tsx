/**
 * A PDF, page by page, drawn on a canvas by pdf.js. Its parser runs in a worker of the program's own origin; nothing of a
 * document is executed, followed or fetched: no scripts, no links, no forms.
 */
import { Button, InputNumber, Spin } from 'antd';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.mjs?worker';
import { useEffect, useRef, useState } from 'react';
import { formatCount } from '../../i18n/format.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { CharacterMapReader } from './character-maps.ts';
import type { ReadFile } from './read-file.ts';

const words = evidenceWords.preview;

/** Steps of the size; 1 fills the width of the dialog. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
/** Pixels that one page may take. */
const mostPixels = 16_000_000;

const openDocument = async (bytes: Uint8Array<ArrayBuffer>): Promise<PDFDocumentProxy> => {
  GlobalWorkerOptions.workerPort ??= new PdfWorker();
  return getDocument({
    // The library takes the bytes over; the dialog keeps its own.
    data: bytes.slice(),
    isEvalSupported: false,
    useWorkerFetch: false,
    useSystemFonts: true,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: 64_000_000,
    CMapReaderFactory: CharacterMapReader,
  }).promise;
};

export const PdfPreview = ({ file, name }: { file: ReadFile; name: string }) => {
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const opening = openDocument(file.bytes);
    opening.then(
      (opened) => !gone && setDocument(opened),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
      void opening.then(
        (opened) => opened.destroy(),
        () => {},
      );
    };
  }, [file]);

  if (failed) return <p role="alert">{words.failed}</p>;
  if (document === null) return <Spin description={words.loading} />;
  return <Pages document={document} name={name} />;
};

const Pages = ({ document, name }: { document: PDFDocumentProxy; name: string }) => {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [number, setNumber] = useState(1);
  const [zoom, setZoom] = useState(zooms.indexOf(1));
  const [drawn, setDrawn] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let gone = false;
    let cancel = (): void => {};
    setDrawn(null);
    const draw = async (): Promise<void> => {
      const page = await document.getPage(number);
      const place = canvas.current;
      if (gone || place === null) return;
      const plain = page.getViewport({ scale: 1 });
      const width = ((frame.current?.clientWidth ?? 800) - 24) * (zooms[zoom] ?? 1);
      const fit = Math.min(width / plain.width, Math.sqrt(mostPixels / (plain.width * plain.height)));
      const viewport = page.getViewport({ scale: Math.max(0.05, fit) });
      place.width = Math.max(1, Math.floor(viewport.width));
      place.height = Math.max(1, Math.floor(viewport.height));
      const context = place.getContext('2d');
      if (context === null) return;
      const task = page.render({ canvasContext: context, viewport, annotationMode: 1 });
      cancel = () => task.cancel();
      await task.promise;
      if (!gone) setDrawn(number);
    };
    draw().catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
      cancel();
    };
  }, [document, number, zoom]);

  const go = (to: number): void => {
    setFailed(false);
    setNumber(Math.min(document.numPages, Math.max(1, to)));
    frame.current?.scrollTo({ top: 0 });
  };
  return (
    <div className="evidence-pdf">
      <div className="evidence-pdf-bar">
        <Button size="small" disabled={number === 1} onClick={() => go(number - 1)}>
          {words.previousPage}
        </Button>
        <InputNumber
          size="small"
          aria-label={words.page}
          min={1}
          max={document.numPages}
          precision={0}
          value={number}
          onChange={(to) => to !== null && go(to)}
        />
        <Button size="small" disabled={number === document.numPages} onClick={() => go(number + 1)}>
          {words.nextPage}
        </Button>
        <span role="status" className="num">
          {words.pageOf(formatCount(number), formatCount(document.numPages))}
        </span>
        <span className="spacer" />
        <Button size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {words.smaller}
        </Button>
        <Button size="small" disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)}>
          {words.larger}
        </Button>
      </div>
      {failed && <p role="alert">{words.failed}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard */}
      <section ref={frame} className="evidence-pdf-frame" tabIndex={0} aria-label={name}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={words.pdfPage(name, formatCount(number))}
          aria-busy={drawn !== number}
        />
      </section>
    </div>
  );
};
