/** Looks at a file of evidence without leaving the program: pictures, PDF, texts. */
import { Alert, Modal, Spin } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { previewOf } from '#shared/domain/evidence.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { PicturePreview } from './PicturePreview.tsx';
import { type ReadFile, readEvidence } from './read-file.ts';

const words = evidenceWords.preview;

/** The PDF library is large and seldom needed. */
const PdfPreview = lazy(async () => ({ default: (await import('./PdfPreview.tsx')).PdfPreview }));

/** Characters of a text that are shown. */
const shownText = 100_000;

const decodeText = (bytes: Uint8Array): string => {
  const start = bytes.subarray(0, 2);
  const wide = start[0] === 0xff && start[1] === 0xfe ? 'utf-16le' : start[0] === 0xfe ? 'utf-16be' : null;
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

const TextPreview = ({ bytes, name }: { bytes: Uint8Array; name: string }) => {
  const text = decodeText(bytes);
  return (
    <>
      {text.length > shownText && <p className="quiet">{words.textCut}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard */}
      <section className="evidence-text" tabIndex={0} aria-label={name}>
        {text.slice(0, shownText)}
      </section>
    </>
  );
};

export const PreviewDialog = ({
  id,
  fileName,
  mime,
  onClose,
}: {
  id: string;
  fileName: string;
  mime: string;
  onClose: () => void;
}) => {
  const client = useClient();
  const [file, setFile] = useState<ReadFile | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    readEvidence(client, id, abort.signal).then(
      (read) => !abort.signal.aborted && setFile(read),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (error instanceof AppError) setFailure(error);
        else throw error;
      },
    );
    return () => abort.abort();
  }, [client, id]);

  const kind = previewOf(mime);
  return (
    <Modal
      open
      title={fileName}
      onCancel={onClose}
      footer={null}
      width="min(72rem, 94vw)"
      className="evidence-preview"
    >
      <FailureNotice failure={failure} />
      {file !== null && !file.unchanged && <Alert type="error" showIcon role="alert" title={words.changed} />}
      {file === null && failure === null && <Spin description={words.loading} />}
      {file !== null && kind === 'picture' && <PicturePreview file={file} name={fileName} />}
      {file !== null && kind === 'text' && <TextPreview bytes={file.bytes} name={fileName} />}
      {file !== null && kind === 'pdf' && (
        <Suspense fallback={<Spin description={words.loading} />}>
          <PdfPreview file={file} name={fileName} />
        </Suspense>
      )}
    </Modal>
  );
};
