/** 佐证材料 of one owner: dropped or picked, listed, described, looked at, taken out, removed and put back. */
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatSize } from '../../i18n/format.ts';
import { evidenceWords } from '../../i18n/zh-CN/evidence.ts';
import { ActionButton } from '../ActionButton.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { FileDrop } from '../FileDrop.tsx';
import { pickFiles } from '../files.ts';
import { AddDialog, type Unadded } from './AddDialog.tsx';
import './evidence.css';
import { EvidenceItem } from './EvidenceItem.tsx';

const words = evidenceWords.panel;

export type EvidenceOwner = OperationInput<'evidence.list'>;

export interface EvidencePanelProps {
  owner: EvidenceOwner;
  /** Beside a grid: no frame of its own, and a smaller heading. */
  beside?: boolean;
}

export const EvidencePanel = ({ owner, beside = false }: EvidencePanelProps) => {
  const heading = useId();
  const { data, failure, refresh } = useOperation('evidence.list', owner);
  const [chosen, setChosen] = useState<readonly PickedFile[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  const [unadded, setUnadded] = useState<readonly Unadded[]>([]);
  const [removed, setRemoved] = useState<{ id: string; fileName: string } | null>(null);
  const putBack = useCommand('evidence.putBack');

  const lock = data?.lock ? describeFinding(data.lock) : null;
  const take = (files: readonly PickedFile[]): void => {
    setNotice(null);
    setUnadded([]);
    if (lock === null) setChosen(files);
    else setNotice(lock);
  };
  const pick = async (): Promise<void> => {
    const files = await pickFiles('evidence');
    if (files.length > 0) take(files);
  };
  const undo = async (): Promise<void> => {
    if (removed === null) return;
    const back = await putBack.run({ id: removed.id });
    if (back === null) return;
    setRemoved(null);
    setNotice(words.putBack(back.fileName));
  };

  const rows = data?.rows ?? [];
  const Heading = beside ? 'h3' : 'h2';
  return (
    <FileDrop hint={words.dropNow} onFiles={take} onRefused={() => setNotice(words.notAFile)}>
      <section className={beside ? 'evidence' : 'evidence panel'} aria-labelledby={heading}>
        <div className="evidence-head">
          <Heading id={heading}>
            {beside ? words.filesTitle : words.title}{' '}
            {rows.length > 0 && <span className="quiet num">{formatCount(rows.length)}</span>}
          </Heading>
          <ActionButton size="small" disabledReason={lock} onClick={() => void pick()}>
            {words.add}
          </ActionButton>
        </div>
        <FailureNotice failure={failure} onRetry={refresh} />
        <FailureNotice failure={putBack.failure} onClose={putBack.clearFailure} />
        <p
          role="status"
          className={notice === null && removed === null ? 'visually-hidden' : 'evidence-said'}
        >
          {notice}
          {removed !== null && (
            <>
              {words.removed(removed.fileName)}
              <Button type="link" size="small" onClick={() => void undo()}>
                {words.undo}
              </Button>
            </>
          )}
        </p>
        {unadded.length > 0 && <Refusals files={unadded} onClose={() => setUnadded([])} />}
        {rows.length > 0 && (
          <ul className="evidence-list" aria-label={words.list}>
            {rows.map((row) => (
              <EvidenceItem
                key={row.id}
                row={row}
                lock={lock ?? (row.own ? null : words.foreign)}
                onRemoved={(file) => {
                  setNotice(null);
                  setRemoved(file);
                }}
              />
            ))}
          </ul>
        )}
        {data !== undefined && rows.length === 0 && (
          <p className="quiet">{lock === null ? words.empty : words.emptyLocked}</p>
        )}
        {data !== undefined && lock === null && rows.length > 0 && <p className="quiet">{words.drop}</p>}
        {chosen.length > 0 && data !== undefined && (
          <AddDialog
            owner={owner}
            files={chosen}
            limits={words.limits(formatSize(data.limits.maximumBytes), data.limits.kinds)}
            onClose={(outcome) => {
              setChosen([]);
              if (outcome === null) return;
              setUnadded(outcome.unadded);
              setRemoved(null);
              setNotice(outcome.notice);
            }}
          />
        )}
      </section>
    </FileDrop>
  );
};

const Refusals = ({ files, onClose }: { files: readonly Unadded[]; onClose: () => void }) => (
  <div className="evidence-refused" role="alert">
    <strong>{evidenceWords.add.refusedTitle}</strong>
    <ul>
      {files.map(({ fileName, reason }) => (
        <li key={fileName}>{reason}</li>
      ))}
    </ul>
    <Button size="small" onClick={onClose}>
      {words.dismiss}
    </Button>
  </div>
);
