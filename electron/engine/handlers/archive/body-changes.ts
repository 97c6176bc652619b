/** 单位沿革: what became of a body, writing it down, and taking back what was written down by mistake. */
import type { bodyChangeOperations } from '#shared/contract/operations/body-changes.ts';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import type { Body, BodyChange, BodyContent } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader, createBodyRepository } from '../../db/repositories/bodies.ts';
import {
  createBodyChangeReader,
  createBodyChangeRepository,
  createNamesOfThen,
} from '../../db/repositories/body-changes.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import { createRowHistoryReader } from '../../db/repositories/row-history.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { readChangeForm } from './body-change-form.ts';
import { isOwn, noteChange, requireCurrent } from './changes.ts';

const table = 'body_changes';

/** @throws AppError `body.unknown` */
const requireBody = (db: ReadDb, uscc: string): Body => {
  const body = createBodyReader(db).findByUscc(uscc);
  if (body === null) throw new AppError('body.unknown', { uscc });
  return body;
};

const historyOf = (db: ReadDb, uscc: string) => {
  const changes = createBodyChangeReader(db);
  const bodies = createBodyReader(db);
  const records = createRecordReader(db);
  const nameOfThen = createNamesOfThen(db);
  const nameOf = (code: string | null) => (code === null ? '' : (bodies.nameOf(code) ?? ''));
  const own = changes.listOf(uscc);
  const into = changes.listInto(uscc).filter(({ kind }) => kind === 'merge' || kind === 'split');
  const all = [...own, ...into].sort((a, b) =>
    a.effectiveOn === b.effectiveOn ? (a.id < b.id ? 1 : -1) : a.effectiveOn < b.effectiveOn ? 1 : -1,
  );
  const merged = own.find(({ kind, withdrawnOn }) => kind === 'merge' && withdrawnOn === null);
  return {
    changes: all.map((change) => ({
      ...change,
      own: isOwn(db, change),
      bodyName: nameOfThen(change.bodyUscc, change.effectiveOn) ?? nameOf(change.bodyUscc),
      otherName: nameOf(change.toUscc),
    })),
    formerNames: changes
      .formerNames(uscc)
      .map(({ name, until }) => ({ name, until }))
      .reverse(),
    predecessors: into
      .filter(({ kind, withdrawnOn }) => kind === 'merge' && withdrawnOn === null)
      .map(({ bodyUscc, effectiveOn }) => ({
        uscc: bodyUscc,
        name: nameOf(bodyUscc),
        mergedOn: effectiveOn,
        records: records.count({ bodyUscc }),
      })),
    successor:
      merged?.toUscc == null
        ? null
        : { uscc: merged.toUscc, name: nameOf(merged.toUscc), mergedOn: merged.effectiveOn },
  };
};

/** Changes fields of a body, with its history. */
const changeBody = (tx: WriteTx, actor: string, body: Body, becomes: Partial<BodyContent>): void => {
  const { row, changed } = createBodyRepository(tx).update(body.id, { ...body, ...becomes });
  if (changed) noteChange(tx, actor, { action: 'bodies.put', table: 'bodies', previous: body, row });
};

/** What a body must be again when a change of it is taken back. @throws AppError `bodyChange.laterChange` */
const undone = (db: ReadDb, body: Body, change: BodyChange): Partial<BodyContent> => {
  const later = createBodyChangeReader(db)
    .listOf(body.uscc)
    .find(
      ({ id, kind, effectiveOn, withdrawnOn }) =>
        id !== change.id && kind === change.kind && withdrawnOn === null && effectiveOn >= change.effectiveOn,
    );
  if (later !== undefined && (change.kind === 'rename' || change.kind === 'moved')) {
    throw new AppError('bodyChange.laterChange', { date: later.effectiveOn });
  }
  switch (change.kind) {
    case 'rename': {
      // A former name that was only written down has not renamed the body.
      const bore = createRowHistoryReader(db)
        .list('bodies', body.id)
        .some(({ content }) => content.name === change.fromName);
      return bore && body.name === change.toName && change.fromName !== null ? { name: change.fromName } : {};
    }
    case 'merge':
    case 'closed':
      return body.validTo === addDays(change.effectiveOn, -1) ? { validTo: null } : {};
    case 'moved':
      return body.parentUscc === change.toUscc ? { parentUscc: change.fromUscc } : {};
    case 'split':
      return {};
  }
};

export const bodyChangeHandlers: HandlersOf<typeof bodyChangeOperations> = {
  'bodies.history': ({ db }, { uscc }) => historyOf(db, requireBody(db, uscc).uscc),

  'bodies.checkChange': ({ db, now }, { uscc, form }) => ({
    findings: readChangeForm(db, requireBody(db, uscc), form, dayInChina(now())).findings,
  }),

  'bodies.change': (context, { uscc, baseRevision, form }) =>
    context.write((tx) => {
      const body = requireBody(tx, uscc);
      requireCurrent(tx, 'bodies', body, baseRevision, `“${body.name}”的资料`);
      const read = readChangeForm(tx, body, form, dayInChina(context.now()));
      if (read.change === null) return { stored: false, findings: read.findings, id: null };
      const row = createBodyChangeRepository(tx).insert(read.change);
      noteChange(tx, context.actor, { action: 'bodies.change', table, previous: null, row });
      if (Object.keys(read.body).length > 0) changeBody(tx, context.actor, body, read.body);
      return { stored: true, findings: read.findings, id: row.id };
    }),

  'bodies.withdrawChange': (context, { id, reason }) =>
    context.write((tx) => {
      const changes = createBodyChangeRepository(tx);
      const change = changes.find(id);
      if (change === null) throw new AppError('bodyChange.unknown', { change: id });
      if (change.withdrawnOn !== null) {
        throw new AppError('bodyChange.withdrawn', { date: change.withdrawnOn });
      }
      requireCurrent(tx, table, change, change.revision, '这条沿革');
      const body = requireBody(tx, change.bodyUscc);
      const becomes = undone(tx, body, change);
      const { row } = changes.update(id, {
        ...change,
        withdrawnOn: dayInChina(context.now()),
        withdrawnReason: reason,
      });
      noteChange(tx, context.actor, { action: 'bodies.withdrawChange', table, previous: change, row });
      if (Object.keys(becomes).length > 0) changeBody(tx, context.actor, body, becomes);
      return { id };
    }),
};
