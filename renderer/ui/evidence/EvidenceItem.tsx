/** One file of evidence in the list of its owner. */
import {
  AudioOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  FileWordOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type EvidenceRow, largestPreview } from '#shared/contract/operations/evidence.ts';
import { evidenceClassifications, evidenceKinds, kindOfMime, previewOf } from '#shared/domain/evidence.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../engine/jobs.ts';
import { useCommand } from '../../engine/use-command.ts';
import { formatCount, formatInstant, formatSize } from '../../i18n/format.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { pickSaveTarget } from '../files.ts';
import { SeverityMark } from '../SeverityMark.tsx';
import { DescribeForm } from './DescribeForm.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';

const words = evidenceWords.panel;

const iconOf = (mime: string): ReactNode => {
  switch (kindOfMime(mime)) {
    case 'pdf':
    case 'ofd':
      return <FilePdfOutlined aria-hidden />;
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'bmp':
    case 'tiff':
      return <FileImageOutlined aria-hidden />;
    case 'docx':
    case 'doc':
    case 'wps':
      return <FileWordOutlined aria-hidden />;
    case 'txt':
      return <FileTextOutlined aria-hidden />;
    case 'mp3':
      return <AudioOutlined aria-hidden />;
    case 'mp4':
      return <VideoCameraOutlined aria-hidden />;
    default:
      return <FileOutlined aria-hidden />;
  }
};

/** What is known about a file, in one line. */
const factsOf = (row: EvidenceRow): string => {
  const kind = kindOfMime(row.mime);
  return [
    kind === null ? null : evidenceKinds[kind].name,
    formatSize(row.size),
    evidenceClassifications[row.classification],
    row.documentNo,
    row.documentDate === null ? null : words.documentDate(row.documentDate),
    row.pages === null ? null : words.pages(formatCount(row.pages)),
    formatInstant(row.addedAt ?? row.updatedAt),
    row.addedBy === null ? null : words.addedBy(row.addedBy),
  ]
    .filter((part) => part !== null)
    .join(' · ');
};

export const EvidenceItem = ({
  row,
  lock,
  onRemoved,
}: {
  row: EvidenceRow;
  /** Why it cannot be changed; null when it can. */
  lock: string | null;
  onRemoved: (file: { id: string; fileName: string }) => void;
}) => {
  const [describing, setDescribing] = useState(false);
  const [looking, setLooking] = useState(false);
  const remove = useCommand('evidence.remove');
  const { start, failure, clearFailure } = useJob('evidence.export');
  const { id, fileName } = row;
  const canLook = previewOf(row.mime) !== null && row.size <= largestPreview;

  const takeOff = async (): Promise<void> => {
    const removed = await remove.run({ id });
    if (removed !== null) onRemoved(removed);
  };
  const takeOut = async (): Promise<void> => {
    const file = await pickSaveTarget('evidence', fileName);
    if (file === null) return;
    await start(
      { id, file: file.token },
      { title: words.exporting(fileName), closing: () => words.exported, file },
    );
  };

  return (
    <li className="evidence-item">
      <span className="evidence-icon">{iconOf(row.mime)}</span>
      <div className="evidence-body">
        <p className="evidence-name">
          {canLook ? (
            <Button type="link" size="small" onClick={() => setLooking(true)}>
              {fileName}
            </Button>
          ) : (
            fileName
          )}
        </p>
        {row.description !== null && <p>{row.description}</p>}
        <p className="quiet num">{factsOf(row)}</p>
        {row.findings.map((finding) => (
          <p key={finding.code} className="evidence-finding">
            <SeverityMark severity={finding.severity} /> {describeFinding(finding)}
          </p>
        ))}
        <FailureNotice failure={remove.failure} onClose={remove.clearFailure} />
        <FailureNotice failure={failure} onClose={clearFailure} />
        {describing && <DescribeForm row={row} onClose={() => setDescribing(false)} />}
      </div>
      <div className="evidence-actions">
        {canLook && (
          <Button
            type="link"
            size="small"
            aria-label={words.previewOf(fileName)}
            onClick={() => setLooking(true)}
          >
            {words.preview}
          </Button>
        )}
        <Button type="link" size="small" aria-label={words.exportOf(fileName)} onClick={() => void takeOut()}>
          {words.export}
        </Button>
        <ActionButton
          type="link"
          size="small"
          aria-label={words.describeOf(fileName)}
          aria-expanded={describing}
          disabledReason={lock}
          onClick={() => setDescribing(!describing)}
        >
          {words.describe}
        </ActionButton>
        <ActionButton
          type="link"
          size="small"
          danger
          aria-label={words.removeOf(fileName)}
          disabledReason={lock}
          busy={remove.busy}
          onClick={() => void takeOff()}
        >
          {words.remove}
        </ActionButton>
      </div>
      {looking && (
        <PreviewDialog id={id} fileName={fileName} mime={row.mime} onClose={() => setLooking(false)} />
      )}
    </li>
  );
};
