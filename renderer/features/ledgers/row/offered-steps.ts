/** The steps that may follow, as the page offers them. */
import { type LedgerDefinition, type LedgerStep, withdrawStep } from '#shared/ledgers/definition.ts';
import { ledgerStep } from '#shared/ledgers/read-ledger-step.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { closedReason, type ReadRow } from './closed-reason.ts';

export interface OfferedStep {
  name: string;
  step: LedgerStep;
  /** Why it cannot be taken now; null when it can. */
  refusal: string | null;
  /** Why it must wait, where it is the step itself that must; null otherwise. */
  waits: string | null;
}

/** Steps that go on with the matter, and those that end it against somebody or take it back. */
export const offeredSteps = (
  definition: LedgerDefinition,
  data: ReadRow,
): { onward: OfferedStep[]; grave: OfferedStep[] } => {
  const closed = closedReason(data);
  const offered = data.next.flatMap(({ step: name, refusal }): OfferedStep[] => {
    const step = ledgerStep(definition, name);
    if (step === null) return [];
    const waits = refusal === null ? null : describeFinding(refusal);
    return [{ name, step, refusal: closed ?? waits, waits: closed === null ? waits : null }];
  });
  return {
    onward: offered.filter(({ name, step }) => name !== withdrawStep && step.grave !== true),
    grave: offered.filter(({ name, step }) => name === withdrawStep || step.grave === true),
  };
};
