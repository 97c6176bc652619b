/** How a matter stands and what its limit says: a sign and words, so that colour is never alone. */
import './ledger.css';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import { stateTitle } from '#shared/ledgers/read-ledger-step.ts';
import { formatCount } from '../../i18n/format.ts';
import { ledgerWords } from '../../i18n/zh-CN/ledgers.ts';
import type { ShownClock } from './ledger-values.ts';

const words = ledgerWords.clock;

const signs = { attention: '●', good: '✓', bad: '✕', closed: '○', plain: '·', withdrawn: '—' } as const;

/** Which sign and colour a state has. */
const standingOf = (definition: LedgerDefinition | null, state: string): keyof typeof signs => {
  if (state === withdrawnState) return 'withdrawn';
  const found = definition?.states[state];
  return found?.tone ?? (found?.closed === true ? 'closed' : 'plain');
};

export const LedgerStateMark = ({
  definition,
  state,
}: {
  definition: LedgerDefinition | null;
  state: string;
}) => {
  const standing = standingOf(definition, state);
  return (
    <span className={`ledger-mark ledger-${standing}`}>
      <span aria-hidden>{signs[standing]}</span> {definition === null ? state : stateTitle(definition, state)}
    </span>
  );
};

/** What a limit says today, in a few words. */
export const clockText = ({
  state,
  remaining,
  unit,
}: Pick<ShownClock, 'state' | 'remaining' | 'unit'>): string => {
  const days = formatCount(Math.abs(remaining));
  if (state === 'running') return remaining === 0 ? words.today : words.left[unit](days);
  if (state === 'met') return words.met;
  return state === 'late' ? words.late(days) : words.overdue(days);
};

const clockSigns = { running: '◷', overdue: '!', met: '✓', late: '✓' } as const;

/** Near its end: as urgent as a limit gets before it is over. */
const isNear = ({ state, remaining, unit }: ShownClock): boolean =>
  state === 'running' && remaining <= (unit === 'workingDays' ? 3 : 5);

export const ClockMark = ({ clock }: { clock: ShownClock }) => (
  <span
    className={`ledger-mark clock-${isNear(clock) ? 'near' : clock.state}`}
    title={`${clock.title} ${words.due(clock.dueOn)}${clock.certain ? '' : `（${words.uncertain}）`}`}
  >
    <span aria-hidden>{clockSigns[clock.state]}</span> {clockText(clock)}
  </span>
);
