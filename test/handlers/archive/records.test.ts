/** Registering, changing, withdrawing and finding credit records, on the sample county. */
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { eachPage } from '#shared/contract/client.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { lookInto } from '../../support/database-content.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

/** Everything a new record about a body needs, and nothing more. */
const form = {
  bodyUscc: jiashan,
  item: 'BN-107',
  documentType: 'judgment',
  documentNo: '（2026）示9901民初77号',
  issuingOrgan: '示例县人民法院',
  decisionDate: '2026年5月6日',
  fact: '（虚构）未按合同约定支付工程款。',
};

const told = (findings: readonly Finding[]) =>
  findings.map(({ severity, field, code }) => `${severity} ${field} ${code}`);

describe('a record form', () => {
  it('is told what is wrong, field by field, and stores nothing', async () => {
    const folder = copyOffice(original);
    await withOffice(folder, async ({ client }) => {
      const { total } = await client.call('records.totals', {});
      // The check character of 11990101MB9A01033B is B, so that C in its place is found out.
      const wrong = {
        ...form,
        bodyUscc: '11990101MB9A01033C',
        documentType: 'commendation',
        documentNo: '',
        decisionDate: '2099-01-01',
        amount: '十万',
        severity: '重大',
      };
      const answer = await client.call('records.put', { present: null, baseRevision: null, form: wrong });
      expect(answer).toMatchObject({ stored: false, id: null });
      expect(told(answer.findings).toSorted()).toEqual([
        'error amount row.notANumber',
        'error bodyUscc uscc.checkDigit',
        'error decisionDate record.dateInFuture',
        'error documentNo row.required',
        'error documentType record.documentTypeNotAllowed',
        'error severity row.notInList',
      ]);
      const code = answer.findings.find(({ field }) => field === 'bodyUscc');
      expect(code?.params).toEqual({ expected: 'B', found: 'C' });
      for (const finding of answer.findings) expect(describeFinding(finding)).not.toContain(finding.code);
      expect(await client.call('records.totals', {})).toMatchObject({ total });
      expect(await client.call('records.check', { present: null, form: wrong })).toMatchObject({
        findings: answer.findings,
      });
    });
  });

  it('becomes a confirmed record with what the catalogue and the dated rules say', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const checked = await client.call('records.check', { present: null, form });
      // 一般失信, decided after 2026-04-01 (国家发展改革委令第36号): three months at least, one year at most.
      expect(checked).toMatchObject({
        findings: [],
        bodyName: '示例县甲山镇人民政府',
        item: { code: 'BN-107', name: '拖欠中小企业账款' },
        publicity: {
          publicFrom: '2026-05-06',
          publicMinUntil: '2026-08-06',
          publicMaxUntil: '2027-05-06',
          reason: 'shown',
          rule: { code: 'publicity.general' },
        },
        duplicate: null,
      });
      const { stored, id } = await client.call('records.put', {
        present: null,
        baseRevision: null,
        form: { ...form, amount: '１２.5 万元' },
      });
      expect(stored).toBe(true);
      const { record, own, item, revisions } = await client.call('records.read', { id: id ?? '' });
      expect(record).toMatchObject({
        subjectType: 'body',
        bodyUscc: jiashan,
        bodyName: '示例县甲山镇人民政府',
        catalogueItem: 'BN-107',
        domain: 'investment',
        polarity: 'negative',
        title: '拖欠中小企业账款',
        decisionDate: '2026-05-06',
        amountFen: 12_500_000,
        severity: 'general',
        disclosureLevel: 'public',
        publicFrom: '2026-05-06',
        publicMinUntil: '2026-08-06',
        publicMaxUntil: '2027-05-06',
        status: 'confirmed',
        rectificationStatus: 'notStarted',
        repairStatus: 'none',
        revision: 1,
      });
      expect(own).toBe(true);
      expect(item?.legalBasis).toContain('保障中小企业款项支付条例');
      expect(revisions).toEqual([]);
    });
  });

  it('names the record that is there already, however its number is typed', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const put = (documentNo: string) =>
        client.call('records.put', { present: null, baseRevision: null, form: { ...form, documentNo } });
      const first = await put('示法〔2026〕5号');
      const again = await put('示法[2026] ５号');
      expect(told(again.findings)).toEqual(['error documentNo record.duplicate']);
      expect(again.findings[0]?.params).toMatchObject({ record: first.id, date: '2026-05-06' });
      const checked = await client.call('records.check', {
        present: null,
        form: { ...form, documentNo: '示法【2026】5号' },
      });
      expect(checked.duplicate).toEqual({ id: first.id, decisionDate: '2026-05-06', status: 'confirmed' });

      // The record itself is no duplicate of itself; another body's with the same number is another record.
      const self = { present: first.id, form: { ...form, documentNo: '示法(2026)5号' } };
      expect((await client.call('records.check', self)).findings).toEqual([]);
      const other = { ...form, bodyUscc: xintian, documentNo: '示法〔2026〕5号' };
      expect((await client.call('records.check', { present: null, form: other })).findings).toEqual([]);

      // Withdrawn ones only get a word.
      await client.call('records.revoke', { id: first.id ?? '', reason: '文书被撤销' });
      const anew = await put('示法〔2026〕5号');
      expect(told(anew.findings)).toEqual(['warning documentNo record.duplicateRevoked']);
      expect(anew.stored).toBe(true);
    });
  });

  it('asks for a reason before a minor matter is shown, and keeps the decision', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const minor = { ...form, severity: 'minor', showAnyway: true };
      const check = (more: object) =>
        client.call('records.check', { present: null, form: { ...minor, ...more } });
      expect((await check({ showAnyway: false })).publicity).toMatchObject({
        reason: 'notByDefault',
        publicFrom: null,
      });
      expect(told((await check({})).findings)).toEqual(['error remarks record.showAnywayNeedsReason']);
      const { publicity, findings } = await check({ remarks: '涉及人数较多' });
      expect(findings).toEqual([]);
      // At most three months, no shortest period.
      expect(publicity).toMatchObject({
        publicFrom: '2026-05-06',
        publicMinUntil: null,
        publicMaxUntil: '2026-08-06',
      });
    });
  });

  it('takes a record about an official only with one of the body’s own', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { rows } = await client.call('officials.search', { bodyUscc: jiashan });
      const [own] = rows;
      const elsewhere = (await client.call('officials.search', { bodyUscc: xintian })).rows[0];
      const personal = {
        ...form,
        subjectType: 'official',
        item: 'ON-303',
        documentType: 'accountability',
      } as const;
      const check = async (more: object) =>
        told(
          (await client.call('records.check', { present: null, form: { ...personal, ...more } })).findings,
        );
      expect(await check({})).toEqual(['error officialId row.required']);
      expect(await check({ officialId: elsewhere?.id })).toEqual([
        'error officialId record.officialElsewhere',
      ]);
      expect(await check({ officialId: '00000000-0000-7000-8000-000000000000' })).toEqual([
        'error officialId record.officialUnknown',
      ]);
      expect(await check({ officialId: own?.id, item: 'BN-107' })).toContain(
        'error item record.catalogueUnknown',
      );
      const { id } = await client.call('records.put', {
        present: null,
        baseRevision: null,
        form: { ...personal, officialId: own?.id },
      });
      const { record, publicity } = await client.call('records.read', { id: id ?? '' });
      expect(record).toMatchObject({ subjectType: 'official', officialName: own?.name, publicFrom: null });
      expect(publicity.reason).toBe('notPublic');
      // Two officials named by one decision have a record each.
      expect(await check({ officialId: own?.id })).toEqual(['error documentNo record.duplicate']);
      expect(await check({ officialId: rows[1]?.id })).toEqual([]);
      expect(
        (await client.call('records.search', { officialId: own?.id })).rows.map((row) => row.id),
      ).toContain(id);
    });
  });
});

describe('a stored record', () => {
  it('is changed by its owner, and what it was is kept', async () => {
    const folder = copyOffice(original);
    await withOffice(folder, async ({ client }) => {
      const { id } = await client.call('records.put', { present: null, baseRevision: null, form });
      const put = (baseRevision: number, more: object) =>
        client.call('records.put', { present: id, baseRevision, form: { ...form, ...more } });
      expect(await put(1, { severity: 'serious', amount: '3' })).toMatchObject({
        stored: true,
        findings: [],
      });
      // Saved again as it is: nothing changes.
      await put(2, { severity: 'serious', amount: '3' });
      expect(await failureOf(put(1, { fact: '别的' }))).toMatchObject({ code: 'form.changedMeanwhile' });

      const { record, revisions } = await client.call('records.read', { id: id ?? '' });
      // 严重失信: one year at least, three at most.
      expect(record).toMatchObject({
        revision: 2,
        publicMinUntil: '2027-05-06',
        publicMaxUntil: '2029-05-06',
      });
      expect(revisions).toMatchObject([{ revision: 1, actor: 'local' }]);
      expect(revisions[0]?.fields).toEqual([
        { field: 'amountFen', before: null, after: 3_000_000 },
        { field: 'severity', before: 'general', after: 'serious' },
        { field: 'publicMinUntil', before: '2026-08-06', after: '2027-05-06' },
        { field: 'publicMaxUntil', before: '2027-05-06', after: '2029-05-06' },
      ]);
    });
    const events = lookInto(folder, (database) =>
      database.prepare('SELECT event FROM audit_log').pluck().all(),
    ).map((event) => JSON.parse(String(event)) as { action: string; details: object });
    expect(events.filter(({ action }) => action === 'records.put').map(({ details }) => details)).toEqual([
      { table: 'credit_records', revision: 1 },
      { table: 'credit_records', revision: 2 },
    ]);
  });

  it('is withdrawn with a reason, never deleted, and then closed', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { total } = await client.call('records.totals', {});
      const { id } = await client.call('records.put', {
        present: null,
        baseRevision: null,
        form: { ...form, remarks: '已告知' },
      });
      await client.call('records.revoke', { id: id ?? '', reason: '判决被再审撤销' });
      const { record, revisions } = await client.call('records.read', { id: id ?? '' });
      expect(record).toMatchObject({ status: 'revoked', remarks: '已告知；撤销原因：判决被再审撤销' });
      expect(revisions[0]?.fields.map(({ field }) => field)).toEqual(['status', 'remarks']);
      expect(await client.call('records.totals', {})).toMatchObject({ total: total + 1 });
      const closed = { code: 'record.revoked', params: { documentNo: form.documentNo } };
      expect(await failureOf(client.call('records.revoke', { id: id ?? '', reason: '再次' }))).toEqual(
        closed,
      );
      expect(await failureOf(client.call('records.put', { present: id, baseRevision: 2, form }))).toEqual(
        closed,
      );
    });
  });

  it('belongs to the office that registered it', async () => {
    const folder = copyOffice(original);
    let id = '';
    await withOffice(folder, async ({ client }) => {
      id = (await client.call('records.put', { present: null, baseRevision: null, form })).id ?? '';
    });
    const database = new Sqlite(path.join(folder, 'credit.db'));
    database
      .prepare('UPDATE credit_records SET owner_office = ? WHERE id = ?')
      .run('00000000-0000-7000-8000-00000000000f', id);
    database.close();
    await withOffice(folder, async ({ client }) => {
      expect((await client.call('records.read', { id })).own).toBe(false);
      const change = client.call('records.put', {
        present: id,
        baseRevision: 1,
        form: { ...form, amount: '1' },
      });
      expect(await failureOf(change)).toMatchObject({ code: 'database.rowOfAnotherOffice' });
      const revoke = client.call('records.revoke', { id, reason: '不是我们的' });
      expect(await failureOf(revoke)).toMatchObject({ code: 'database.rowOfAnotherOffice' });
    });
  });
});

describe('the ledger', () => {
  it('is read in pages, with its totals', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const filter = { polarity: 'negative', bodyUscc: jiashan } as const;
      const rows = [];
      for await (const page of eachPage((cursor) =>
        client.call('records.search', { ...filter, sort: 'severity', limit: 3, cursor }),
      )) {
        rows.push(...page);
      }
      const once = await client.call('records.search', { ...filter, sort: 'severity' });
      expect(rows).toEqual(once.rows);
      expect(rows.length).toBeGreaterThan(3);
      const order = ['serious', 'general', 'minor'];
      const ranks = rows.map(({ severity }) => order.indexOf(severity));
      expect(ranks).toEqual(ranks.toSorted());
      expect(await client.call('records.totals', filter)).toEqual({
        total: rows.length,
        more: false,
        amountFen: String(rows.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)),
      });
      const wrong = client.call('records.search', { ...filter, cursor: '{"segment":0,"values":["x"]}' });
      expect(await failureOf(wrong)).toMatchObject({ code: 'operation.invalidInput' });
    });
  });
});
