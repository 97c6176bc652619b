/**
 * Audit rules over the sample county: a copy of TOWNSHIP-2026 with rules of every scope, assessed in a cycle of its own
 * after the one of 2026.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { requireCycle } from '#engine/handlers/cycles.ts';
import { submissionBlockers } from '#engine/handlers/entries/submission-blockers.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { loadNewestModels } from '#engine/resources.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { countingSources } from '#test/db/support/sample.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

type Client = InProcessHost['client'];

const cycle = '2027';
const count = (leaf: string, item: string, more: object = {}) => ({ leaf, item, ...more });
const rules = [
  {
    code: 'T1',
    name: '公职人员总数前后一致',
    severity: 'error',
    scope: 'rows',
    values: { files: count('D3.1', 'd'), pledges: count('D3.3', 'd') },
    left: 'files',
    relation: '=',
    right: 'pledges',
    message: '请按年末在编在岗人数统一填报。',
  },
  {
    code: 'T2',
    name: '承诺事项不应大幅减少',
    severity: 'warning',
    scope: 'lastPeriod',
    values: { now: count('C1.1', 'd'), last: count('C1.1', 'd', { period: 'last' }) },
    left: 'now',
    relation: '≥',
    right: 'last',
    tolerance: { percent: 50 },
  },
  {
    code: 'T3',
    name: '公职人员总数与名册一致',
    severity: 'warning',
    scope: 'database',
    values: { stated: count('D3.1', 'd'), known: { officials: 'all' } },
    left: 'stated',
    relation: '≥',
    right: 'known',
  },
  {
    code: 'T4',
    name: '合同数不少于台账',
    severity: 'warning',
    scope: 'tables',
    values: {
      stated: count('C2.1', 'd'),
      kept: { metric: { source: 'ledger:contracts', op: 'count' }, label: '合同台账中到期的合同数' },
    },
    left: 'stated',
    relation: '≥',
    right: 'kept',
  },
  {
    code: 'T5',
    name: '否决事项应有失信记录',
    severity: 'warning',
    scope: 'tables',
    when: 'veto > 0',
    values: {
      veto: { decision: 'V1' },
      records: { metric: { source: 'records', op: 'count', where: [{ field: 'polarity', eq: 'negative' }] } },
    },
    left: 'records',
    relation: '>',
    right: '1000',
    at: { leaf: 'E1.1' },
  },
];

const original = path.join(sharedTemporaryFolder(), 'audit-county');
beforeAll(async () => {
  await makeOffice(original, county, true);
  await withOffice(original, async ({ client }) => {
    const township = loadNewestModels().find(({ document }) => document.code === 'TOWNSHIP-2026');
    const document = { ...township?.document, version: '9.0.0', auditRules: rules };
    const { findings } = await client.call('models.import', { document: JSON.stringify(document) });
    expect(findings).toEqual([]);
    await client.call('cycles.create', {
      code: cycle,
      name: '2027年度政务诚信考核',
      year: 2027,
      periodFrom: '2027-01-01',
      periodTo: '2027-12-31',
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan, xintian] }],
    });
  });
});
const atCounty = <Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), ({ client }) => work(client));

const put = (client: Client, ...cells: [leaf: string, item: string, text: string | null][]) =>
  client.call('entries.putMany', {
    cycle,
    cells: cells.map(([leaf, item, text]) => ({
      bodyUscc: jiashan,
      role: 'self' as const,
      leaf,
      item,
      text,
    })),
  });
/** Words of what the rules find for the unit, each with its place. */
const found = async (client: Client) => {
  const { rows } = await client.call('entries.check', { cycle, bodyUscc: jiashan });
  return (rows[0]?.findings ?? [])
    .filter(({ code }) => code.startsWith('entry.rule.'))
    .map((finding) => ({
      place: `${finding.leaf} ${finding.item ?? ''} ${finding.role ?? ''}`,
      severity: finding.severity,
      words: describeFinding(finding),
    }));
};

describe('审核公式', () => {
  it('says both sides with their names and values, at the cell of the side named first', () =>
    atCounty(async (client) => {
      expect(await found(client)).toEqual([]);
      await put(client, ['D3.1', 'd', '12'], ['D3.3', 'd', '15']);
      expect(await found(client)).toContainEqual({
        place: 'D3.1 d self',
        severity: 'error',
        words:
          '公职人员总数前后一致（T1）：左边 12 ≠ 右边 15，差 3。“诚信档案建档率·公职人员总数”应等于“诚信廉洁承诺签订率·公职人员总数”。请按年末在编在岗人数统一填报。',
      });
    }));

  it('stands at the same cells when one indicator is seen unit by unit', () =>
    atCounty(async (client) => {
      await client.call('entries.putMany', {
        cycle: '2026',
        cells: [{ bodyUscc: jiashan, role: 'self', leaf: 'C1.1', item: 'd', text: '24' }],
      });
      await put(client, ['D3.1', 'd', '1'], ['D3.3', 'd', '15'], ['C1.1', 'd', '11']);
      const role = 'self';
      const places = [
        ['D3.1', 'd'],
        ['C1.1', 'd'],
        ['D3.3', 'd'],
      ] as const;
      const codes = new Set<unknown>();
      for (const bodyUscc of [jiashan, xintian]) {
        const sheet = await client.call('entries.sheet', { cycle, bodyUscc, role });
        for (const [leaf, item] of places) {
          const line = sheet.nodes
            .find(({ code }) => code === leaf)
            ?.leaf?.items.find((one) => one.item === item);
          const model = { modelCode: 'TOWNSHIP-2026', modelVersion: '9.0.0' };
          const { rows } = await client.call('entries.column', { cycle, ...model, leaf, item, role });
          expect(rows.find((row) => row.bodyUscc === bodyUscc)?.line).toEqual(line);
          for (const { code, params } of line?.stated.self?.findings ?? []) {
            if (code === 'entry.rule.broken') codes.add(params.rule);
          }
        }
      }
      // 1 against 15 on the same sheet, 11 against 24 last year, 1 against the officials of the database.
      expect([...codes].sort()).toEqual(['T1', 'T2', 'T3']);
    }));

  it('comes and goes as cells are entered, also at leaves that were not entered themselves', () =>
    atCounty(async (client) => {
      await put(client, ['D3.1', 'd', '12']);
      const { leaves } = await put(client, ['D3.3', 'd', '15']);
      const rulesAt = (of: typeof leaves) =>
        of.map(({ leaf }) => [
          leaf.code,
          leaf.findings.filter(({ code }) => code === 'entry.rule.broken').map(({ params }) => params.rule),
        ]);
      expect(rulesAt(leaves)).toEqual([
        ['D3.3', []],
        ['D3.1', ['T1']],
      ]);
      const mended = await put(client, ['D3.3', 'd', '12']);
      expect(rulesAt(mended.leaves)).toEqual([
        ['D3.3', []],
        ['D3.1', []],
      ]);
      const sheet = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role: 'self' });
      const cell = sheet.nodes
        .find(({ code }) => code === 'D3.1')
        ?.leaf?.items.find(({ item }) => item === 'd');
      expect(cell?.stated.self?.findings.map(({ code }) => code)).not.toContain('entry.rule.broken');
    }));

  it('compares with last period: half as many as last year at least', () =>
    atCounty(async (client) => {
      // 24 in 2026; half of it, 12, is still enough.
      await client.call('entries.putMany', {
        cycle: '2026',
        cells: [{ bodyUscc: jiashan, role: 'self', leaf: 'C1.1', item: 'd', text: '24' }],
      });
      await put(client, ['C1.1', 'd', '12']);
      expect(await found(client)).toEqual([]);
      await put(client, ['C1.1', 'd', '11']);
      const [finding] = await found(client);
      expect(finding?.words).toContain('左边 11 < 右边 24，差 13');
      expect(finding?.words).toContain(
        '不应小于“上期公开承诺事项兑现率·到期的公开承诺事项总数”（允许相差 50%）',
      );
    }));

  it('compares with the officials of the database, with a ledger and with decisions', () =>
    atCounty(async (client) => {
      const { total } = await client.call('officials.search', { bodyUscc: jiashan });
      expect(total).toBeGreaterThan(1);
      await put(client, ['D3.1', 'd', '1'], ['D3.3', 'd', '1'], ['C2.1', 'd', '0']);
      expect((await found(client)).map(({ words }) => words)).toEqual([
        `公职人员总数与名册一致（T3）：左边 1 < 右边 ${total}，差 ${total - 1}。“诚信档案建档率·公职人员总数”不应小于“信用库登记的公职人员数”。`,
      ]);
      await client.call('decisions.put', {
        cycleCode: cycle,
        bodyUscc: jiashan,
        kind: 'veto',
        code: 'V1',
        count: '1',
        reason: '期末仍为失信被执行人',
      });
      expect((await found(client)).map(({ place }) => place)).toEqual(['D3.1 d self', 'E1.1  assessor']);
    }));

  it('is not asked of a leaf that does not apply', () =>
    atCounty(async (client) => {
      await put(client, ['D3.1', 'd', '12'], ['D3.3', 'd', '15']);
      await client.call('decisions.put', {
        cycleCode: cycle,
        bodyUscc: jiashan,
        kind: 'notApplicable',
        code: 'D3.3',
        count: '1',
        reason: '无此职责',
      });
      expect((await found(client)).map(({ words }) => words.slice(0, 10))).not.toContain(
        '公职人员总数前后一致',
      );
    }));

  it('an error stands in the way of handing in, and so does a warning until it is explained', async () => {
    const folder = copyOffice(original);
    const blockers = () => {
      const { reader, close } = openDatabase(folder, { ...countingSources(), readonly: true });
      try {
        const all = submissionBlockers(reader, requireCycle(reader, cycle), jiashan);
        return all.filter(({ leaf }) => leaf === 'C1.1').map(({ code, severity }) => `${severity} ${code}`);
      } finally {
        close();
      }
    };
    await withOffice(folder, async ({ client }) => {
      await client.call('entries.putMany', {
        cycle: '2026',
        cells: [{ bodyUscc: jiashan, role: 'self', leaf: 'C1.1', item: 'd', text: '24' }],
      });
      await put(client, ['C1.1', 'd', '2'], ['C1.1', 'n', '一']);
    });
    expect(blockers()).toEqual([
      'error data.value.wrongType',
      'warning entry.evidenceMissing',
      'warning entry.rule.broken',
    ]);
  });
});
