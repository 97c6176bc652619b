/** Why a ledger is closed, and the form that opens it. */
import { App, Input } from 'antd';
import { useState } from 'react';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const words = ledgerWords.basis;

/** As the engine demands. */
const shortest = 6;

export const BasisNotice = ({ definition }: { definition: LedgerDefinition }) => {
  const [basis, setBasis] = useState('');
  const { message } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('ledgers.enable');
  const enable = async (): Promise<void> => {
    const answer = await run({ ledger: definition.code as LedgerCode, basis });
    if (answer !== null) void message.success(words.enabled);
  };
  return (
    <section className="panel ledger-basis" aria-labelledby="basis-title">
      <h2 id="basis-title">{words.title}</h2>
      <p>{words.text(definition.title)}</p>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <label htmlFor="basis">{words.field}</label>
      <Input.TextArea
        id="basis"
        rows={2}
        maxLength={300}
        value={basis}
        aria-describedby="basis-hint"
        onChange={({ target }) => setBasis(target.value)}
      />
      <p id="basis-hint" className="quiet">
        {words.hint}
      </p>
      <p>
        <ActionButton
          type="primary"
          busy={busy}
          disabledReason={basis.trim().length < shortest ? words.short : null}
          onClick={() => void enable()}
        >
          {words.enable}
        </ActionButton>
      </p>
    </section>
  );
};
