/** 数据质量 on a database whose every fault was planted by hand. */
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createEvidenceRepository } from '#engine/db/repositories/evidence.ts';
import { createLedgerRepository } from '#engine/db/repositories/ledger-rows.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import type { BodyContent, CreditRecordContent, OfficialContent } from '#shared/domain/entities.ts';
import type { QualityKind } from '#shared/domain/quality-kinds.ts';
import { buildUscc } from '#shared/domain/uscc.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import type { LedgerRowContent } from '#shared/ledgers/ledger-row.ts';
import { bodyContent, officialContent, recordContent } from '../db/support/sample-content.ts';
import { county, engineOptions, makeOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const folder = path.join(sharedTemporaryFolder(), 'data');
/** Noon of 1 December 2026 in China. */
const today = () => new Date('2026-12-01T04:00:00.000Z');

const a = buildUscc('11', '990101', 'MB9C0001');
const b = buildUscc('11', '990101', 'MB9C0002');
const closed = buildUscc('11', '990101', 'MB9C0003');
const unknown = buildUscc('11', '990101', 'MB9C0099');
/** Its last character is wrong: the check digit is another one. */
const miscoded = a.slice(0, 17) + (a.endsWith('0') ? '1' : '0');

const whole: Partial<BodyContent> = { headName: '甲', liaison: '乙', phone: '0000-5551', groupCode: '一组' };
const wholeOfficial = (number: number): Partial<OfficialContent> => ({
  idNo: null,
  post: '镇长',
  fileNo: `诚档${number}`,
  pledgeSignedOn: '2026-01-05',
});
const wholeRecord: Partial<CreditRecordContent> = {
  catalogueItem: 'BN-101',
  domain: 'procurement',
  amountFen: 100,
  responsiblePersons: '某某',
  decisionDate: '2026-11-20',
};

beforeAll(async () => {
  await makeOffice(folder, county);
  let at = '2026-11-25T04:00:00.000Z';
  const db = openDatabase(folder, { now: () => at, newId: () => uuidv7({ msecs: Date.parse(at) }) });
  db.write((tx) => {
    const bodies = createBodyRepository(tx);
    bodies.insert(bodyContent(1, { ...whole, uscc: a, name: '示例县甲镇人民政府' }));
    bodies.insert(bodyContent(2, { uscc: b, name: '示例县乙镇', groupCode: null, parentUscc: unknown }));
    bodies.insert(bodyContent(3, { ...whole, uscc: closed, name: '旧镇', validTo: '2026-06-30' }));
    // 999999… is no region of the table, and of a county's form, while the body says it is a township's.
    bodies.insert(
      bodyContent(4, {
        ...whole,
        uscc: miscoded,
        name: '示例甲镇',
        regionCode: '119999000000',
        parentUscc: closed,
      }),
    );
    const officials = createOfficialRepository(tx);
    const idNo = '11010519491231002X';
    officials.insert(officialContent(a, { ...wholeOfficial(1), name: '兼职人', idNo }));
    officials.insert(officialContent(b, { ...wholeOfficial(2), name: '兼职人', idNo }));
    officials.insert(officialContent(b, { name: '空白人' }));
    officials.insert(officialContent(closed, { ...wholeOfficial(3), name: '留守人', idNo }));
    const records = createRecordRepository(tx);
    const put = (title: string, more: Partial<CreditRecordContent>, unit = a) =>
      records.insert(recordContent(unit, { ...wholeRecord, documentNo: title, title, ...more }));
    const good = put('无误', {});
    put('同文一', { documentNo: '（2026）示1号' });
    put('同文二', { documentNo: '(2026) 示1号' });
    put('同文已撤', { documentNo: '（2026）示1号', status: 'revoked' });
    put('同号别单位', { documentNo: '（2026）示1号' }, b);
    put('无事实', { factSummary: ' ' });
    put('拖欠无金额', { catalogueItem: 'BN-107', amountFen: null });
    put('采购无金额', { amountFen: null });
    put('无责任人', { responsiblePersons: null });
    put('停用以后', { decisionDate: '2026-11-01' }, closed);
    put('停用当天', { decisionDate: '2026-06-30', responsiblePersons: '某某' }, closed);
    // BN-112 is in the catalogue from 2025-04-01 on; before 2024 no rule says when to enter.
    put('目录以前', { catalogueItem: 'BN-112', decisionDate: '2023-05-04' });
    put('目录以外', { catalogueItem: 'XX-1' });
    put('期满', { status: 'published', publicFrom: '2025-11-30', publicMaxUntil: '2026-11-30' });
    put('今天期满', { status: 'published', publicFrom: '2025-12-01', publicMaxUntil: '2026-12-01' });
    put('无公示期', { status: 'published' });
    const due = { rectificationStatus: 'inProgress', rectifyDueOn: '2026-11-30' } as const;
    put('整改逾期', due);
    put('整改完成', { ...due, rectificationStatus: 'done' });
    put('异议逾期', { objectionFiledOn: '2026-11-01', objectionDueOn: '2026-11-10' });
    const rows = createLedgerRepository(tx);
    const matter = (title: string, more: Partial<LedgerRowContent>) =>
      rows.insert({
        ledger: 'contracts',
        bodyUscc: a,
        officialId: null,
        recordId: null,
        rowId: null,
        number: title,
        title,
        happenedOn: '2026-01-05',
        amountFen: null,
        state: 'running',
        dueOn: '2026-11-30',
        closedOn: null,
        naturalKey: null,
        details: {},
        clocks: [],
        steps: [],
        personal: null,
        ...more,
      });
    const overdue = matter('逾期合同', {});
    matter('已办合同', { closedOn: '2026-12-01' });
    matter('作废合同', { state: withdrawnState });
    matter('今天到期', { dueOn: '2026-12-01', rowId: overdue.id });
    matter('没有期限', { dueOn: null, rowId: good.id });
    createEvidenceRepository(tx).insert({
      ownerType: 'record',
      ownerId: good.id,
      fileName: '文书.pdf',
      sha256: 'a'.repeat(64),
      size: 1,
      mime: 'application/pdf',
      documentNo: null,
      description: null,
      classification: 'internal',
      documentDate: null,
      pages: null,
      addedAt: null,
      addedBy: null,
    });
  });
  // One month from 2026-01-31 ends on 28 February; in China that day ends at 16:00 in Greenwich.
  for (const [title, moment] of [
    ['最后一刻', '2026-02-28T15:59:59.999Z'],
    ['次日零时', '2026-02-28T16:00:00.000Z'],
  ] as const) {
    at = moment;
    db.write((tx) =>
      createRecordRepository(tx).insert(
        recordContent(b, { ...wholeRecord, title, documentNo: title, decisionDate: '2026-01-31' }),
      ),
    );
  }
  db.close();
});

const withOffice = async <T>(work: (host: InProcessHost) => Promise<T>): Promise<T> => {
  const host = startInProcess({ ...engineOptions(folder), now: today });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
};

const namesOf = (kind: QualityKind, more: { unit?: string; side?: 'sound' } = {}): Promise<string[]> =>
  withOffice(async ({ client }) =>
    (await client.call('quality.findings', { kind, ...more })).rows.map(({ name }) => name).toSorted(),
  );

describe('a check', () => {
  it('has nothing to tell before it is made', async () => {
    await withOffice(async ({ client }) => {
      expect(await client.call('quality.read', {})).toEqual({ checked: null, automatic: true });
      expect((await client.call('home.overview', { cycle: null })).quality).toBeNull();
    });
  });

  it('finds every planted fault and no other, and says among how many', async () => {
    const { kinds, errors, warnings, stale } = await withOffice(({ client }) =>
      client.call('quality.check', {}),
    );
    const shares = Object.fromEntries(kinds.map(({ kind, found, among }) => [kind, `${found}/${among}`]));
    // Bodies in use: 甲镇, 乙镇, and 示例甲镇, which is 甲镇 but for what people leave out. Officials of bodies in use:
    // 兼职人 twice, 空白人. Records that stand: 21 − 1 revoked,
    // of which one (目录以前) was decided before the rule for entering began.
    expect(shares).toEqual({
      'body.noHead': '1/3',
      'body.noLiaison': '1/3',
      'body.noPhone': '1/3',
      'body.noGroup': '1/3',
      'official.noIdNo': '1/3',
      'official.noFileNo': '1/3',
      'official.noPledge': '1/3',
      'official.noPost': '1/3',
      'record.noFact': '1/20',
      'record.noAmount': '1/1',
      'record.noPersons': '1/20',
      'record.noEvidence': '19/20',
      'record.evidenceBroken': '0/1',
      'record.late': '2/19',
      'record.duplicate': '2/20',
      'official.duplicate': '2/2',
      'body.similarName': '2/3',
      'body.parentUnknown': '1/2',
      'body.parentClosed': '1/2',
      'official.bodyClosed': '1/4',
      'record.afterClosing': '1/20',
      'record.itemNotInForce': '2/20',
      // 没有期限 refers to a row that is none of a ledger.
      'ledgerRow.referenceMissing': '1/2',
      'record.shownTooLong': '1/3',
      'record.shownWithoutPeriod': '1/3',
      'record.rectificationOverdue': '1/2',
      'record.objectionOverdue': '1/1',
      'ledgerRow.overdue': '1/3',
      'body.codeWrong': '1/4',
      'body.regionWrong': '0/4',
      'body.regionUnknown': '1/4',
      'body.levelDiffers': '1/4',
    });
    // Errors: 1 fact, 2 double, 1 parent, 1 after closing, 2 outside the catalogue, 2 of publicity, 1 code, 1 ledger row; 53 in all.
    expect([errors, warnings, stale]).toEqual([11, 42, false]);
  });

  it('lists what it counted, each with what says so', async () => {
    expect(await namesOf('record.duplicate')).toEqual(['同文一', '同文二']);
    expect(await namesOf('record.noAmount')).toEqual(['拖欠无金额']);
    expect(await namesOf('record.itemNotInForce')).toEqual(['目录以前', '目录以外']);
    expect(await namesOf('record.shownTooLong')).toEqual(['期满']);
    // 停用当天 was decided on 30 June and entered in November.
    expect(await namesOf('record.late')).toEqual(['停用当天', '次日零时']);
    expect(await namesOf('record.late', { unit: b })).toEqual(['次日零时']);
    expect(await namesOf('record.late', { unit: b, side: 'sound' })).toEqual(['同号别单位', '最后一刻']);
    expect(await namesOf('ledgerRow.overdue')).toEqual(['逾期合同']);
    expect(await namesOf('official.duplicate')).toEqual(['兼职人', '兼职人']);
    expect(await namesOf('body.codeWrong')).toEqual(['示例甲镇']);
    await withOffice(async ({ client }) => {
      const says = async (kind: QualityKind) =>
        (await client.call('quality.findings', { kind })).rows[0]?.says;
      expect(await says('record.afterClosing')).toEqual(['2026-11-01', '2026-06-30']);
      expect((await client.call('quality.findings', { kind: 'record.late', unit: b })).rows).toMatchObject([
        { own: true, unit: { uscc: b, name: '示例县乙镇' }, says: ['2026-01-31', '2026-03-01'] },
      ]);
      expect(
        (await client.call('quality.findings', { kind: 'official.duplicate', unit: a })).rows,
      ).toMatchObject([{ says: ['示例县乙镇'] }]);
      expect(await says('body.levelDiffers')).toEqual(['乡镇级', '县级']);
    });
  });

  it('pages without losing or repeating a row', async () => {
    await withOffice(async ({ client }) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { rows: { id: string }[]; next: string | null } = await client.call('quality.findings', {
          kind: 'record.noEvidence',
          cursor,
          limit: 4,
        });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== null);
      expect([seen.length, new Set(seen).size]).toEqual([19, 19]);
    });
  });

  it('tells the same of one unit, of all units, and for the indicators of a cycle', async () => {
    await withOffice(async ({ client }) => {
      const ofA = (await client.call('quality.read', { unit: a })).checked;
      expect(ofA?.kinds.find(({ kind }) => kind === 'record.duplicate')).toMatchObject({ found: 2 });
      await client.call('cycles.create', {
        code: '2026',
        name: '2026年度',
        year: 2026,
        periodFrom: '2026-02-01',
        periodTo: '2026-12-31',
      });
      const { rows } = await client.call('quality.units', {});
      const unit = (uscc: string) => rows.find((row) => row.uscc === uscc);
      expect(unit(a)?.errors).toBe(ofA?.errors);
      expect(unit(b)?.entered).toEqual({ found: 2, among: 3 });
      expect(unit(closed)?.entered).toEqual({ found: 1, among: 2 });

      const period = await client.call('quality.period', { cycle: '2026' });
      expect(period).toMatchObject({ from: '2026-02-01', to: '2026-12-31' });
      const then = (uscc: string) => period.rows.find((row) => row.uscc === uscc);
      // Of 乙镇's three records two were decided in January, before the period; the third was entered in time.
      expect(then(b)).toEqual({ uscc: b, entered: { found: 1, among: 1 }, errors: 0 });
      // 旧镇: 停用以后 in time, 停用当天 late; the one after closing is an error.
      expect(then(closed)).toEqual({ uscc: closed, entered: { found: 1, among: 2 }, errors: 1 });
      // 甲镇: 15 that stand, without 目录以前 of 2023. Errors: 无事实, 目录以外, 期满, 无公示期, and 同文 twice.
      expect(then(a)).toEqual({ uscc: a, entered: { found: 14, among: 14 }, errors: 6 });
    });
  });

  it('is kept until something that it looked at changes', async () => {
    await withOffice(async ({ client }) => {
      const read = async () => (await client.call('quality.read', {})).checked;
      expect(await read()).toMatchObject({ stale: false, errors: 11 });
      const { body } = await client.call('bodies.read', { uscc: b });
      const form = {
        ...Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value ?? '')])),
        headName: '丙',
        parentUscc: a,
      };
      const put = { present: b, baseRevision: body.revision, form } as never;
      expect(await client.call('bodies.put', put)).toMatchObject({ stored: true });
      expect(await read()).toMatchObject({ stale: true });
      // The list is what stands now; the counts are those of the check, until the next one.
      expect((await client.call('quality.findings', { kind: 'body.noHead' })).rows).toEqual([]);
      const again = await client.call('quality.check', {});
      expect(again.kinds.find(({ kind }) => kind === 'body.noHead')).toMatchObject({ found: 0, among: 3 });
      expect((await client.call('home.overview', { cycle: null })).quality).toMatchObject({
        // The parent, too, was put right.
        errors: 10,
        stale: false,
      });
    });
  });
});
