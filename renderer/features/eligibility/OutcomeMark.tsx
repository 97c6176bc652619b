/** A conclusion: its word and a sign, never colour alone. */
import type { EligibilityOutcome } from '#shared/domain/eligibility.ts';
import { eligibilityWords as words } from '../../i18n/zh-CN/eligibility.ts';

const signs: Record<EligibilityOutcome, string> = { pass: '✓', fail: '✕', review: '？' };

export const OutcomeMark = ({ outcome }: { outcome: EligibilityOutcome }) => (
  <span className={`outcome outcome-${outcome}`}>
    <span aria-hidden>{signs[outcome]}</span> {words.nameOf(outcome)}
  </span>
);
