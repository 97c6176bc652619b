/** What papers about an assessment cycle said when they were issued, sealed. */
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface IssuedPaper {
  id: string;
  cycleCode: string;
  /** Code and name of the document. */
  document: string;
  name: string;
  subjectKind: string;
  subjectId: string;
  /** The document's plan, as JSON. */
  plan: string;
  format: 'docx' | 'pdf';
  /** Of the file that was issued, hex. */
  sha256: string;
  issuedAt: string;
  actor: string;
}

const placeOf = (id: string): string => `issued_papers.plan:${id}`;

export function createIssuedPaperReader(db: ReadDb) {
  const ofCycle = db.prepareRead<Omit<IssuedPaper, 'plan'>>(
    `SELECT id, cycle_code AS cycleCode, document, name, subject_kind AS subjectKind, subject_id AS subjectId, format, sha256,
       issued_at AS issuedAt, actor FROM issued_papers WHERE cycle_code = ? ORDER BY issued_at, id`,
  );
  const plan = db.prepareRead<{ sealed: string }>(
    'SELECT plan_sealed AS sealed FROM issued_papers WHERE id = ?',
  );
  return {
    /** Oldest first. */
    ofCycle: (cycle: string): Omit<IssuedPaper, 'plan'>[] => ofCycle.all(cycle),
    /** What a paper said. */
    planOf(id: string): string {
      const sealed = plan.get(id)?.sealed;
      if (sealed === undefined) throw new Error('the paper is not there');
      return db.vault.open(sealed, placeOf(id));
    },
  };
}

export function createIssuedPaperRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO issued_papers (id, cycle_code, document, name, subject_kind, subject_id, plan_sealed, format, sha256, issued_at, actor)
     VALUES (@id, @cycleCode, @document, @name, @subjectKind, @subjectId, @sealed, @format, @sha256, @issuedAt, @actor)`,
  );
  return {
    ...createIssuedPaperReader(tx),
    add({ plan, ...paper }: Omit<IssuedPaper, 'id' | 'issuedAt'>): void {
      const id = tx.newId();
      add.run({ ...paper, id, issuedAt: tx.now(), sealed: tx.vault.seal(plan, placeOf(id)) });
    },
  };
}
