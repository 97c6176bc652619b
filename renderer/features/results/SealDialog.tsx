/** 确认为正式结果: what it would replace, what stands in the way, and the words that stay with it. */
import { App, Input, Modal, Radio } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import {
  type RunSealKind,
  runSealKinds,
  type SealException,
  sealExceptions,
} from '#shared/domain/run-seals.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { runSealWords as words } from '../../i18n/zh-CN/run-seals.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import type { RunSummary } from './result-types.ts';

const Field = ({
  label,
  hint,
  value,
  rows,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  value: string;
  rows?: number;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className="seal-field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <Input id={id} value={value} maxLength={200} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <Input.TextArea
          id={id}
          value={value}
          rows={rows}
          maxLength={500}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint !== undefined && <span className="quiet">{hint}</span>}
    </div>
  );
};

/** Texts that hold something, under their names. */
const filled = <Key extends string>(
  texts: Readonly<Partial<Record<Key, string>>>,
): Partial<Record<Key, string>> =>
  Object.fromEntries(
    Object.entries<string | undefined>(texts).flatMap(([key, text]) =>
      text === undefined || text.trim() === '' ? [] : [[key, text.trim()]],
    ),
  ) as Partial<Record<Key, string>>;

export const SealDialog = ({ run, onClose }: { run: RunSummary; onClose: () => void }) => {
  const { message } = App.useApp();
  const { data, failure: unread } = useOperation('runs.sealCheck', { run: run.id });
  const { run: seal, busy, failure, clearFailure } = useCommand('runs.seal');
  const [chosen, setKind] = useState<RunSealKind | null>(null);
  const [texts, setTexts] = useState<Partial<Record<'reason' | 'approvedBy' | 'documentNo', string>>>({});
  const [accepted, setAccepted] = useState<Partial<Record<SealException, string>>>({});
  const kind = chosen ?? data?.kinds[0] ?? 'official';
  const stale = (data?.changesSince ?? 0) > 0;

  const confirm = async (): Promise<void> => {
    const done = await seal({ run: run.id, kind, ...filled(texts), accepted: filled(accepted) });
    if (done === null) return;
    void message.success(words.done(runSealKinds[kind]));
    onClose();
  };
  const blocked =
    data === undefined ? words.reading : stale ? words.stale(formatCount(data.changesSince)) : null;

  return (
    <Modal
      open
      width="44rem"
      title={words.sealing}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton type="primary" busy={busy} disabledReason={blocked} onClick={() => void confirm()}>
            {words.confirm}
          </ActionButton>
        </>
      }
    >
      <div className="seal-form">
        <p>{words.explain}</p>
        <FailureNotice failure={failure ?? unread} onClose={clearFailure} />
        {stale && <p className="warning">{blocked}</p>}
        {data?.supersedes && (
          <p>
            {words.replaces(
              formatInstant(data.supersedes.createdAt),
              data.supersedes.seal === null ? '' : runSealKinds[data.supersedes.seal.kind],
            )}
          </p>
        )}
        {data !== undefined && data.kinds.length === 1 && (
          <p>
            {words.kind}：<strong>{runSealKinds[kind]}</strong>
          </p>
        )}
        {data !== undefined && data.kinds.length > 1 && (
          <Radio.Group
            aria-label={words.kind}
            value={kind}
            onChange={({ target }) => setKind(target.value as RunSealKind)}
            options={data.kinds.map((value) => ({ value, label: runSealKinds[value] }))}
          />
        )}
        <Field
          label={words.reason}
          value={texts.reason ?? ''}
          rows={2}
          {...(kind === 'official' ? {} : { hint: words.reasonHint })}
          onChange={(reason) => setTexts({ ...texts, reason })}
        />
        <Field
          label={words.approvedBy}
          value={texts.approvedBy ?? ''}
          {...(kind === 'correction' ? { hint: words.approvedByHint } : {})}
          onChange={(approvedBy) => setTexts({ ...texts, approvedBy })}
        />
        <Field
          label={words.documentNo}
          value={texts.documentNo ?? ''}
          onChange={(documentNo) => setTexts({ ...texts, documentNo })}
        />
        {data !== undefined && data.held.length > 0 && (
          <fieldset className="seal-held">
            <legend>{words.held}</legend>
            <p className="quiet">{words.heldHint}</p>
            {data.held.map(({ exception, count, units }) => (
              <div key={exception}>
                <p className="warning">
                  {words.heldLine(
                    sealExceptions[exception],
                    formatCount(count),
                    `${units.slice(0, 5).join('、')}${units.length > 5 ? words.heldMore : ''}`,
                  )}
                </p>
                <Field
                  label={words.heldReason[exception]}
                  value={accepted[exception] ?? ''}
                  rows={1}
                  onChange={(text) => setAccepted({ ...accepted, [exception]: text })}
                />
              </div>
            ))}
          </fieldset>
        )}
      </div>
    </Modal>
  );
};
