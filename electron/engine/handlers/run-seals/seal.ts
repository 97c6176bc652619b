/** 确认正式结果: a trial run becomes the one that counts, if it may, and if everything odd about it is accounted for. */
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import { cycleStatuses } from '#shared/domain/code-lists.ts';
import type { Cycle } from '#shared/domain/entities.ts';
import {
  type RunSealKind,
  runSealKinds,
  type SealException,
  sealExceptions,
  sealKindsIn,
} from '#shared/domain/run-seals.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { DataChange } from '#shared/model/compare-data.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createDraftReader } from '../../db/repositories/entry-drafts.ts';
import { createSealReader, createSealRepository } from '../../db/repositories/run-seals.ts';
import { createRunReader, createRunRepository, type RunHead } from '../../db/repositories/runs.ts';
import { createReopeningReader, type ScoreReopening } from '../../db/repositories/score-reopenings.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { CommandContext } from '../../runtime/context.ts';
import { requireCycle } from '../cycles.ts';
import { draftsInForce } from '../entries/leaf-values.ts';
import { createSummaries, unitsOf } from '../run-results/open-run.ts';
import { changesBetween, changesSince } from './changes-since.ts';
import { verifyRun } from './verify.ts';

type Held = OperationOutput<'runs.sealCheck'>['held'][number];

/** Units that are named, of each kind of thing. */
const namedUnits = 10;

/** @throws AppError `run.unknown` */
export const requireRunHead = (db: ReadDb, id: string): RunHead => {
  const head = createRunReader(db).find(id);
  if (head === null) throw new AppError('run.unknown', { run: id });
  return head;
};

/** The official run whose place this one would take. */
const formerOf = (db: ReadDb, head: RunHead): RunHead | null => {
  const former = createRunReader(db).latest(head.cycleCode, head.modelCode, true);
  return former === null || former.id === head.id ? null : former;
};

const distinctUnits = (names: readonly string[]): string[] => [...new Set(names)].slice(0, namedUnits);

/** Texts that were typed and are no valid values: none of them is in the score. */
const openDrafts = (db: ReadDb, head: RunHead, units: ReadonlyMap<string, { name: string }>): string[] => {
  const drafts = createDraftReader(db);
  const entries = createEntryReader(db);
  return [...units].flatMap(([code, { name }]) => {
    const kept = drafts.list(head.cycleCode, code);
    if (kept.length === 0) return [];
    return draftsInForce(kept, entries.list(head.cycleCode, code)).map(() => name);
  });
};

/** The part of a unit that must have been opened again for this change: a leaf, or its decisions as a whole. */
const allowedBy = ({ kind, leaf, item }: DataChange, opened: Pick<ScoreReopening, 'leaf'>): boolean =>
  kind === 'value' ? opened.leaf === leaf : opened.leaf === null || opened.leaf === item;

/** Changes against the former official result outside of what was opened again for a recheck or a correction. */
const unforeseen = (db: ReadDb, head: RunHead, former: RunHead): DataChange[] => {
  const reopened = createReopeningReader(db).list(head.cycleCode);
  return changesBetween(db, former.id, head.id)
    .filter(({ kind, item }) => kind !== 'unit' || item === 'group')
    .filter(
      (change) => !reopened.some((opened) => opened.bodyUscc === change.subject && allowedBy(change, opened)),
    );
};

const heldBack = (db: ReadDb, cycle: Cycle, head: RunHead, former: RunHead | null): Held[] => {
  const units = unitsOf(db, head.id);
  const subjects = createRunReader(db).subjects(head.id);
  const withStatus = (status: string): string[] =>
    subjects
      .filter((subject) => subject.status === status)
      .map(({ subject }) => units.get(subject)?.name ?? subject);
  const replacesPublished = former !== null && !sealKindsIn(cycle.status, true).includes('official');
  const names: Record<SealException, string[]> = {
    drafts: openDrafts(db, head, units),
    invalid: withStatus('invalid'),
    incomplete: withStatus('incomplete'),
    others: replacesPublished ? unforeseen(db, head, former).map(({ name }) => name) : [],
  };
  return (Object.keys(sealExceptions) as SealException[])
    .map((exception) => ({
      exception,
      count: names[exception].length,
      units: distinctUnits(names[exception]),
    }))
    .filter(({ count }) => count > 0);
};

export const checkSeal = (db: ReadDb, id: string): OperationOutput<'runs.sealCheck'> => {
  const head = requireRunHead(db, id);
  const cycle = requireCycle(db, head.cycleCode);
  const former = formerOf(db, head);
  const summaryOf = createSummaries(db);
  const since = changesSince(db, head);
  return {
    run: summaryOf(head),
    kinds: [...sealKindsIn(cycle.status, former !== null)],
    supersedes: former === null ? null : summaryOf(former),
    changesSince: since.changes.length + (since.modelNow === null ? 0 : 1),
    held: heldBack(db, cycle, head, former),
  };
};

const requireReasons = (
  kind: RunSealKind,
  { reason, approvedBy }: { reason?: string | undefined; approvedBy?: string | undefined },
): void => {
  if (kind === 'official') return;
  if (reason === undefined) throw new AppError('run.sealReason', { what: 'reason' });
  if (kind === 'correction' && approvedBy === undefined) {
    throw new AppError('run.sealReason', { what: 'approvedBy' });
  }
};

/** @throws AppError `run.stale` */
const requireFresh = (db: ReadDb, head: RunHead): void => {
  const { changes, modelNow } = changesSince(db, head);
  if (changes.length === 0 && modelNow === null) return;
  const units = distinctUnits(changes.map(({ name }) => name));
  throw new AppError('run.stale', { count: Math.max(1, changes.length), units });
};

/** The given reason, then what was accepted in spite of what, in one text that stays with the seal. */
const wholeReason = (
  reason: string | undefined,
  held: readonly Held[],
  accepted: Partial<Record<SealException, string>>,
): string | null => {
  const parts = held.map(
    ({ exception, count }) => `${sealExceptions[exception]} ${count} 处：${accepted[exception] ?? ''}`,
  );
  return [...(reason === undefined ? [] : [reason]), ...parts].join('；') || null;
};

export const sealRun = (
  context: CommandContext,
  request: Required<Pick<OperationInput<'runs.seal'>, 'run' | 'kind'>> & OperationInput<'runs.seal'>,
): OperationOutput<'runs.seal'> => {
  const { db } = context;
  const { kind, reason, approvedBy, documentNo, accepted = {} } = request;
  const head = requireRunHead(db, request.run);
  const sealed = createSealReader(db).find(head.id);
  if (sealed !== null) throw new AppError('run.alreadySealed', { at: sealed.sealedAt });
  const cycle = requireCycle(db, head.cycleCode);
  const former = formerOf(db, head);
  const kinds = sealKindsIn(cycle.status, former !== null);
  if (!kinds.includes(kind)) {
    const allowed = kinds.map((one) => runSealKinds[one]);
    throw new AppError('run.sealKind', { status: cycleStatuses[cycle.status], allowed });
  }
  requireReasons(kind, request);
  requireFresh(db, head);
  const held = heldBack(db, cycle, head, former);
  const open = held.filter(({ exception }) => accepted[exception] === undefined);
  if (open.length > 0) {
    throw new AppError('run.sealHeld', {
      held: open.map(({ exception, count, units }) => ({ what: sealExceptions[exception], count, units })),
    });
  }
  if (!verifyRun(db, head.id).same) throw new AppError('run.notReproducible', { run: head.id });

  return context.write((tx) => {
    const whole = wholeReason(reason, held, accepted);
    createRunRepository(tx).makeOfficial(head);
    createSealRepository(tx).add({
      runId: head.id,
      kind,
      reason: whole,
      approvedBy: approvedBy ?? null,
      documentNo: documentNo ?? null,
      supersedes: former?.id ?? null,
      actor: context.actor,
    });
    createAuditLog(tx).append({
      actor: context.actor,
      action: 'runs.seal',
      subject: head.id,
      details: {
        ...{ cycle: head.cycleCode, model: head.modelCode, kind, result: head.resultSha256 },
        digest: head.modelDigest,
        reason: whole,
        ...(documentNo === undefined ? {} : { document: documentNo }),
      },
    });
    const now = createRunReader(tx).find(head.id) ?? head;
    return { run: createSummaries(tx)(now) };
  });
};

export const removeRuns = (context: CommandContext, runs: readonly string[]): { removed: number } => {
  const wanted = [...new Set(runs)];
  const heads = wanted.map((id) => requireRunHead(context.db, id));
  const seals = createSealReader(context.db);
  for (const { id, official, createdAt } of heads) {
    const seal = seals.find(id);
    if (seal !== null || official) throw new AppError('run.sealed', { at: seal?.sealedAt ?? createdAt });
  }
  context.write((tx) => {
    const repository = createRunRepository(tx);
    const log = createAuditLog(tx);
    for (const { id, cycleCode, modelCode, resultSha256 } of heads) {
      repository.remove(id);
      const details = { cycle: cycleCode, model: modelCode, result: resultSha256 };
      log.append({ actor: context.actor, action: 'runs.remove', subject: id, details });
    }
  });
  return { removed: heads.length };
};
