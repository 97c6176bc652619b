import { describe, expect, it } from 'vitest';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyReader, createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCatalogueReader, createCatalogueRepository } from '#engine/db/repositories/catalogue.ts';
import { createCycleReader, createCycleRepository } from '#engine/db/repositories/cycles.ts';
import {
  createEnrolledOfficeReader,
  createEnrolledOfficeRepository,
} from '#engine/db/repositories/enrolled-offices.ts';
import {
  createDecisionReader,
  createDecisionRepository,
  createEntryReader,
  createEntryRepository,
} from '#engine/db/repositories/entries.ts';
import { createEvidenceReader, createEvidenceRepository } from '#engine/db/repositories/evidence.ts';
import { createModelReader, createModelRepository } from '#engine/db/repositories/models.ts';
import { createOfficeReader } from '#engine/db/repositories/office.ts';
import { createOfficialReader, createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createPackageReader, createPackageRepository } from '#engine/db/repositories/packages.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { createRunReader, createRunRepository } from '#engine/db/repositories/runs.ts';
import { scoreText, scoreUnits } from '#engine/db/score-units.ts';
import type { ModelResult } from '#shared/model/result.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample, failureOf } from './support/sample.ts';
import {
  bodyContent,
  catalogueItem,
  cycleContent,
  entryContent,
  modelVersion,
  officialContent,
  recordContent,
  usccOf,
} from './support/sample-content.ts';

const sample = (): CreditDatabase => createSample(temporaryFolder());

function withBodies(count: number): CreditDatabase {
  const db = sample();
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    for (let n = 1; n <= count; n += 1) bodies.insert(bodyContent(n));
  });
  return db;
}

describe('travelling rows', () => {
  it('are stamped with this office, revision 1, and a hash of the content alone', () => {
    const db = sample();
    const office = createOfficeReader(db.reader).get();
    const [first, second] = db.write((tx) => {
      const records = createRecordRepository(tx);
      createBodyRepository(tx).insert(bodyContent(1));
      return [records.insert(recordContent(usccOf(1))), records.insert(recordContent(usccOf(1)))];
    });
    expect(first).toMatchObject({ ownerOffice: office.id, lineage: office.lineage, revision: 1 });
    expect(second?.id).not.toBe(first?.id);
    expect(second?.contentHash).toBe(first?.contentHash);
  });

  it('hash the canonical JSON of their content', () => {
    const db = sample();
    const cycle = db.write((tx) => createCycleRepository(tx).insert(cycleContent()));
    // SHA-256, computed with coreutils, of
    // {"code":"2026","name":"2026 年度考核","periodFrom":"2026-01-01","periodTo":"2026-12-31","planDocumentNo":null,"status":"selfAssess","year":2026}
    expect(cycle.contentHash).toBe('3ccad884c138b5c5962b6a4152e40b76870975a6a1506af87804d7f7404c2c2f');
  });

  it('raise their revision only when the content changes', () => {
    const db = withBodies(1);
    const before = createBodyReader(db.reader).findByUscc(usccOf(1));
    if (before === null) throw new Error('no body');
    const same = db.write((tx) => createBodyRepository(tx).update(before.id, bodyContent(1)));
    expect(same).toEqual({ row: before, changed: false });
    const changed = db.write((tx) =>
      createBodyRepository(tx).update(before.id, bodyContent(1, { name: '新名' })),
    );
    expect(changed).toMatchObject({ changed: true, row: { revision: 2, name: '新名', id: before.id } });
    expect(changed.row.contentHash).not.toBe(before.contentHash);
    expect(changed.row.updatedAt > before.updatedAt).toBe(true);
    expect(createBodyReader(db.reader).find(before.id)).toEqual(changed.row);
  });

  it('refuse a taken natural key, a missing parent, a missing row and a row of another office', () => {
    const db = withBodies(1);
    expect(failureOf(() => db.write((tx) => createBodyRepository(tx).insert(bodyContent(1))))).toEqual({
      code: 'database.rowExists',
      params: { table: 'bodies', key: usccOf(1) },
    });
    expect(
      failureOf(() => db.write((tx) => createRecordRepository(tx).insert(recordContent(usccOf(9))))).code,
    ).toBe('database.rowWithoutParent');
    expect(
      failureOf(() =>
        db.write((tx) =>
          createBodyRepository(tx).update('00000000-0000-7000-8000-0000000000ff', bodyContent(2)),
        ),
      ).code,
    ).toBe('database.rowMissing');
    db.connection.exec("UPDATE bodies SET owner_office = '00000000-0000-7000-8000-0000000000ee'");
    const body = createBodyReader(db.reader).findByUscc(usccOf(1));
    expect(
      failureOf(() =>
        db.write((tx) => createBodyRepository(tx).update(body?.id ?? '', bodyContent(1, { name: '新名' }))),
      ).code,
    ).toBe('database.rowOfAnotherOffice');
  });
});

describe('bodies', () => {
  it('are found, listed, paged by code and filtered', () => {
    const db = withBodies(5);
    db.write((tx) =>
      createBodyRepository(tx).insert(
        bodyContent(6, { name: '财政局', shortName: '县财政', groupCode: '部门' }),
      ),
    );
    const bodies = createBodyReader(db.reader);
    expect(bodies.count()).toBe(6);
    expect(bodies.findByUscc(usccOf(3))?.name).toBe('样例镇3');
    expect(bodies.findByUscc('nothing')).toBeNull();
    expect(bodies.list().map(({ uscc }) => uscc)).toEqual([1, 2, 3, 4, 5, 6].map(usccOf));
    const first = bodies.page({ limit: 4 });
    const second = bodies.page({ limit: 4, after: first.at(-1)?.uscc ?? '' });
    expect([...first, ...second]).toEqual(bodies.list());
    expect(bodies.page({ text: '县财' }).map(({ name }) => name)).toEqual(['财政局']);
    expect(bodies.page({ text: usccOf(2) }).map(({ name }) => name)).toEqual(['样例镇2']);
    expect(bodies.page({ groupCode: '部门' })).toHaveLength(1);
  });

  it('form a tree, nearest first, and a mistaken circle does not hang it', () => {
    const db = sample();
    const bodies = db.write((tx) => {
      const repository = createBodyRepository(tx);
      return [
        repository.insert(bodyContent(1)),
        repository.insert(bodyContent(2, { parentUscc: usccOf(1) })),
        repository.insert(bodyContent(3, { parentUscc: usccOf(2) })),
        repository.insert(bodyContent(4, { parentUscc: usccOf(1) })),
        repository.insert(bodyContent(5)),
      ];
    });
    const shape = () =>
      createBodyReader(db.reader)
        .tree(usccOf(1))
        .map(({ body, depth }) => [body.uscc, depth]);
    expect(shape()).toEqual([
      [usccOf(1), 0],
      [usccOf(2), 1],
      [usccOf(4), 1],
      [usccOf(3), 2],
    ]);
    db.write((tx) =>
      createBodyRepository(tx).update(bodies[0]?.id ?? '', bodyContent(1, { parentUscc: usccOf(3) })),
    );
    expect(shape()).toHaveLength(4);
    expect(createBodyReader(db.reader).tree(usccOf(99))).toEqual([]);
  });
});

it('officials are found by number, name and body', () => {
  const db = withBodies(2);
  db.write((tx) => {
    const officials = createOfficialRepository(tx);
    officials.insert(officialContent(usccOf(1), { name: '甲', idNo: '11010519491231002X' }));
    officials.insert(officialContent(usccOf(1), { name: '乙', idNo: '440524188001010014' }));
    officials.insert(officialContent(usccOf(2), { name: '甲' }));
  });
  const officials = createOfficialReader(db.reader);
  expect(officials.findByCitizenNumber('440524188001010014').map(({ name }) => name)).toEqual(['乙']);
  expect(officials.findByName(usccOf(2), '甲')).toHaveLength(1);
  expect(officials.listOfBody(usccOf(1)).map(({ name }) => name)).toEqual(['甲', '乙']);
  expect(officials.page({ text: '甲' })).toHaveLength(2);
  const [first] = officials.page({ limit: 1 });
  expect(officials.page({ after: first?.id ?? '' }).map(({ name }) => name)).toEqual(['乙', '甲']);
  expect([officials.count(), officials.count(usccOf(1))]).toEqual([3, 2]);
});

describe('records', () => {
  it('are searched by every filter and paged without gaps or repeats', () => {
    const db = withBodies(2);
    db.write((tx) => {
      const records = createRecordRepository(tx);
      for (let n = 1; n <= 25; n += 1) {
        records.insert(
          recordContent(usccOf(1 + (n % 2)), {
            documentNo: `文号${n}`,
            // Several decisions on one day, so that the date alone does not order them.
            decisionDate: `2026-01-${String(1 + (n % 5)).padStart(2, '0')}`,
            domain: n % 3 === 0 ? 'disclosure' : 'debt',
            severity: n === 7 ? 'serious' : 'general',
            status: n <= 4 ? 'repaired' : 'confirmed',
            polarity: n === 25 ? 'positive' : 'negative',
          }),
        );
      }
    });
    const records = createRecordReader(db.reader);
    const all = records.search({}, { limit: 1_000 });
    expect(all).toHaveLength(25);
    const order = all.map(({ decisionDate, id }) => `${decisionDate} ${id}`);
    expect(order).toEqual(order.toSorted().reverse());
    const paged = [...records.stream({}, 4)];
    expect(paged).toEqual(all);

    // Odd n from 1 to 25 are 13, on body 2; multiples of 3 up to 25 are 8; n ≤ 4 are 4.
    expect(records.count({ bodyUscc: usccOf(2) })).toBe(13);
    expect(records.count({ domain: 'disclosure' })).toBe(8);
    expect(records.count({ status: 'repaired' })).toBe(4);
    expect(records.search({ severity: 'serious' }).map(({ documentNo }) => documentNo)).toEqual(['文号7']);
    expect(records.count({ polarity: 'positive' })).toBe(1);
    // n % 5 is 1 or 2 (days 2 and 3): five each.
    expect(records.count({ decidedFrom: '2026-01-02', decidedTo: '2026-01-03' })).toBe(10);
    expect(records.count({ text: '文号2' })).toBe(7);
    expect(records.count({ text: "'; DROP TABLE bodies; --" })).toBe(0);
    // Body 1 has the even n; of these 6, 12, 18 and 24 are multiples of 3.
    expect(records.count({ bodyUscc: usccOf(1), domain: 'disclosure' })).toBe(4);
  });

  it('are found by document, body and catalogue item', () => {
    const db = withBodies(1);
    const { own, of } = db.write((tx) => {
      const official = createOfficialRepository(tx).insert(officialContent(usccOf(1)));
      const records = createRecordRepository(tx);
      return {
        own: records.insert(recordContent(usccOf(1))),
        of: records.insert(recordContent(usccOf(1), { subjectType: 'official', officialId: official.id })),
      };
    });
    const key = { documentNo: own.documentNo, bodyUscc: usccOf(1), catalogueItem: 'N-01' };
    const records = createRecordReader(db.reader);
    expect(records.findByNaturalKey(key)).toEqual([own, of]);
    expect(records.findByNaturalKey({ ...key, officialId: null })).toEqual([own]);
    expect(records.findByNaturalKey({ ...key, officialId: of.officialId })).toEqual([of]);
    expect(records.findByNaturalKey({ ...key, documentNo: 'x' })).toEqual([]);
  });
});

it('the catalogue is replaced whole and read as of a day', () => {
  const db = sample();
  const old = catalogueItem({ validFrom: '2025-01-01', validTo: '2025-12-31', name: '旧名' });
  const present = catalogueItem();
  db.write((tx) => createCatalogueRepository(tx).replaceAll([present, old]));
  const catalogue = createCatalogueReader(db.reader);
  expect(catalogue.list()).toEqual([old, present]);
  expect(catalogue.listAt('2025-12-31')).toEqual([old]);
  expect(catalogue.findAt('N-01', '2026-01-01')).toEqual(present);
  expect(catalogue.findAt('N-01', '2024-12-31')).toBeNull();
  db.write((tx) => createCatalogueRepository(tx).replaceAll([old]));
  expect(catalogue.list()).toEqual([old]);
});

it('model versions: a draft is replaced, a published one stays', () => {
  const db = sample();
  const save = (more: Parameters<typeof modelVersion>[0]) =>
    db.write((tx) => createModelRepository(tx).save(modelVersion(more)));
  expect(save({ status: 'draft' })).toBe('inserted');
  expect(save({ status: 'draft' })).toBe('unchanged');
  expect(save({ status: 'draft', name: '改' })).toBe('updated');
  expect(save({ status: 'published', name: '改' })).toBe('updated');
  expect(save({ status: 'published', name: '改' })).toBe('unchanged');
  expect(failureOf(() => save({ status: 'published', name: '再改' }))).toEqual({
    code: 'database.modelPublished',
    params: { code: 'TOWNSHIP-2026', version: '1.0.0' },
  });
  expect(save({ version: '1.1.0', status: 'draft' })).toBe('inserted');
  const models = createModelReader(db.reader);
  expect(models.find('TOWNSHIP-2026')?.version).toBe('1.0.0');
  expect(models.find('TOWNSHIP-2026', '1.1.0')?.status).toBe('draft');
  expect(models.find('X')).toBeNull();
  expect(models.list().map(({ version }) => version)).toEqual(['1.0.0', '1.1.0']);
});

/** A cycle over two bodies. */
function withCycle(): CreditDatabase {
  const db = withBodies(2);
  db.write((tx) => {
    createModelRepository(tx).save(modelVersion());
    const cycles = createCycleRepository(tx);
    cycles.insert(cycleContent());
    cycles.setUnits(
      '2026',
      [1, 2].map((n) => ({
        bodyUscc: usccOf(n),
        groupCode: '乡镇',
        modelCode: 'TOWNSHIP-2026',
        modelVersion: '1.0.0',
      })),
    );
  });
  return db;
}

it('cycles and their units', () => {
  const db = withCycle();
  const cycles = createCycleReader(db.reader);
  expect(cycles.units('2026').map(({ bodyUscc }) => bodyUscc)).toEqual([usccOf(1), usccOf(2)]);
  expect(cycles.unit('2026', usccOf(2))?.groupCode).toBe('乡镇');
  expect(cycles.unit('2026', usccOf(3))).toBeNull();
  db.write((tx) => {
    const repository = createCycleRepository(tx);
    repository.insert(cycleContent({ code: '2025', year: 2025 }));
    expect(repository.setStatus('2026', 'firstReview').row.revision).toBe(2);
    repository.setUnits('2026', []);
  });
  expect(cycles.findByCode('2026')?.status).toBe('firstReview');
  expect(cycles.list().map(({ code }) => code)).toEqual(['2026', '2025']);
  expect(cycles.units('2026')).toEqual([]);
  expect(failureOf(() => db.write((tx) => createCycleRepository(tx).setStatus('1', 'draft'))).code).toBe(
    'database.rowMissing',
  );
});

it('entries and decisions are upserted by their natural key', () => {
  const db = withCycle();
  const put = (more: Parameters<typeof entryContent>[1]) =>
    db.write((tx) => createEntryRepository(tx).upsert(entryContent(usccOf(1), more)));
  const first = put({});
  expect(first).toMatchObject({ outcome: 'inserted', previous: null });
  expect(put({})).toMatchObject({ outcome: 'unchanged', row: first.row });
  expect(put({ value: 4 })).toMatchObject({ outcome: 'updated', previous: first.row, row: { revision: 2 } });
  // Every scalar comes back as it was given.
  for (const value of [0.1, -3, 1e21, true, false, '三级', '', null]) {
    expect(put({ value }).row.value).toBe(value);
    expect(createEntryReader(db.reader).list('2026', usccOf(1))[0]?.value).toBe(value);
  }
  put({ role: 'assessor' });
  expect(createEntryReader(db.reader).list('2026')).toHaveLength(2);
  expect(createEntryReader(db.reader).list('2026', usccOf(2))).toEqual([]);

  const decision = {
    cycleCode: '2026',
    bodyUscc: usccOf(1),
    kind: 'adjustment',
    code: 'B1',
    count: '2',
    reason: '国家级表彰',
  } as const;
  const taken = db.write((tx) => createDecisionRepository(tx).upsert(decision));
  expect(createDecisionReader(db.reader).list('2026', usccOf(1))).toEqual([taken.row]);
  expect(db.write((tx) => createDecisionRepository(tx).remove(taken.row.id))).toBe(true);
  expect(createDecisionReader(db.reader).list('2026')).toEqual([]);
});

it('evidence is listed by what it belongs to', () => {
  const db = withBodies(1);
  const file = {
    ownerType: 'record',
    fileName: '判决书.pdf',
    sha256: 'a'.repeat(64),
    size: 10,
    mime: 'application/pdf',
    documentNo: null,
    description: null,
    classification: 'public',
    documentDate: null,
    pages: null,
    addedAt: null,
    addedBy: null,
  } as const;
  db.write((tx) => {
    const record = createRecordRepository(tx).insert(recordContent(usccOf(1)));
    const evidence = createEvidenceRepository(tx);
    const first = evidence.insert({ ...file, ownerId: record.id });
    evidence.insert({ ...file, ownerId: record.id, fileName: '副本.pdf' });
    expect(createEvidenceReader(tx).listOf('record', record.id)[0]).toEqual(first);
    expect(createEvidenceReader(tx).listOf('entry', record.id)).toEqual([]);
  });
  expect(createEvidenceReader(db.reader).list()).toHaveLength(2);
  expect(createEvidenceReader(db.reader).files()).toEqual([{ sha256: 'a'.repeat(64), size: 10 }]);
});

describe('scores', () => {
  it('are exact integers of 10⁻¹⁰', () => {
    expect(scoreUnits('0.0000000001')).toBe(1n);
    expect(scoreUnits('87.5')).toBe(875_000_000_000n);
    expect(scoreUnits('-0.5')).toBe(-5_000_000_000n);
    expect(scoreText(875_000_000_000n)).toBe('87.5000000000');
    expect(scoreText(-5_000_000_000n, 2)).toBe('-0.50');
    expect(scoreText(870_000_000_000n, 0)).toBe('87');
    expect(() => scoreText(1n, 2)).toThrow(RangeError);
    for (const wrong of ['1e3', '', '.5', '1.', '0.00000000001', 'NaN', ' 1']) {
      expect(() => scoreUnits(wrong)).toThrow(RangeError);
    }
    // 2⁶³ − 1 = 9223372036854775807 is the largest 64-bit integer.
    expect(scoreUnits('922337203.6854775807')).toBe(9_223_372_036_854_775_807n);
    expect(failureOf(() => scoreUnits('922337203.6854775808')).code).toBe('database.scoreTooLarge');
  });
});

describe('runs', () => {
  const result = (engine: string): ModelResult => ({
    format: 'zhengxin-result/1',
    model: { code: 'TOWNSHIP-2026', version: '1.0.0', digest: 'd'.repeat(64) },
    dataDigest: 'e'.repeat(64),
    engine,
    subjects: [
      {
        code: usccOf(2),
        status: 'complete',
        base: '922337203.6854775807',
        bonus: '0.0000000001',
        penalty: '0.0000000000',
        total: '9.1000000000',
        score: '9.10',
        grade: 'A',
        rank: 1,
        groupRank: 2,
        missing: [],
        findings: [],
        nodes: [
          {
            code: 'A11',
            status: 'scored',
            rate: '0.3333333333',
            points: '10.0000000000',
            earned: '3.3333333333',
            published: '3.33',
            trace: '1/3',
          },
          {
            code: 'A12',
            status: 'excluded',
            rate: null,
            points: '10.0000000000',
            earned: null,
            published: null,
            trace: '不适用',
          },
        ],
      },
      {
        code: usccOf(1),
        status: 'invalid',
        base: null,
        bonus: null,
        penalty: null,
        total: null,
        score: null,
        grade: null,
        rank: null,
        groupRank: null,
        missing: [],
        findings: [],
        nodes: [],
      },
    ],
  });
  const store = (db: CreditDatabase, engine: string, official: boolean) =>
    db.write((tx) =>
      createRunRepository(tx).store({
        cycleCode: '2026',
        data: { format: 'zhengxin-data/1', subjects: [] },
        result: result(engine),
        metrics: [{ bodyUscc: usccOf(2), leaf: 'A11', item: 'n', value: 2, recordIds: ['r1', 'r2'] }],
        official,
      }),
    );

  it('come back as they were stored, to the last digit', () => {
    const db = withCycle();
    const run = store(db, '1', true);
    const runs = createRunReader(db.reader);
    expect(runs.find(run.id)).toEqual(run);
    expect(run).toMatchObject({
      modelDigest: 'd'.repeat(64),
      dataDigest: 'e'.repeat(64),
      engineVersion: '1',
      official: true,
    });
    expect(runs.result(run.id)).toEqual(result('1'));
    expect(runs.subjects(run.id)).toEqual([
      {
        subject: usccOf(2),
        status: 'complete',
        base: '922337203.6854775807',
        bonus: '0.0000000001',
        penalty: '0.0000000000',
        total: '9.1000000000',
        score: '9.1000000000',
        grade: 'A',
        rank: 1,
        groupRank: 2,
      },
      {
        subject: usccOf(1),
        status: 'invalid',
        base: null,
        bonus: null,
        penalty: null,
        total: null,
        score: null,
        grade: null,
        rank: null,
        groupRank: null,
      },
    ]);
    expect(runs.nodes(run.id, usccOf(2))).toEqual([
      {
        node: 'A11',
        status: 'scored',
        rate: '0.3333333333',
        points: '10.0000000000',
        earned: '3.3333333333',
        published: '3.3300000000',
      },
      {
        node: 'A12',
        status: 'excluded',
        rate: null,
        points: '10.0000000000',
        earned: null,
        published: null,
      },
    ]);
    expect(runs.metrics(run.id, usccOf(2))).toEqual([
      { bodyUscc: usccOf(2), leaf: 'A11', item: 'n', value: 2, recordIds: ['r1', 'r2'] },
    ]);
    expect(runs.metrics(run.id, usccOf(1))).toEqual([]);
  });

  it('have one official one per cycle and model', () => {
    const db = withCycle();
    const first = store(db, '1', true);
    const second = store(db, '2', true);
    const third = store(db, '3', false);
    const runs = createRunReader(db.reader);
    expect(runs.list('2026').map(({ id, official }) => [id, official])).toEqual([
      [third.id, false],
      [second.id, true],
      [first.id, false],
    ]);
    expect(runs.latest('2026', 'TOWNSHIP-2026')?.id).toBe(third.id);
    expect(runs.latest('2026', undefined, true)?.id).toBe(second.id);
    expect(runs.latest('2025')).toBeNull();
    db.write((tx) => createRunRepository(tx).makeOfficial(first));
    expect(runs.latest('2026', undefined, true)?.id).toBe(first.id);
  });

  it('are stored whole or not at all', () => {
    const db = withCycle();
    const broken = { ...result('1'), subjects: [...result('1').subjects, ...result('1').subjects] };
    expect(() =>
      db.write((tx) =>
        createRunRepository(tx).store({
          cycleCode: '2026',
          data: {},
          result: broken,
          metrics: [],
          official: false,
        }),
      ),
    ).toThrow();
    expect(createRunReader(db.reader).list()).toEqual([]);
  });
});

describe('offices and packages', () => {
  const officeId = (n: number): string => `00000000-0000-7000-8000-0000000000f${n}`;
  const enrol = (db: CreditDatabase, n: number, parentId: string | null, key = n) =>
    db.write((tx) =>
      createEnrolledOfficeRepository(tx).enrol({
        id: officeId(n),
        regionCode: `99010110${n}000`,
        name: `样例镇${n}`,
        level: 'township',
        parentId,
        publicKey: String(key).repeat(64),
        fingerprint: String(key).repeat(64),
      }),
    );

  it('are enrolled, found by key, revoked and enrolled again with a new key', () => {
    const db = sample();
    const office = enrol(db, 1, null);
    const offices = createEnrolledOfficeReader(db.reader);
    expect(offices.findByKey('1'.repeat(64))).toEqual(office);
    expect(offices.findByKey('2'.repeat(64))).toBeNull();
    expect(failureOf(() => enrol(db, 1, null, 2)).code).toBe('database.rowExists');
    expect(failureOf(() => enrol(db, 2, null, 1)).code).toBe('database.rowExists');
    const revoked = db.write((tx) => createEnrolledOfficeRepository(tx).revoke(officeId(1)));
    expect(revoked.revokedAt).not.toBeNull();
    expect(offices.findByKey('1'.repeat(64))).toEqual(revoked);
    enrol(db, 1, null, 3);
    expect(offices.find(officeId(1))).toMatchObject({ fingerprint: '3'.repeat(64), revokedAt: null });
  });

  it('have descendants at any depth', () => {
    const db = sample();
    enrol(db, 1, null);
    enrol(db, 2, officeId(1));
    enrol(db, 3, officeId(2));
    enrol(db, 4, null);
    const names = (n: number) =>
      createEnrolledOfficeReader(db.reader)
        .descendants(officeId(n))
        .map(({ id }) => id);
    expect(names(1)).toEqual([officeId(2), officeId(3)]);
    expect(names(4)).toEqual([]);
    db.connection.exec(
      `UPDATE enrolled_offices SET parent_id = '${officeId(3)}' WHERE id = '${officeId(1)}'`,
    );
    expect(names(1)).toEqual([officeId(2), officeId(3)]);
  });

  it('packages are known by content and by manifest, with receipt and conflicts', () => {
    const db = withBodies(1);
    const body = createBodyReader(db.reader).findByUscc(usccOf(1));
    if (body === null) throw new Error('no body');
    const content = {
      direction: 'received',
      kind: 'submission',
      manifestId: 'm-1',
      sha256: 'a'.repeat(64),
      sender: officeId(1),
      receiver: null,
      cycleCode: '2026',
      manifest: '{"a":1}',
      receipt: null,
    } as const;
    const record = db.write((tx) => createPackageRepository(tx).record(content));
    const packages = createPackageReader(db.reader);
    expect(packages.findBySha256('received', content.sha256)).toEqual(record);
    expect(packages.findBySha256('sent', content.sha256)).toBeNull();
    expect(packages.findByManifestId('received', 'm-1')).toEqual(record);
    expect(() => db.write((tx) => createPackageRepository(tx).record(content))).toThrow('UNIQUE');

    const conflict = db.write((tx) => {
      const repository = createPackageRepository(tx);
      repository.setReceipt(record.id, '{"merged":0}');
      return repository.recordConflict(record.id, 'bodies', body);
    });
    expect(packages.find(record.id)?.receipt).toBe('{"merged":0}');
    expect(packages.conflicts({ openOnly: true })).toMatchObject([
      { id: conflict, packageId: record.id, table: 'bodies', rowId: body.id, resolution: null },
    ]);
    expect(JSON.parse(packages.conflicts()[0]?.incoming ?? '')).toEqual(body);
    db.write((tx) => createPackageRepository(tx).resolveConflict(conflict, 'keptOurs'));
    expect(packages.conflicts({ openOnly: true })).toEqual([]);
    expect(packages.conflicts({ packageId: record.id })).toHaveLength(1);
  });
});
