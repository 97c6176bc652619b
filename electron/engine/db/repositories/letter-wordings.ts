/** 文书模板: letters that this office has reworded. What is not here is worded as delivered. */
import type { LetterWording } from '#shared/documents/letter-template.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface RewordedLetter {
  letter: string;
  wording: LetterWording;
  rewordedAt: string;
  actor: string;
}

export function createWordingReader(db: ReadDb) {
  const all = db.prepareRead<Omit<RewordedLetter, 'wording'> & { wording: string }>(
    'SELECT letter, wording, reworded_at AS rewordedAt, actor FROM letter_wordings ORDER BY letter',
  );
  return {
    /** By code of the letter. */
    reworded: (): Map<string, RewordedLetter> =>
      new Map(
        all.all().map((row) => [row.letter, { ...row, wording: JSON.parse(row.wording) as LetterWording }]),
      ),
  };
}

export function createWordingRepository(tx: WriteTx) {
  const put = tx.prepareWrite(
    `INSERT INTO letter_wordings (letter, wording, reworded_at, actor) VALUES (@letter, @wording, @at, @actor)
     ON CONFLICT (letter) DO UPDATE SET wording = excluded.wording, reworded_at = excluded.reworded_at, actor = excluded.actor`,
  );
  const forget = tx.prepareWrite('DELETE FROM letter_wordings WHERE letter = ?');
  return {
    ...createWordingReader(tx),
    reword(letter: string, wording: LetterWording, actor: string): void {
      put.run({ letter, wording: JSON.stringify(wording), at: tx.now(), actor });
    },
    /** The letter is worded as delivered again. */
    asDelivered(letter: string): void {
      forget.run(letter);
    },
  };
}
