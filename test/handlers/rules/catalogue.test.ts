/** 信用目录: items change by versions, and records are made by the version in force on their decision date. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { failureOf } from '../../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

type Client = InProcessHost['client'];

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const item: OperationInput<'catalogue.put'>['item'] = {
  name: '拖欠村级工程款',
  subjectType: 'body',
  polarity: 'negative',
  domain: 'township',
  legalBasis: '示例县政务诚信管理办法（示政发〔2026〕3号）',
  documentTypes: ['judgment'],
  severityDefault: 'general',
  disclosureLevel: 'public',
  updateCycle: 'event',
  validFrom: '2026-03-01',
  suggested: false,
};

const record = {
  bodyUscc: jiashan,
  documentType: 'judgment',
  documentNo: '（2026）示9901民初177号',
  issuingOrgan: '示例县人民法院',
  decisionDate: '2026-05-06',
  fact: '（虚构）未按合同约定支付村道工程款。',
};

const check = async (client: Client, form: object) => {
  const { findings } = await client.call('records.check', { present: null, form: { ...record, ...form } });
  return findings.map(({ code }) => code);
};

describe('the catalogue', () => {
  it('takes a new item under the next code, and records may be made by it from its first day on', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      expect(await check(client, { item: item.name })).toContain('record.catalogueUnknown');
      const { items } = await client.call('catalogue.items', { subjectType: 'body', polarity: 'negative' });
      const highest = Math.max(...items.map(({ code }) => Number(code.slice(3))));
      const { code } = await client.call('catalogue.put', { code: null, item });
      expect(code).toBe(`BN-${highest + 1}`);
      expect(await check(client, { item: item.name })).toEqual([]);
      expect(await check(client, { item: item.name, decisionDate: '2026-02-28' })).toContain(
        'record.catalogueNotInForce',
      );
    });
  });

  it('changes by a new version; what was recorded keeps the one of its day', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { code } = await client.call('catalogue.put', { code: null, item });
      const put = (more: object) =>
        client.call('records.put', {
          present: null,
          baseRevision: null,
          form: { ...record, item: item.name, ...more },
        });
      const { id } = await put({});
      const changed = { ...item, validFrom: '2026-06-01', severityDefault: 'serious' } as const;
      expect(await client.call('catalogue.put', { code, item: changed })).toEqual({
        code,
        previousEndsOn: '2026-05-31',
      });
      const read = async (found: string | null) => client.call('records.read', { id: found ?? '' });
      expect(await read(id)).toMatchObject({
        record: { severity: 'general' },
        item: { validFrom: '2026-03-01', validTo: '2026-05-31' },
      });
      const later = await put({ documentNo: '2号', decisionDate: '2026-06-01' });
      expect(await read(later.id)).toMatchObject({
        record: { severity: 'serious' },
        item: { validFrom: '2026-06-01' },
      });
      const { versions, records } = await client.call('catalogue.read', { code });
      expect(versions.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
        ['2026-06-01', null],
        ['2026-03-01', '2026-05-31'],
      ]);
      expect(records).toBe(2);
      const on = async (day: string) =>
        (await client.call('catalogue.items', { on: day })).items.find((one) => one.code === code);
      expect(await on('2026-05-31')).toMatchObject({ severityDefault: 'general', versions: 2 });
      expect(await on('2026-06-01')).toMatchObject({ severityDefault: 'serious' });
      expect(await failureOf(client.call('catalogue.put', { code, item: changed }))).toMatchObject({
        code: 'catalogue.overlaps',
        params: { item: item.name, present: '2026-06-01' },
      });
    });
  });

  it('ends an item: nothing is recorded by it afterwards', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { code } = await client.call('catalogue.put', { code: null, item });
      const end = (lastDay: string) => client.call('catalogue.end', { code, lastDay });
      expect(await failureOf(end('2026-02-01'))).toMatchObject({ code: 'catalogue.endsTooEarly' });
      await end('2026-05-05');
      expect(await check(client, { item: item.name })).toContain('record.catalogueNotInForce');
      expect(await check(client, { item: item.name, decisionDate: '2026-05-05' })).toEqual([]);
      expect(await failureOf(end('2026-07-01'))).toMatchObject({ code: 'catalogue.ended' });
      const all = await client.call('catalogue.items', { all: true, text: item.name });
      expect(all.items).toMatchObject([{ code, validTo: '2026-05-05' }]);
    });
  });

  it('refuses what no record may rest on', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const put = (more: object, legislationConfirmed = false) =>
        failureOf(
          client.call('catalogue.put', { code: null, item: { ...item, ...more }, legislationConfirmed }),
        );
      expect(await put({ documentTypes: ['judgment', 'pledge'] })).toMatchObject({
        code: 'catalogue.notEffective',
      });
      expect(await put({ name: '违规信访' })).toMatchObject({ code: 'catalogue.petition' });
      expect(await put({ name: '拖欠中小企业账款' })).toMatchObject({
        code: 'catalogue.nameTaken',
        params: { name: '拖欠中小企业账款', code: 'BN-107' },
      });
      expect(await put({ legalBasis: ' ' })).toMatchObject({ code: 'operation.invalidInput' });
      await client.call('catalogue.put', {
        code: null,
        item: { ...item, name: '违规信访' },
        legislationConfirmed: true,
      });
      const changed = client.call('catalogue.put', {
        code: 'BN-107',
        item: { ...item, polarity: 'positive' },
      });
      expect(await failureOf(changed)).toMatchObject({ code: 'catalogue.subjectFixed' });
    });
  });
});
