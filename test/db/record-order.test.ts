/** The ledger in every order, against the same rows sorted here, and through its indexes. */
import { describe, expect, it } from 'vitest';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import type { RecordPosition, RecordSort } from '#engine/db/repositories/record-order.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';
import { bodyContent, recordContent, usccOf } from './support/sample-content.ts';

const severities = ['minor', 'general', 'serious'] as const;
const statuses = ['confirmed', 'published', 'revoked'] as const;

/** 60 records of 4 bodies; dates, severities, statuses and amounts repeat, and every fifth has no amount. */
function ledger(): CreditDatabase {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    const records = createRecordRepository(tx);
    for (let n = 1; n <= 4; n += 1) bodies.insert(bodyContent(n));
    for (let n = 0; n < 60; n += 1) {
      records.insert(
        recordContent(usccOf(1 + (n % 4)), {
          documentNo: `文号${n}`,
          decisionDate: `2026-0${1 + ((n * 7) % 3)}-1${n % 5}`,
          severity: severities[n % 3] as 'minor',
          status: statuses[(n >> 1) % 3] as 'confirmed',
          amountFen: n % 5 === 0 ? null : ((n * 13) % 7) * 1_000_001,
          domain: n % 2 === 0 ? 'debt' : 'procurement',
        }),
      );
    }
  });
  return db;
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
const newestFirst = (a: CreditRecord, b: CreditRecord) =>
  compare(b.decisionDate, a.decisionDate) || compare(b.id, a.id);
const rank: Record<string, number> = {
  minor: 0,
  general: 1,
  serious: 2,
  confirmed: 3,
  published: 4,
  revoked: 8,
};

/** What each order means, ascending. */
const ascending: Record<RecordSort['by'], (a: CreditRecord, b: CreditRecord) => number> = {
  decisionDate: (a, b) => -newestFirst(a, b),
  body: (a, b) => compare(a.bodyUscc, b.bodyUscc) || newestFirst(a, b),
  severity: (a, b) => (rank[a.severity] ?? 0) - (rank[b.severity] ?? 0),
  status: (a, b) => (rank[a.status] ?? 0) - (rank[b.status] ?? 0),
  amount: (a, b) => compare(a.amountFen ?? 0, b.amountFen ?? 0) || compare(a.id, b.id),
};

const expected = (all: readonly CreditRecord[], { by, descending }: RecordSort): string[] => {
  const sign = descending ? -1 : 1;
  const order = (a: CreditRecord, b: CreditRecord): number => {
    if (by === 'amount' && (a.amountFen === null || b.amountFen === null)) {
      return Number(a.amountFen === null) - Number(b.amountFen === null) || newestFirst(a, b);
    }
    return sign * ascending[by](a, b) || newestFirst(a, b);
  };
  return all.toSorted(order).map(({ documentNo }) => documentNo);
};

describe.each(['decisionDate', 'body', 'severity', 'status', 'amount'] as const)('by %s', (by) => {
  it.each([true, false])('descending: %s, in pages of any size, with and without a filter', (descending) => {
    const db = ledger();
    const records = createRecordReader(db.reader);
    const all = records.search({}, { limit: 1000 });
    expect(all).toHaveLength(60);
    const sort = { by, descending };
    for (const filter of [{}, { domain: 'debt' }, { text: '文号3' }, { bodyUscc: usccOf(2) }] as const) {
      for (const limit of [1, 7, 20, 1000]) {
        const found: string[] = [];
        let after: RecordPosition | null = null;
        do {
          const page = records.list(filter, sort, limit, after);
          found.push(...page.records.map(({ documentNo }) => documentNo));
          after = page.next;
        } while (after !== null);
        expect(found).toEqual(expected(records.search(filter, { limit: 1000 }), sort));
      }
    }
  });

  it.each([true, false])('descending: %s, walks an index', (descending) => {
    const db = ledger();
    const run = new Set<string>();
    const noting = {
      vault: db.reader.vault,
      prepareRead<Row>(sql: string, options = {}) {
        const statement = db.reader.prepareRead<Row>(sql, options);
        return {
          get: statement.get,
          all: (...parameters: Parameters<typeof statement.all>) => {
            run.add(sql);
            return statement.all(...parameters);
          },
        };
      },
    };
    const first = createRecordReader(noting).list({}, { by, descending }, 25, null);
    createRecordReader(noting).list({}, { by, descending }, 25, first.next);
    expect(run.size).toBeGreaterThan(1);
    const plans = [...run].flatMap((sql) =>
      (
        db.connection.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+/g, "'1'")}`).all() as {
          detail: string;
        }[]
      ).map(({ detail }) => detail),
    );
    // Only equal amounts may be put in order apart: their index is kept small.
    const slow = /^SCAN (?!.*USING)|TEMP B-TREE FOR (?!LAST TERM)/;
    expect(plans.filter((plan) => slow.test(plan))).toEqual([]);
  });
});

it('adds up amounts that pass what a 64-bit number holds', () => {
  const db = createSample(temporaryFolder());
  const largest = Number.MAX_SAFE_INTEGER;
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    for (let n = 0; n < 1_100; n += 1) {
      createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: `${n}`, amountFen: largest }));
    }
  });
  const records = createRecordReader(db.reader);
  // 1,100 × 9,007,199,254,740,991 is 9.9 × 10¹⁸, above 2⁶³ − 1 = 9.2 × 10¹⁸.
  const sum = 1_100n * 9_007_199_254_740_991n;
  expect(records.totals({})).toEqual({ total: 1_100, more: false, amountFen: sum });
  expect(records.totals({ domain: 'debt' })).toEqual({ total: 1_100, more: false, amountFen: sum });
  expect(records.totals({ domain: 'ppp' })).toEqual({ total: 0, more: false, amountFen: 0n });
});
