/** Working copies of indicator models. A save counts only on the revision that it was made from. */
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface ModelDraft {
  id: string;
  basedOnCode: string | null;
  basedOnVersion: string | null;
  /** JSON text of an object; any further fault is allowed. */
  document: string;
  revision: number;
  savedAt: string;
  savedBy: string;
}

const columns = `id, based_on_code AS basedOnCode, based_on_version AS basedOnVersion, document, revision,
  saved_at AS savedAt, saved_by AS savedBy`;

export function createModelDraftReader(db: ReadDb) {
  const one = db.prepareRead<ModelDraft>(`SELECT ${columns} FROM model_drafts WHERE id = ?`);
  const all = db.prepareRead<ModelDraft>(`SELECT ${columns} FROM model_drafts ORDER BY saved_at DESC, id`);
  return {
    find: (id: string): ModelDraft | null => one.get(id) ?? null,
    /** Newest save first. */
    list: (): ModelDraft[] => all.all({}),
  };
}

export function createModelDraftRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO model_drafts (id, based_on_code, based_on_version, document, revision, saved_at, saved_by)
     VALUES (@id, @basedOnCode, @basedOnVersion, @document, 1, @savedAt, @savedBy)`,
  );
  const replace = tx.prepareWrite(
    `UPDATE model_drafts SET document = @document, revision = revision + 1, saved_at = @savedAt, saved_by = @savedBy
     WHERE id = @id AND revision = @revision`,
  );
  const drop = tx.prepareWrite('DELETE FROM model_drafts WHERE id = @id AND revision = @revision');
  return {
    ...createModelDraftReader(tx),
    /** @returns its id */
    add(draft: Omit<ModelDraft, 'id' | 'revision' | 'savedAt'>): string {
      const id = tx.newId();
      add.run({ ...draft, id, savedAt: tx.now() });
      return id;
    },
    /** @throws AppError `database.rowMissing` when the draft is not of this revision */
    replace(draft: { id: string; revision: number; document: string; savedBy: string }): void {
      requireOne(replace.run({ ...draft, savedAt: tx.now() }), 'model_drafts', draft.id);
    },
    /** @throws AppError `database.rowMissing` when the draft is not of this revision */
    remove(id: string, revision: number): void {
      requireOne(drop.run({ id, revision }), 'model_drafts', id);
    },
  };
}
