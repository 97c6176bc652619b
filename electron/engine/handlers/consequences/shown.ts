/** Consequences as the window sees them: with names, grounds, and what became of them. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ConsequenceProgress } from '#shared/contract/operations/consequences.ts';
import { cycleSubjectId } from '#shared/documents/cycle-subject.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import type { ConsequenceAction } from '#shared/domain/grade-consequences.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { type Consequence, createConsequenceReader } from '../../db/repositories/grade-consequences.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadConsequenceRules } from '../../resources.ts';
import { calledForIn, differencesOf, obstacleIn } from './called-for.ts';
import { type GradedRun, gradedRuns } from './graded-units.ts';

type Listed = OperationOutput<'consequences.list'>;
type Shown = Listed['rows'][number];

/** The paper that goes with an act: about the cycle, about the unit in it, or about the ledger's row. */
const papers: { readonly [A in ConsequenceAction]?: { code: string; about: 'cycle' | 'unit' | 'row' } } = {
  circular: { code: 'rankingCircular', about: 'cycle' },
  organisationReport: { code: 'organisationReport', about: 'cycle' },
  praise: { code: 'commendation', about: 'cycle' },
  criticism: { code: 'circular', about: 'row' },
  rectification: { code: 'assessmentRectification', about: 'unit' },
  interview: { code: 'assessmentInterview', about: 'unit' },
};

const paperOf = ({ action, cycleCode, bodyUscc, rowId }: Consequence): Shown['document'] => {
  const paper = papers[action];
  if (paper === undefined) return null;
  if (paper.about === 'row') {
    return rowId === null ? null : { code: paper.code, subject: { kind: 'ledger', id: rowId } };
  }
  const unit = paper.about === 'unit' ? bodyUscc : null;
  return { code: paper.code, subject: { kind: 'cycle', id: cycleSubjectId({ cycle: cycleCode, unit }) } };
};

/** A decided consequence whose row is neither withdrawn nor, for want of one, nothing but a paper. */
export const stillStands = (db: ReadDb, { state, rowId }: Consequence): boolean => {
  const row = rowId === null ? null : createLedgerReader(db).find(rowId);
  return state === 'decided' && row !== null && row.state !== withdrawnState;
};

const openShown = (db: ReadDb, runs: readonly GradedRun[]) => {
  const bodies = createBodyReader(db);
  const rows = createLedgerReader(db);
  const rules = new Map(loadConsequenceRules().map((rule) => [rule.code, rule]));
  const written = new Set(
    createAuditReader(db)
      .subjectsWith('documents.write', 'document')
      .map(({ value, subject }) => `${value ?? ''} ${subject}`),
  );
  const lines = new Map(runs.flatMap(({ lines: ofRun }) => ofRun.map((line) => [line.code, line])));
  const rowOf = (id: string | null): Shown['row'] => {
    const row = id === null ? null : rows.find(id);
    const ledger = row === null ? null : ledgerNamed(row.ledger);
    if (row === null || ledger === null) return null;
    const state = ledger.states[row.state];
    return {
      id: row.id,
      ledger: row.ledger,
      noun: ledger.noun,
      state: state?.title ?? '已撤回',
      closed: state?.closed === true,
      dueOn: row.dueOn,
    };
  };
  const progressOf = (consequence: Consequence, document: Shown['document']): ConsequenceProgress => {
    if (consequence.state === 'dismissed') return 'dismissed';
    if (consequence.state === 'proposed') return consequence.lapsedAt === null ? 'proposed' : 'lapsed';
    const row = consequence.rowId === null ? null : rows.find(consequence.rowId);
    if (row?.state === withdrawnState) return 'withdrawn';
    if (row !== null && ledgerNamed(row.ledger)?.states[row.state]?.closed === true) return 'closed';
    return document !== null && written.has(`${document.code} ${document.subject.id}`)
      ? 'documented'
      : 'decided';
  };
  return (consequence: Consequence): Shown => {
    const { id, bodyUscc, action, entryId, grounds, proposedAt, lapsedAt } = consequence;
    const { decidedAt, decidedBy, note, rowId } = consequence;
    const line = bodyUscc === null ? undefined : lines.get(bodyUscc);
    const document = paperOf(consequence);
    return {
      id,
      unit:
        bodyUscc === null
          ? null
          : {
              uscc: bodyUscc,
              name: line?.name ?? bodies.nameOf(bodyUscc) ?? bodyUscc,
              group: line?.group ?? null,
            },
      rank: line?.rank ?? null,
      grade: line?.gradeName ?? null,
      action,
      measure: entryId === null ? null : (rows.find(entryId)?.title ?? '措施库中已没有这一条'),
      rules: consequence.rules.map((code) => {
        const { name = code, basis = '' } = rules.get(code) ?? {};
        return { code, name, basis };
      }),
      grounds: [...grounds],
      progress: progressOf(consequence, document),
      proposedAt,
      decided: decidedAt === null ? null : { at: decidedAt, by: decidedBy ?? '', note },
      lapsedAt,
      toWithdraw: lapsedAt !== null && stillStands(db, consequence),
      row: rowOf(rowId),
      document,
    };
  };
};

/** What is about the cycle as a whole first, then unit by unit in the order of models and ranks. */
const inOrder = (runs: readonly GradedRun[]) => {
  const ranking = runs.flatMap(({ lines }) => lines.map(({ code }) => code));
  const places = new Map(ranking.map((code, place) => [code, place]));
  const placeOf = ({ unit }: Shown): number =>
    unit === null ? -1 : (places.get(unit.uscc) ?? ranking.length);
  return (a: Shown, b: Shown): number => placeOf(a) - placeOf(b);
};

export const listConsequences = (db: ReadDb, cycle: Cycle): Listed => {
  const stored = createConsequenceReader(db).list(cycle.code);
  const runs = gradedRuns(db, cycle);
  const obstacle = obstacleIn(cycle, runs);
  const { missing, changed, over } = differencesOf(stored, calledForIn(db, cycle, runs));
  return {
    obstacle,
    outdated: obstacle === null && missing.length + changed.length + over.length > 0,
    rows: stored.map(openShown(db, runs)).sort(inOrder(runs)),
  };
};
