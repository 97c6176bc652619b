/** 信用记录: negative and positive records of bodies and officials, newest decision first. */
import type { Domain, Polarity, RecordStatus, Severity } from '#shared/domain/code-lists.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { creditRecords } from '../synced-tables.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface RecordFilter {
  bodyUscc?: string;
  officialId?: string;
  domain?: Domain;
  polarity?: Polarity;
  severity?: Severity;
  status?: RecordStatus;
  /** Decision date, first and last day included. */
  decidedFrom?: string;
  decidedTo?: string;
  /** Part of title, facts, document number or issuing organ. */
  text?: string;
}

/** The last row of a page: the next page begins after it. */
export type RecordCursor = Pick<CreditRecord, 'decisionDate' | 'id'>;

export interface RecordPage {
  /** At most so many; default 100. */
  limit?: number;
  after?: RecordCursor;
}

export interface RecordNaturalKey {
  documentNo: string;
  bodyUscc: string;
  catalogueItem: string;
  /** Given (or null for the body itself), only records of this official count. */
  officialId?: string | null;
}

const conditions: { readonly [F in keyof RecordFilter]-?: string } = {
  bodyUscc: 'body_uscc = @bodyUscc',
  officialId: 'official_id = @officialId',
  domain: 'domain = @domain',
  polarity: 'polarity = @polarity',
  severity: 'severity = @severity',
  status: 'status = @status',
  decidedFrom: 'decision_date >= @decidedFrom',
  decidedTo: 'decision_date <= @decidedTo',
  text: `(instr(title, @text) > 0 OR instr(fact_summary, @text) > 0 OR instr(document_no, @text) > 0 OR instr(issuing_organ, @text) > 0)`,
};

/** Only the conditions in use, so that SQLite can choose the index that fits them. */
function whereOf(filter: RecordFilter, more: readonly string[] = []) {
  const parameters: Record<string, SqlValue> = {};
  const parts = [...more];
  for (const key of Object.keys(conditions) as (keyof RecordFilter)[]) {
    const value = filter[key];
    if (value === undefined) continue;
    parts.push(conditions[key]);
    parameters[key] = value;
  }
  return { where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, parameters };
}

export function createRecordReader(db: ReadDb) {
  const reader = createSyncedReader(db, creditRecords);
  const byKey = reader.select(
    'WHERE document_no = ? AND body_uscc = ? AND catalogue_item = ? ORDER BY decision_date, id',
  );

  const search = (filter: RecordFilter, page: RecordPage = {}): CreditRecord[] => {
    const after = page.after === undefined ? [] : ['(decision_date, id) < (@afterDate, @afterId)'];
    const { where, parameters } = whereOf(filter, after);
    if (page.after !== undefined) {
      parameters.afterDate = page.after.decisionDate;
      parameters.afterId = page.after.id;
    }
    return reader
      .select(`${where} ORDER BY decision_date DESC, id DESC LIMIT @limit`)
      .all({ ...parameters, limit: page.limit ?? 100 });
  };

  return {
    find: reader.find,
    /** Records that speak of the same document, body and catalogue item. Oldest first. */
    findByNaturalKey({ documentNo, bodyUscc, catalogueItem, officialId }: RecordNaturalKey): CreditRecord[] {
      const found = byKey.all(documentNo, bodyUscc, catalogueItem);
      return officialId === undefined ? found : found.filter((record) => record.officialId === officialId);
    },
    /** Newest decision first, a page at a time. */
    search,
    count(filter: RecordFilter = {}): number {
      const { where, parameters } = whereOf(filter);
      const count = db.prepareRead<{ total: number }>(
        `SELECT count(*) AS total FROM credit_records ${where}`,
      );
      return count.get(parameters)?.total ?? 0;
    },
    /** Every record that fits, newest first, read in pages so that other work may go on in between. */
    *stream(filter: RecordFilter = {}, pageSize = 500): Generator<CreditRecord, void> {
      let after: RecordCursor | undefined;
      for (;;) {
        const page: CreditRecord[] = search(filter, {
          limit: pageSize,
          ...(after === undefined ? {} : { after }),
        });
        yield* page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        after = last;
      }
    },
  };
}

export function createRecordRepository(tx: WriteTx) {
  const { insert, update } = createSyncedWriter(tx, creditRecords);
  return { ...createRecordReader(tx), insert, update };
}
