/** The index of the search: which texts it finds, in what order, and that it stays in step with the tables. */
import { describe, expect, it } from 'vitest';
import { checkDatabase } from '#engine/db/check-database.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { createRowHistory } from '#engine/db/repositories/row-history.ts';
import { createSearchIndex, createSearchReader } from '#engine/db/repositories/search-index.ts';
import { type IndexedKind, indexedKinds } from '#engine/db/search/search-documents.ts';
import type { CreditRecordContent } from '#shared/domain/entities.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';
import { bodyContent, officialContent, recordContent, usccOf } from './support/sample-content.ts';

const withRecords = (...records: Partial<CreditRecordContent>[]): CreditDatabase => {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    const repository = createRecordRepository(tx);
    for (const record of records) repository.insert(recordContent(usccOf(1), record));
  });
  return db;
};

/** Document numbers of the records that hold a text, newest decision first. */
const found = (db: CreditDatabase, text: string, limit = 100): string[] =>
  createSearchReader(db.reader)
    .page('record', text, { limit, before: null })
    .map(({ rowId }) => createRecordReader(db.reader).find(rowId)?.documentNo ?? '');

const names = (db: CreditDatabase, kind: IndexedKind, text: string): number =>
  createSearchReader(db.reader).count(kind, text, { atMost: 100 });

const inStep = (db: CreditDatabase): void => {
  for (const [kind] of indexedKinds) {
    expect([kind, createSearchReader(db.reader).differences(kind)]).toEqual([
      kind,
      { missing: 0, outdated: 0, dangling: 0 },
    ]);
  }
};

describe('finds a part of a text', () => {
  const number = '嘉政采罚〔2026〕3号';
  const db = () =>
    withRecords(
      { documentNo: number, factSummary: '供应商𠮷野公司未按HT-10086号合同供货。' },
      { documentNo: '嘉政采罚〔2026〕13号', factSummary: '拖欠工程款。', issuingOrgan: '号外局' },
    );

  it.each([
    ['two characters', '供货', [number]],
    ['a whole document number', number, [number]],
    ['its brackets and width as others type them', '嘉政采罚[２０２６] 3号', [number]],
    ['the end of a number, which is the end of another too', '3号', ['嘉政采罚〔2026〕13号', number]],
    ['two digits at the end of what is typed', '合同 ', [number]],
    ['some digits of a number', '008', [number]],
    ['two digits', '86', [number]],
    ['letters in another case', 'ht-100', [number]],
    ['a character outside of the basic plane', '商𠮷野', [number]],
    ['the first letters of a title', 'tqzk', ['嘉政采罚〔2026〕13号', number]],
    ['nothing that stands in two fields', '3号外', []],
    ['nothing whose pairs stand apart', '供商', []],
    ['nothing else', '政府', []],
    ['what would be a query', '"供货" OR title : *', []],
    ['a sign of the query language', '3号"', []],
  ])('%s', (_what, text, expected) => {
    expect(found(db(), text).sort()).toEqual([...expected].sort());
  });

  it('finds every part of random texts that a plain look finds, and nothing else', () => {
    const alphabet = [...'政府采购县3号20ab〔〕-。'];
    let seed = 7;
    const draw = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const text = (length: number): string =>
      Array.from({ length }, () => alphabet[draw(alphabet.length)]).join('');
    const facts = Array.from({ length: 60 }, () => text(30));
    // No character of theirs stands in the facts.
    const numberOf = (n: number): string => `№${String.fromCodePoint(0x5000 + n)}`;
    const random = withRecords(
      ...facts.map((factSummary, n) => ({
        documentNo: numberOf(n),
        title: '',
        issuingOrgan: '!',
        factSummary,
      })),
    );
    for (let round = 0; round < 300; round += 1) {
      const part =
        round % 2 === 0 ? text(2 + draw(3)) : (facts[draw(60)]?.slice(draw(20)).slice(0, 2 + draw(8)) ?? '');
      const wanted = part.replace('〔', '(').replace('〕', ')');
      const plain = facts.flatMap((fact, n) =>
        fact
          .replaceAll('〔', '(')
          .replaceAll('〕', ')')
          .includes(wanted.replaceAll('〔', '(').replaceAll('〕', ')'))
          ? [numberOf(n)]
          : [],
      );
      expect([part, found(random, part).sort()]).toEqual([part, plain.sort()]);
    }
  });
});

it('hits come newest decision first, a page at a time', () => {
  const days = ['2025-03-01', '2026-02-01', '2024-12-31', '2026-02-01', '1999-01-01'];
  const db = withRecords(...days.map((decisionDate, n) => ({ decisionDate, documentNo: `${n}号文` })));
  const search = createSearchReader(db.reader);
  const first = search.page('record', '号文', { limit: 3, before: null });
  const second = search.page('record', '号文', { limit: 3, before: first.at(-1)?.docid ?? null });
  const dates = [...first, ...second].map(
    ({ rowId }) => createRecordReader(db.reader).find(rowId)?.decisionDate,
  );
  expect(dates).toEqual(['2026-02-01', '2026-02-01', '2025-03-01', '2024-12-31', '1999-01-01']);
});

describe('stays in step', () => {
  it('with rows that are changed, taken out and put back', () => {
    const db = withRecords({ documentNo: '1号文' }, { documentNo: '2号文' });
    const [record] = createRecordReader(db.reader).search({});
    if (record === undefined) throw new Error('no record');
    db.write((tx) => createRecordRepository(tx).update(record.id, { ...record, status: 'archived' }));
    inStep(db);
    db.write((tx) =>
      createRecordRepository(tx).update(record.id, {
        ...record,
        documentNo: '新号',
        decisionDate: '2020-01-01',
      }),
    );
    inStep(db);
    expect(found(db, record.documentNo)).toEqual([]);
    expect(found(db, '新号')).toEqual(['新号']);
  });

  it('not with a transaction that fails or is taken back', () => {
    const db = withRecords();
    const insert = (tx: Parameters<Parameters<typeof db.write>[0]>[0]): void => {
      createRecordRepository(tx).insert(recordContent(usccOf(1), { documentNo: '失败号' }));
    };
    expect(() =>
      db.write((tx) => {
        insert(tx);
        throw new Error('given up');
      }),
    ).toThrow('given up');
    db.rehearse(insert);
    expect(found(db, '失败号')).toEqual([]);
    inStep(db);
  });

  it('and knows a body by the name it had before', () => {
    const db = createSample(temporaryFolder());
    const body = db.write((tx) => createBodyRepository(tx).insert(bodyContent(1, { name: '样例县甲山乡' })));
    db.write((tx) => {
      createBodyRepository(tx).update(body.id, { ...body, name: '样例县甲山镇' });
      createRowHistory(tx).keep('bodies', body, 'local');
    });
    expect(names(db, 'body', '甲山镇')).toBe(1);
    expect(names(db, 'body', '甲山乡')).toBe(1);
    expect(names(db, 'body', 'jsx')).toBe(1);
  });

  it('says which rows it lacks, has as they were, or has though they are gone', () => {
    const db = withRecords({ documentNo: '1号文' }, { documentNo: '2号文' }, { documentNo: '3号文' });
    db.connection.exec(
      `DELETE FROM search_rows WHERE docid = (SELECT min(docid) FROM search_rows WHERE docid >= ${2 ** 41})`,
    );
    db.connection.exec("UPDATE credit_records SET revision = 2 WHERE document_no = '2号文'");
    db.connection.exec("DELETE FROM credit_records WHERE document_no = '3号文'");
    expect(createSearchReader(db.reader).differences('record')).toEqual({
      missing: 1,
      outdated: 1,
      dangling: 1,
    });
  });
});

it('holds no citizen number and no telephone number, not even one typed into the facts', () => {
  const db = createSample(temporaryFolder());
  const idNo = '11010519491231002X';
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1, { phone: '13800138000' }));
    createOfficialRepository(tx).insert(officialContent(usccOf(1), { idNo, name: '曾单解' }));
    createRecordRepository(tx).insert(
      recordContent(usccOf(1), { factSummary: `当事人身份证号${idNo}，电话13912345678，合同号91350100。` }),
    );
  });
  for (const [kind] of indexedKinds) {
    for (const text of [idNo, '110105', '19491231', '13800138000', '13912345678', '1391234']) {
      expect([kind, text, names(db, kind, text)]).toEqual([kind, text, 0]);
    }
  }
  expect(names(db, 'record', '91350100')).toBe(1);
  // 曾 zēng, 单 shàn and 解 xiè as surnames; dān and jiě elsewhere.
  expect(['zsx', 'zdj'].map((letters) => names(db, 'official', letters))).toEqual([1, 1]);
});

describe('a folder that has no index yet', () => {
  it('is built in pieces, and rows that change meanwhile are right at the end', () => {
    const db = withRecords(...Array.from({ length: 25 }, (_, n) => ({ documentNo: `第${n}号文` })));
    db.write((tx) => createSearchIndex(tx).clear());
    const search = createSearchReader(db.reader);
    expect(search.answers('record', '号文')).toBe(false);
    expect(search.waiting()).toBe(26);
    db.write((tx) => createSearchIndex(tx).buildNext(10));
    db.write((tx) => createSearchIndex(tx).buildNext(10));
    // One that has been walked over, one that has not, and a new one.
    const records = createRecordReader(db.reader).search({}, { limit: 100 });
    const ids = records.map(({ id }) => id).sort();
    db.write((tx) => {
      const repository = createRecordRepository(tx);
      for (const id of [ids[0], ids.at(-1)]) {
        const record = repository.find(id ?? '');
        if (record) repository.update(record.id, { ...record, documentNo: `改${record.documentNo}` });
      }
      repository.insert(recordContent(usccOf(1), { documentNo: '新来的号文' }));
    });
    for (;;) if (db.write((tx) => createSearchIndex(tx).buildNext(10)) === 0) break;
    inStep(db);
    expect(search.answers('record', '号文')).toBe(true);
    expect(found(db, '号文')).toHaveLength(26);
    expect(found(db, '改第')).toHaveLength(2);
  });
});

it('a whole check says when the index differs from the tables, and building it anew puts it right', () => {
  const db = withRecords({ documentNo: '1号文' }, { documentNo: '2号文' });
  expect(checkDatabase(db).findings).toEqual([]);
  db.connection.exec('DELETE FROM search_rows WHERE row_id = (SELECT max(id) FROM credit_records)');
  expect(checkDatabase(db).findings).toEqual([
    {
      code: 'database.check.search',
      severity: 'error',
      params: { table: 'credit_records', missing: 1, outdated: 0, dangling: 0 },
    },
  ]);
  db.write((tx) => createSearchIndex(tx).clear());
  for (;;) if (db.write((tx) => createSearchIndex(tx).buildNext(10)) === 0) break;
  expect(checkDatabase(db).findings).toEqual([]);
  expect(found(db, '号文')).toHaveLength(2);
});

it('a list filtered by a rare text is read by the index, not through the table', () => {
  const db = withRecords({ severity: 'serious' });
  const plans: string[] = [];
  const reader = createRecordReader({
    vault: db.reader.vault,
    prepareRead<Row>(sql: string, options = {}) {
      if (sql.includes('@searchMatch')) plans.push(sql);
      return db.reader.prepareRead<Row>(sql, options);
    },
  });
  const sort = { by: 'amount', descending: true } as const;
  expect(reader.list({ text: '拖欠', severity: 'serious' }, sort, 10, null).records).toHaveLength(1);
  expect(plans.length).toBeGreaterThan(0);
  for (const sql of plans) {
    const plan = db.connection.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/[@?]\w+/g, "'政府'")}`).all();
    const details = (plan as { detail: string }[]).map(({ detail }) => detail);
    expect(details).toContainEqual(
      expect.stringMatching(/^SEARCH credit_records USING INDEX sqlite_autoindex_credit_records_1/),
    );
  }
});
