/** What the rules call for in a cycle, by its official runs as they are now. */
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import { isClosed } from '#shared/domain/cycle-stages.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import {
  type CalledFor,
  type ConsequenceRule,
  consequenceRulesOn,
  consequencesOfCycle,
  judgeConsequences,
} from '#shared/domain/grade-consequences.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import {
  type Consequence,
  keyOf,
  type ProposedConsequence,
} from '../../db/repositories/grade-consequences.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadConsequenceRules } from '../../resources.ts';
import { type GradedRun, gradedRuns } from './graded-units.ts';

/** More than any library has. */
const mostEntries = 1_000;

/** The rules by which a cycle is judged: those of the last day of its period. */
export const rulesOfCycle = ({ periodTo }: Cycle): ConsequenceRule[] =>
  consequenceRulesOn(loadConsequenceRules(), periodTo);

/** Entries of the library of measures in use for bodies, by what calls for them. */
const entriesByTrigger = (db: ReadDb): Map<string, string[]> => {
  const entries = createLedgerReader(db)
    .list(
      { ledger: 'measureLibrary', state: 'inUse' },
      { by: 'number', descending: false },
      mostEntries,
      null,
    )
    .filter((entry) => textOf(valuesOf(entry), 'subjectType') === 'body');
  const byTrigger = new Map<string, string[]>();
  for (const entry of entries) {
    const trigger = textOf(valuesOf(entry), 'trigger') ?? '';
    byTrigger.set(trigger, [...(byTrigger.get(trigger) ?? []), entry.id]);
  }
  return byTrigger;
};

/** Everything that is called for; without an official run of every model nothing is. */
export const calledForIn = (
  db: ReadDb,
  cycle: Cycle,
  runs: readonly GradedRun[] = gradedRuns(db, cycle),
): ProposedConsequence[] => {
  if (runs.length === 0 || runs.some(({ head }) => !head.official)) return [];
  const rules = rulesOfCycle(cycle);
  const entries = entriesByTrigger(db);
  const proposed = (runId: string | null, called: CalledFor): ProposedConsequence[] => {
    const { uscc, action, trigger, rules: codes, grounds } = called;
    const one = { cycleCode: cycle.code, bodyUscc: uscc, action, runId, rules: codes, grounds };
    if (trigger === null) return [{ ...one, entryId: null }];
    return (entries.get(trigger) ?? []).map((entryId) => ({ ...one, entryId }));
  };
  return [
    ...consequencesOfCycle(rules, cycle.name).flatMap((called) => proposed(null, called)),
    ...runs.flatMap(({ head, units }) =>
      judgeConsequences(rules, units).flatMap((called) => proposed(head.id, called)),
    ),
  ];
};

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);

const saysTheSame = (stored: Consequence, called: ProposedConsequence): boolean =>
  stored.lapsedAt === null &&
  stored.runId === called.runId &&
  same(stored.rules, called.rules) &&
  same(stored.grounds, called.grounds);

/** How what was proposed differs from what is called for. */
export const differencesOf = (
  stored: readonly Consequence[],
  called: readonly ProposedConsequence[],
): { missing: ProposedConsequence[]; changed: [Consequence, ProposedConsequence][]; over: Consequence[] } => {
  const known = new Map(stored.map((consequence) => [keyOf(consequence), consequence]));
  const wanted = new Set(called.map(keyOf));
  return {
    missing: called.filter((one) => !known.has(keyOf(one))),
    changed: called.flatMap((one): [Consequence, ProposedConsequence][] => {
      const before = known.get(keyOf(one));
      return before === undefined || saysTheSame(before, one) ? [] : [[before, one]];
    }),
    over: stored.filter((consequence) => consequence.lapsedAt === null && !wanted.has(keyOf(consequence))),
  };
};

export type Obstacle = 'noRun' | 'notFinal' | 'archived';

/** Why nothing can be proposed or decided now. */
export const obstacleIn = (cycle: Cycle, runs: readonly Pick<GradedRun, 'head'>[]): Obstacle | null => {
  if (cycle.status === 'archived') return 'archived';
  if (!isClosed(cycle.status)) return 'notFinal';
  return runs.length === 0 || runs.some(({ head }) => !head.official) ? 'noRun' : null;
};

/** @throws AppError `consequence.archived`, `consequence.notFinal`, `consequence.noRun` */
export const requireNoObstacle = (cycle: Cycle, runs: readonly Pick<GradedRun, 'head'>[]): void => {
  const { code, status } = cycle;
  switch (obstacleIn(cycle, runs)) {
    case 'archived':
      throw new AppError('consequence.archived', { cycle: code });
    case 'notFinal':
      throw new AppError('consequence.notFinal', { cycle: code, status: cycleStatuses[status] });
    case 'noRun':
      throw new AppError('consequence.noRun', { cycle: code });
    default:
  }
};
