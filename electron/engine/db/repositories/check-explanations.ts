/** 说明: what an office wrote about something doubtful, and what its readers thought of each wording. */
import type { CheckExplanation, CheckExplanationContent } from '#shared/domain/entities.ts';
import { checkExplanations } from '../synced-tables.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

/** What a reader thought of one wording of an explanation. */
export interface ExplanationReading {
  accepted: boolean;
  remark: string | null;
  readAt: string;
  actor: string;
}

interface ReadingRow {
  explanationId: string;
  accepted: number;
  remark: string | null;
  readAt: string;
  actor: string;
}

export function createExplanationReader(db: ReadDb) {
  const reader = createSyncedReader(db, checkExplanations);
  const ofCycle = reader.select(
    "WHERE cycle_code = ? AND text <> '' ORDER BY body_uscc, leaf, item, code, rule, id",
  );
  const ofBody = reader.select(
    "WHERE cycle_code = ? AND body_uscc = ? AND text <> '' ORDER BY leaf, item, code, rule, id",
  );
  const everything = reader.select('WHERE cycle_code = ? ORDER BY id');
  const readings = db.prepareRead<ReadingRow>(
    `SELECT reading.explanation_id AS explanationId, reading.accepted, reading.remark, reading.read_at AS readAt, reading.actor
     FROM check_explanations AS written
     JOIN explanation_readings AS reading
       ON reading.explanation_id = written.id AND reading.content_hash = written.content_hash
     WHERE written.cycle_code = @cycle AND (@body IS NULL OR written.body_uscc = @body)
     ORDER BY reading.id`,
  );
  return {
    find: reader.find,
    findTwin: reader.findTwin,
    /** Explanations in force, of a cycle or of one of its units. */
    list: (cycle: string, body?: string): CheckExplanation[] =>
      body === undefined ? ofCycle.all(cycle) : ofBody.all(cycle, body),
    /** Those that were taken back as well: what travels. */
    listAll: (cycle: string): CheckExplanation[] => everything.all(cycle),
    /** The latest reading of each explanation's present wording, by the explanation's id. */
    readings: (cycle: string, body?: string): ReadonlyMap<string, ExplanationReading> =>
      new Map(
        readings
          .all({ cycle, body: body ?? null })
          .map(({ explanationId, accepted, ...rest }) => [
            explanationId,
            { ...rest, accepted: accepted === 1 },
          ]),
      ),
  };
}

export function createExplanationRepository(tx: WriteTx) {
  const writer = createSyncedWriter(tx, checkExplanations);
  const mark = tx.prepareWrite(
    `INSERT INTO explanation_readings (explanation_id, content_hash, accepted, remark, read_at, actor)
     VALUES (@explanationId, @contentHash, @accepted, @remark, @readAt, @actor)`,
  );
  const note = (
    explanationId: string,
    contentHash: string,
    { accepted, remark, readAt, actor }: ExplanationReading,
  ): void => {
    mark.run({ explanationId, contentHash, accepted: accepted ? 1 : 0, remark, readAt, actor });
  };
  return {
    ...createExplanationReader(tx),
    /** Writes an explanation of this office, or its new wording. @throws AppError `database.rowOfAnotherOffice` */
    put(content: CheckExplanationContent): CheckExplanation {
      const present = writer.findTwin(content);
      return present === null ? writer.insert(content) : writer.update(present.id, content).row;
    },
    /** Notes what a reader thought of the wording that the explanation has now. */
    mark(
      { id, contentHash }: CheckExplanation,
      reading: { accepted: boolean; remark: string | null; actor: string },
    ): void {
      note(id, contentHash, { ...reading, readAt: tx.now() });
    },
    /** Notes what a reader in another office thought of that wording, and when. */
    takeReading(
      { id, contentHash }: Pick<CheckExplanation, 'id' | 'contentHash'>,
      reading: ExplanationReading,
    ): void {
      note(id, contentHash, reading);
    },
  };
}
