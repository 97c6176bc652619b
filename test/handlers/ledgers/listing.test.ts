/** Lists of ledger rows as the window asks for them: of several ledgers at once, and with the limit that was kept. */
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../../support/offices.ts';
import { sharedTemporaryFolder } from '../../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

const put = async (client: Client, ledger: LedgerCode, form: Record<string, string>): Promise<string> => {
  const { id, findings } = await client.call('ledgers.put', {
    ledger,
    present: null,
    baseRevision: null,
    form,
  });
  if (id === null) throw new Error(JSON.stringify(findings));
  return id;
};

const contract = (number: string, performedOn: string) => ({
  bodyUscc: jiashan,
  number,
  title: '甲山镇道路硬化工程施工合同',
  counterparty: '（虚构）示例路桥有限公司',
  happenedOn: '2025-11-03',
  performBy: '2026-06-30',
  performedOn,
});

it('lists rows of some ledgers and of no other', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await put(client, 'contracts', contract('HT-1', ''));
    await put(client, 'petitions', {
      bodyUscc: jiashan,
      number: '信1',
      channel: '来信',
      title: '（虚构）补偿款没有发放',
      happenedOn: '2026-09-01',
    });
    const list = async (among: LedgerCode[]) =>
      (await client.call('ledgers.list', { among, bodyUscc: jiashan })).rows.map(({ ledger }) => ledger);
    expect(await list(['petitions', 'complaints'])).toEqual(['petitions']);
    expect(await list(['contracts', 'petitions'])).toEqual(['petitions', 'contracts']);
    expect(await list(['complaints'])).toEqual([]);
  });
});

it('tells of a closed matter whether its limit was kept, by how much when it was not', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await put(client, 'contracts', contract('HT-1', '2026-06-30'));
    // From 30 June to 10 July: ten days late.
    await put(client, 'contracts', contract('HT-2', '2026-07-10'));
    const { rows } = await client.call('ledgers.list', {
      ledger: 'contracts',
      sort: 'number',
      descending: false,
    });
    expect(rows.map(({ clock }) => [clock?.state, clock?.remaining])).toEqual([
      ['met', 0],
      ['late', -10],
    ]);
  });
});
