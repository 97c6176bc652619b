/** 信用记录: negative and positive records of bodies and officials, newest decision first. */
import type { Domain, Polarity, RecordStatus, Severity, SubjectType } from '#shared/domain/code-lists.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { creditRecords } from '../synced-tables.ts';
import type { ReadDb, SqlValue, WriteTx } from '../transaction.ts';
import {
  afterPosition,
  orderBy,
  type RecordPosition,
  type RecordSort,
  segmentsOf,
  unusual,
} from './record-order.ts';
import { createSearchReader } from './search-index.ts';
import { createSyncedReader, createSyncedWriter } from './synced-rows.ts';

export interface RecordFilter {
  bodyUscc?: string;
  officialId?: string;
  subjectType?: SubjectType;
  domain?: Domain;
  polarity?: Polarity;
  severity?: Severity;
  status?: RecordStatus;
  /** Decision date, first and last day included. */
  decidedFrom?: string;
  decidedTo?: string;
  /**
   * Part of title, facts, document number or issuing organ. Two characters and more are found by the index of the
   * search, to which width, capitals, spaces and the form of brackets are all one.
   */
  text?: string;
}

/** The last row of a page: the next page begins after it. */
export type RecordCursor = Pick<CreditRecord, 'decisionDate' | 'id'>;

export interface RecordPage {
  /** At most so many; default 100. */
  limit?: number;
  after?: RecordCursor;
}

/** A page of a ledger in some order, and where it ended; null at the end of the ledger. */
export interface RecordList {
  records: CreditRecord[];
  next: RecordPosition | null;
}

export interface RecordTotals {
  total: number;
  /** There are more, which were not counted. */
  more: boolean;
  /** Of all amounts, in 分; null when not all were counted. */
  amountFen: bigint | null;
}

/** Records of one year of decision, without those withdrawn. */
export interface RecordYear {
  year: string;
  negative: number;
  positive: number;
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
  subjectType: 'subject_type = @subjectType',
  domain: 'domain = @domain',
  polarity: 'polarity = @polarity',
  severity: 'severity = @severity',
  status: 'status = @status',
  decidedFrom: 'decision_date >= @decidedFrom',
  decidedTo: 'decision_date <= @decidedTo',
  text: `(instr(title, @text) > 0 OR instr(fact_summary, @text) > 0 OR instr(document_no, @text) > 0 OR instr(issuing_organ, @text) > 0)`,
};

/** A text that more records hold is looked for in the records themselves: a page is full after a few of them. */
const rareAtMost = 20_000;

/** How records that hold a text are come by. */
type TextSearch = 'none' | 'index' | 'common' | 'scan';

const textSearchOf = (db: ReadDb, { text }: RecordFilter): TextSearch => {
  if (text === undefined) return 'none';
  const search = createSearchReader(db);
  if (!search.answers('record', text)) return 'scan';
  const found = search.count('record', text, { initials: false, atMost: rareAtMost + 1 });
  return found > rareAtMost ? 'common' : 'index';
};

/** Only the conditions in use, so that SQLite can choose the index that fits them. */
function whereOf(db: ReadDb, filter: RecordFilter, more: readonly string[] = []) {
  const how = textSearchOf(db, filter);
  const parameters: Record<string, SqlValue> = {};
  const parts = [...more];
  for (const key of Object.keys(conditions) as (keyof RecordFilter)[]) {
    const value = filter[key];
    if (value === undefined) continue;
    if (key === 'text' && how === 'index') {
      const condition = createSearchReader(db).condition('record', value, { initials: false });
      parts.push(condition.where);
      Object.assign(parameters, condition.parameters);
      continue;
    }
    parts.push(conditions[key]);
    parameters[key] = value;
    if (key === 'severity' || key === 'status') parts.push(...unusual(key, value));
  }
  return {
    hint: hintOf(filter, how),
    how,
    where: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`,
    parameters,
  };
}

/**
 * Which way SQLite shall go; it does not know how many records hold a text. One body has few records enough in any case. A text
 * that may stand in few or none is best read for through the whole table, which is several times faster than looking up
 * every record along an index.
 */
const hintOf = (filter: RecordFilter, how: TextSearch): string => {
  if (how === 'none' || filter.bodyUscc !== undefined || filter.officialId !== undefined) return '';
  if (how === 'index') return 'INDEXED BY sqlite_autoindex_credit_records_1';
  const others = Object.entries(filter).some(([key, value]) => key !== 'text' && value !== undefined);
  return how === 'common' && !others ? '' : 'NOT INDEXED';
};

export function createRecordReader(db: ReadDb) {
  const reader = createSyncedReader(db, creditRecords);
  const byKey = reader.select(
    'WHERE document_no = ? AND body_uscc = ? AND catalogue_item = ? ORDER BY decision_date, id',
  );

  const byDocument = reader.select('WHERE document_no = ? ORDER BY decision_date, id');

  const search = (filter: RecordFilter, page: RecordPage = {}): CreditRecord[] => {
    const after = page.after === undefined ? [] : ['(decision_date, id) < (@afterDate, @afterId)'];
    const { hint, where, parameters } = whereOf(db, filter, after);
    if (page.after !== undefined) {
      parameters.afterDate = page.after.decisionDate;
      parameters.afterId = page.after.id;
    }
    return reader
      .select(`${hint} ${where} ORDER BY decision_date DESC, id DESC LIMIT @limit`)
      .all({ ...parameters, limit: page.limit ?? 100 });
  };

  const keysOfItem = db.prepareRead<{ id: string; documentNo: string; officialId: string | null }>(
    `SELECT id, document_no AS documentNo, official_id AS officialId FROM credit_records
     WHERE body_uscc = ? AND catalogue_item = ? ORDER BY decision_date DESC, id DESC`,
  );
  const perBody = db.prepareRead<{ uscc: string; total: number }>(
    'SELECT body_uscc AS uscc, count(*) AS total FROM credit_records GROUP BY body_uscc',
  );
  const ofOfficial = db.prepareRead<{ total: number }>(
    'SELECT count(*) AS total FROM credit_records WHERE official_id = ?',
  );
  const inForceOfOfficial = db.prepareRead<{ total: number }>(
    `SELECT count(*) AS total FROM credit_records WHERE official_id = ? AND polarity = ?
       AND status NOT IN ('lead', 'verifying', 'rectifying', 'revoked')`,
  );
  const years = db.prepareRead<RecordYear>(
    `SELECT substr(decision_date, 1, 4) AS year, count(*) FILTER (WHERE polarity = 'negative') AS negative,
       count(*) FILTER (WHERE polarity = 'positive') AS positive
     FROM credit_records WHERE body_uscc = ? AND status <> 'revoked' GROUP BY year ORDER BY year DESC`,
  );
  const countAll = db.prepareRead<{ total: number }>('SELECT count(*) AS total FROM credit_records');

  /** Reads one segment from a position on. */
  const readSegment = (
    filter: RecordFilter,
    segment: ReturnType<typeof segmentsOf>[number],
    after: readonly SqlValue[] | null,
    limit: number,
  ): CreditRecord[] => {
    const start = after === null ? { where: [], parameters: {} } : afterPosition(segment, after);
    const { hint, where, parameters } = whereOf(db, filter, [...segment.where, ...start.where]);
    return reader
      .select(`${hint} ${where} ORDER BY ${orderBy(segment)} LIMIT @limit`)
      .all({ ...parameters, ...start.parameters, limit });
  };

  return {
    find: reader.find,
    /** A page of the ledger in any order; at most `limit` records. */
    list(filter: RecordFilter, sort: RecordSort, limit: number, after: RecordPosition | null): RecordList {
      const segments = segmentsOf(sort);
      const records: CreditRecord[] = [];
      for (let index = after?.segment ?? 0; index < segments.length; index += 1) {
        const segment = segments[index];
        if (segment === undefined) break;
        const from = index === after?.segment ? after.values : null;
        const found = readSegment(filter, segment, from, limit - records.length);
        records.push(...found);
        const last = records.at(-1);
        if (records.length === limit && last !== undefined && found.length > 0) {
          const next = { segment: index, values: segment.columns.map((column) => column.valueOf(last)) };
          return { records, next };
        }
      }
      return { records, next: null };
    },
    totals(filter: RecordFilter): RecordTotals {
      const { hint, how, where, parameters } = whereOf(db, filter);
      // Of a common text without another condition, nobody waits for all to be added up.
      if (
        how === 'common' &&
        hint === '' &&
        filter.bodyUscc === undefined &&
        filter.officialId === undefined
      ) {
        return { total: rareAtMost, more: true, amountFen: null };
      }
      const unfiltered = where === '';
      // Whole 万元 and the rest apart: a sum of 分 could pass 2⁶³. Without a filter an index of the amounts is enough.
      const sums = db.prepareRead<{ total: bigint; wan: bigint; rest: bigint }>(
        `SELECT count(*) AS total, coalesce(sum(amount_fen / 1000000), 0) AS wan,
           coalesce(sum(amount_fen % 1000000), 0) AS rest
         FROM credit_records ${unfiltered ? 'WHERE amount_fen IS NOT NULL' : `${hint} ${where}`}`,
        { bigIntegers: true },
      );
      const row = sums.get(parameters) ?? { total: 0n, wan: 0n, rest: 0n };
      const total = unfiltered ? (countAll.get()?.total ?? 0) : Number(row.total);
      return { total, more: false, amountFen: row.wan * 1_000_000n + row.rest };
    },
    /** Document numbers of a body's records of one catalogue item, newest decision first. */
    keysOfItem: (bodyUscc: string, catalogueItem: string) => keysOfItem.all(bodyUscc, catalogueItem),
    /** Number of records by body, those of its officials among them. */
    countsByBody: (): Map<string, number> => new Map(perBody.all().map(({ uscc, total }) => [uscc, total])),
    countOfOfficial: (officialId: string): number => ofOfficial.get(officialId)?.total ?? 0,
    /** Records about an official that hold: established, and not withdrawn. */
    countOfOfficialInForce: (officialId: string, polarity: Polarity): number =>
      inForceOfOfficial.get(officialId, polarity)?.total ?? 0,
    yearsOf: (bodyUscc: string): RecordYear[] => years.all(bodyUscc),
    /** Records that speak of the same document, body and catalogue item. Oldest first. */
    findByNaturalKey({ documentNo, bodyUscc, catalogueItem, officialId }: RecordNaturalKey): CreditRecord[] {
      const found = byKey.all(documentNo, bodyUscc, catalogueItem);
      return officialId === undefined ? found : found.filter((record) => record.officialId === officialId);
    },
    /** Every record of this document, of whatever body. Oldest first. */
    findByDocumentNo: (documentNo: string): CreditRecord[] => byDocument.all(documentNo),
    /** Newest decision first, a page at a time. */
    search,
    count(filter: RecordFilter = {}): number {
      const { hint, where, parameters } = whereOf(db, filter);
      const count = db.prepareRead<{ total: number }>(
        `SELECT count(*) AS total FROM credit_records ${hint} ${where}`,
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
