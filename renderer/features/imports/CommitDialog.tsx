/** What writing would change, to the row, before it is done. */
import { Modal, Radio } from 'antd';
import { useEffect, useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { runJob } from '../../engine/jobs.ts';
import { formatCount } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import type { Preview } from './staged-rows.ts';
import { useRun } from './use-run.ts';

const words = importsWords.commit;

type Policy = NonNullable<OperationInput<'imports.commit'>['onDuplicate']>;
type Counts = OperationOutput<'imports.planCommit'>;

/** Only a record keeps an older version of itself beside the new one. */
const policiesFor = (layout: string): Policy[] =>
  (Object.keys(words.policies) as Policy[]).filter((policy) => policy !== 'version' || layout === 'records');

/** 新增 120 · 更新 7 · 未变 300 · 跳过 2 · 拒绝 4. */
export const countsLine = (counts: Omit<Counts, 'batch' | 'committed' | 'rowsInFile' | 'accepted'>): string =>
  importsWords.staged.committed(
    formatCount(counts.inserted),
    formatCount(counts.updated),
    formatCount(counts.unchanged),
    formatCount(counts.skipped),
    formatCount(counts.refused),
  );

/** Asked anew for each policy; cancelled when the dialog is closed. */
const usePlan = (batch: string, onDuplicate: Policy) => {
  const client = useClient();
  const [plan, setPlan] = useState<Counts | null>(null);
  const [failure, setFailure] = useState<AppError | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    setPlan(null);
    client.call('imports.planCommit', { batch, onDuplicate }, { signal: asking.signal }).then(
      (counts) => asking.signal.aborted || setPlan(counts),
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        if (!asking.signal.aborted) setFailure(error);
      },
    );
    return () => asking.abort();
  }, [client, batch, onDuplicate]);
  return { plan, failure };
};

export interface CommitDialogProps {
  batch: Preview['batch'];
  counts: Preview['counts'];
  onClose: () => void;
  onCommitted: () => void;
}

export const CommitDialog = ({ batch, counts, onClose, onCommitted }: CommitDialogProps) => {
  const client = useClient();
  const [onDuplicate, setOnDuplicate] = useState<Policy>('skip');
  const { plan, failure } = usePlan(batch.id, onDuplicate);
  const commit = useRun(async () => {
    await runJob(
      client,
      'imports.commit',
      { batch: batch.id, onDuplicate },
      { title: words.job(batch.fileName), closing: countsLine },
    );

    onCommitted();
  });
  return (
    <Modal
      open
      width="34rem"
      title={words.title}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            disabledReason={plan === null && !commit.busy ? words.counting : null}
            busy={commit.busy}
            onClick={() => void commit.run()}
          >
            {words.ok}
          </ActionButton>
        </>
      }
    >
      <div className="import-dialog">
        <p className="quiet">{batch.fileName}</p>
        <FailureNotice failure={failure ?? commit.failure} />
        {counts.duplicate > 0 && (
          <fieldset className="duplicates">
            <legend>{words.duplicates(formatCount(counts.duplicate))}</legend>
            <Radio.Group
              value={onDuplicate}
              disabled={commit.busy}
              onChange={(event) => setOnDuplicate(event.target.value as Policy)}
            >
              {policiesFor(batch.layout).map((policy) => (
                <Radio key={policy} value={policy}>
                  <b>{words.policies[policy].label}</b>{' '}
                  <span className="quiet">{words.policies[policy].means}</span>
                </Radio>
              ))}
            </Radio.Group>
          </fieldset>
        )}
        {batch.written !== null && <p className="quiet">{words.before}</p>}
        <PlannedCounts plan={plan} />
        {counts.refused > 0 && <p className="quiet">{words.refusedHint}</p>}
      </div>
    </Modal>
  );
};

const PlannedCounts = ({ plan }: { plan: Counts | null }) => {
  const lines = ['inserted', 'updated', 'unchanged', 'skipped', 'refused'] as const;
  return (
    <dl className="planned-counts" aria-busy={plan === null}>
      {lines.map((name) => (
        <div key={name}>
          <dt>{words[name]}</dt>
          <dd className="num">{plan === null ? '…' : formatCount(plan[name])}</dd>
        </div>
      ))}
    </dl>
  );
};
