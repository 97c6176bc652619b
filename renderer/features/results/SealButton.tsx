/** The main action of a run: make it the official one, or once it is, prove it. */
import { useState } from 'react';
import { runSealWords as words } from '../../i18n/zh-CN/run-seals.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import type { RunSummary } from './result-types.ts';
import { SealDialog } from './SealDialog.tsx';

export const SealButton = ({ run }: { run: RunSummary }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton
        type="primary"
        disabledReason={run.seal === null ? null : words.sealed}
        onClick={() => setOpen(true)}
      >
        {words.seal}
      </ActionButton>
      {open && <SealDialog run={run} onClose={() => setOpen(false)} />}
    </>
  );
};
