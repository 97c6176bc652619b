/** 单位沿革: renames, mergers, splits. The name of a body on a day follows from its renames. */
import type { BodyChange } from '#shared/domain/entities.ts';
import { bodyChanges } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

/** A name that a body had, up to the day before `until`. */
export interface FormerName {
  bodyUscc: string;
  name: string;
  until: string;
}

export function createBodyChangeReader(db: ReadDb) {
  const reader = createSyncedReader(db, bodyChanges);
  const ofBody = reader.select('WHERE body_uscc = ? ORDER BY effective_on DESC, id DESC');
  const into = reader.select(
    'WHERE to_uscc = ? AND body_uscc <> to_uscc ORDER BY effective_on DESC, id DESC',
  );
  const all = reader.select('ORDER BY id');
  const formerNames = db.prepareRead<FormerName>(
    `SELECT body_uscc AS bodyUscc, from_name AS name, effective_on AS until FROM body_changes
     WHERE kind = 'rename' AND withdrawn_on IS NULL AND (@uscc IS NULL OR body_uscc = @uscc)
     ORDER BY effective_on, id`,
  );
  const moves = db.prepareRead<{ bodyUscc: string; superior: string | null; until: string }>(
    `SELECT body_uscc AS bodyUscc, from_uscc AS superior, effective_on AS until FROM body_changes
     WHERE kind = 'moved' AND withdrawn_on IS NULL ORDER BY effective_on, id`,
  );
  const stamp = db.prepareRead<{ stamp: string }>(
    `SELECT (SELECT count(*) || ' ' || total(revision) || ' ' || max(updated_at) FROM bodies) || ' '
       || (SELECT count(*) || ' ' || total(revision) || ' ' || coalesce(max(updated_at), '') FROM body_changes) AS stamp`,
  );
  return {
    /** Differs whenever a body, or what became of one, is different: for what is worth keeping between two calls. */
    stamp: (): string => stamp.get()?.stamp ?? '',
    /** Superiors that bodies had, up to the day before `until`. */
    formerSuperiors: () => moves.all(),
    find: reader.find,
    list: (): BodyChange[] => all.all(),
    /** What became of a body, the latest first; withdrawn ones too. */
    listOf: (uscc: string): BodyChange[] => ofBody.all(uscc),
    /** Changes of other bodies that lead to this one: those merged into it, the one it was split from. */
    listInto: (uscc: string): BodyChange[] => into.all(uscc),
    /** Names that were given up, by the day of it. */
    formerNames: (uscc?: string): FormerName[] => formerNames.all({ uscc: uscc ?? null }),
  };
}

/** Looks up names of bodies as they were on a day. Reads the renames once; there are few. */
export function createNamesOfThen(db: ReadDb): (uscc: string, day: string) => string | null {
  const names = Map.groupBy(createBodyChangeReader(db).formerNames(), ({ bodyUscc }) => bodyUscc);
  return (uscc, day) => names.get(uscc)?.find(({ until }) => day < until)?.name ?? null;
}

/** Looks up every name that a body had before. */
export function createFormerNames(db: ReadDb): (uscc: string) => string[] {
  const names = Map.groupBy(createBodyChangeReader(db).formerNames(), ({ bodyUscc }) => bodyUscc);
  return (uscc) => names.get(uscc)?.map(({ name }) => name) ?? [];
}

/** Looks up superiors of bodies as they were on a day; undefined where nothing else than the present one is known. */
export function createSuperiorsOfThen(db: ReadDb): (uscc: string, day: string) => string | null | undefined {
  const superiors = Map.groupBy(createBodyChangeReader(db).formerSuperiors(), ({ bodyUscc }) => bodyUscc);
  return (uscc, day) => superiors.get(uscc)?.find(({ until }) => day < until)?.superior;
}

export function createBodyChangeRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, bodyChanges);
  return { ...createBodyChangeReader(tx), insert, update };
}
