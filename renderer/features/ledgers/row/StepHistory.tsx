/** Every step that was taken: when, who handled it, what was said, by which document. */
import { type LedgerDefinition, withdrawStep } from '#shared/ledgers/definition.ts';
import { ledgerStep, stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import type { ReadRow } from './closed-reason.ts';

const words = ledgerWords.row;

const titleOf = (definition: LedgerDefinition, step: string): string => {
  if (step === 'register') return words.register;
  if (step === 'import') return words.import;
  return ledgerStep(definition, step)?.title ?? step;
};

export const StepHistory = ({
  definition,
  steps,
}: {
  definition: LedgerDefinition;
  steps: ReadRow['steps'];
}) => (
  <section className="panel" aria-labelledby="history">
    <h2 id="history">{words.history}</h2>
    <table className="plain-table steps">
      <thead>
        <tr>
          <th scope="col">{words.stepOn}</th>
          <th scope="col">{words.stepTitle}</th>
          <th scope="col">{words.stepHandler}</th>
          <th scope="col">{words.stepReason}</th>
          <th scope="col">{words.stepActor}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step, to, on, at, actor, handler, reason, documentNo }) => (
          <tr key={`${at} ${step}`}>
            <td className="num nowrap">{on}</td>
            <td className="nowrap">
              <span className={step === withdrawStep ? 'bad' : ''}>{titleOf(definition, step)}</span>
              <span className="quiet"> → {stateTitle(definition, to)}</span>
            </td>
            <td className="nowrap">{handler ?? words.none}</td>
            <td className="prose">
              {[reason, documentNo].filter(Boolean).join('\n') || <span className="quiet">{words.none}</span>}
            </td>
            <td className="quiet nowrap">
              {words.actor(actor)} <span className="num">{formatInstant(at)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
