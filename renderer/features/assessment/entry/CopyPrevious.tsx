/** 复制上期, with what will happen first, the counts afterwards, and one step back. */
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { Entering, Saved } from './use-entering.ts';

const words = assessmentWords.entry;
type Copied = OperationOutput<'entries.copyPrevious'>;

export interface Copying {
  copied: Copied | null;
  forget: () => void;
  button: React.ReactNode;
}

/**
 * @param blocked why nothing can be entered here now
 * @param onCopied told what was written
 */
export const useCopyPrevious = ({
  input,
  previous,
  blocked,
  text,
  onCopied,
}: {
  input: OperationInput<'entries.copyPrevious'>;
  /** Name of the cycle before; null when there is none. */
  previous: string | null;
  blocked: string | null;
  text: string;
  onCopied?: (cells: Saved['cells']) => void;
}): Copying => {
  const { run, busy, failure, clearFailure } = useCommand('entries.copyPrevious');
  const [asked, setAsked] = useState(false);
  const [copied, setCopied] = useState<Copied | null>(null);
  const copy = async (): Promise<void> => {
    const answer = await run(input);
    if (answer === null) return;
    setCopied(answer);
    setAsked(false);
    onCopied?.(answer.cells);
  };
  return {
    copied,
    forget: () => setCopied(null),
    button: (
      <>
        <ActionButton
          disabledReason={blocked ?? (previous === null ? words.copyNone : null)}
          onClick={() => setAsked(true)}
        >
          {words.copy}
        </ActionButton>
        {asked && previous !== null && (
          <Modal
            open
            title={words.copyTitle(previous)}
            okText={words.copyOk}
            cancelText={assessmentWords.cycle.cancel}
            confirmLoading={busy}
            width="42rem"
            onOk={() => void copy()}
            onCancel={() => {
              setAsked(false);
              clearFailure();
            }}
          >
            <FailureNotice failure={failure} />
            <p>{text}</p>
            <CopyPreview input={input} />
          </Modal>
        )}
      </>
    ),
  };
};

/** What the copy would fill, before it does. */
const CopyPreview = ({ input }: { input: OperationInput<'entries.copyPrevious'> }) => {
  const { data, failure, refresh } = useOperation('entries.previewCopy', input);
  const ofUnit = 'bodyUscc' in input.of;
  if (data === undefined) return <FailureNotice failure={failure} onRetry={refresh} />;
  const { copied, kept, nothingBefore, refused, cells } = data;
  return (
    <>
      <p role="status">{words.copyPreview(copied, kept, nothingBefore, refused)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
      <section className="step-outcome" tabIndex={0} aria-label={words.copyPreviewLabel}>
        <table className="plain-table">
          <tbody>
            {cells.map(({ bodyUscc, unitName, leaf, leafName, itemLabel, text }) => (
              <tr key={`${bodyUscc} ${leaf} ${itemLabel}`}>
                <td>{ofUnit ? `${leaf} ${leafName}` : unitName}</td>
                {ofUnit && <td>{itemLabel}</td>}
                <td className="num">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {cells.length < copied && <p className="quiet">{words.copyMore(copied - cells.length)}</p>}
      </section>
    </>
  );
};

/** The counts of a copy, and the way back. */
export const CopyNotice = ({
  copied,
  forget,
  enter,
}: Pick<Copying, 'copied' | 'forget'> & Pick<Entering, 'enter'>) => {
  const [back, setBack] = useState<number | null>(null);
  if (copied === null) return null;
  const takeBack = async (): Promise<void> => {
    await enter(
      copied.cells.map(({ bodyUscc, leaf, item, role, previous }) => ({
        bodyUscc,
        leaf,
        item,
        role,
        ...previous,
      })),
    );
    setBack(copied.cells.length);
  };
  const { copied: count, kept, nothingBefore, refused } = copied;
  return (
    <Alert
      className="notice"
      type="info"
      showIcon
      role="status"
      title={back === null ? words.copied(count, kept, nothingBefore, refused) : words.takenBack(back)}
      action={
        back === null &&
        count > 0 && (
          <Button size="small" onClick={() => void takeBack()}>
            {words.takeBack}
          </Button>
        )
      }
      closable
      onClose={() => {
        setBack(null);
        forget();
      }}
    />
  );
};
