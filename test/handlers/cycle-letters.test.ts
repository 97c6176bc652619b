/** Letters about an assessment cycle, and about one unit in it. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildLetter } from '#engine/documents/letter.ts';
import { cycleSubjectId } from '#shared/documents/cycle-subject.ts';
import type { DocumentBlock } from '#shared/documents/plan.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');

beforeAll(async () => {
  await makeOffice(original, county, true);
});

describe('a letter about a cycle', () => {
  it('knows the cycle, and the unit where it is about one', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const formOf = async (id: string) =>
        Object.fromEntries(
          (
            await client.call('documents.form', { document: 'resultNotice', subject: { kind: 'cycle', id } })
          ).fields.map(({ name, value }) => [name, value]),
        );
      expect(await formOf('2025')).toMatchObject({
        考核名称: '2025年度政务诚信考核',
        方案文号: '示信办〔2025〕2号',
        考核期起: '2025-01-01',
        考核期止: '2025-12-31',
        单位数: '20',
      });
      const unit = cycleSubjectId({ cycle: '2025', unit: jiashan });
      expect(await formOf(unit)).toMatchObject({ 考核名称: '2025年度政务诚信考核' });
      const unknown = cycleSubjectId({ cycle: '2025', unit: '110000000000000000' });
      expect(await failureOf(formOf(unknown))).toMatchObject({ code: 'cycle.unitUnknown' });
      expect(await failureOf(formOf('2019'))).toMatchObject({ code: 'cycle.unknown' });
    });
  });

  it('holds tables where its wording says so, and only by themselves', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { templates } = await client.call('documents.templates', {});
      const notice = templates.find(({ code }) => code === 'resultNotice');
      if (notice === undefined) throw new Error('there is a notice of results');
      const table: DocumentBlock = {
        kind: 'table',
        columns: [{ title: '单位', share: 1, align: 'left' }],
        rows: [['甲山镇']],
      };
      const paragraphs = ['# 一、考核结果', '{考核结果表}', '# 二、公示时间', '公示五个工作日。'];
      const letter = { officeName: '示例县信用办', today: '2026-09-28', values: {} };
      const withTable = buildLetter({
        ...letter,
        template: { ...notice, paragraphs },
        tables: { 考核结果表: [table] },
      });
      expect(withTable.blocks.map(({ kind }) => kind)).toEqual(['heading', 'table', 'heading', 'paragraph']);
      // Without a result the heading above it goes, too, and the next one counts on from there.
      const without = buildLetter({ ...letter, template: { ...notice, paragraphs } });
      expect(without.blocks).toEqual([
        { kind: 'heading', level: 1, text: '一、公示时间' },
        { kind: 'paragraph', look: 'body', text: '公示五个工作日。' },
      ]);
      const { delivered } = notice;
      const within = { ...delivered, paragraphs: ['结果见{考核结果表}。'] };
      expect(
        await failureOf(client.call('documents.reword', { document: 'resultNotice', wording: within })),
      ).toEqual({ code: 'document.fieldsUnknown', params: { names: ['考核结果表'] } });
    });
  });
});

describe('the plan of a cycle as a paper', () => {
  const subject = { kind: 'cycle', id: '2026' } as const;
  const document = 'assessmentPlan';
  type Table = Extract<DocumentBlock, { kind: 'table' }>;
  it('says whom, when, by which model, who states what, what does not apply and what follows', async () => {
    const data = copyOffice(original);
    await withOffice(data, async ({ client }) => {
      await client.call('cycles.setPlan', {
        cycle: '2026',
        reviewLimit: '0.5',
        stages: [
          { stage: 'selfAssess', from: '2026-12-08', to: '2026-12-28' },
          { stage: 'firstReview', from: '2026-12-29', to: '2027-01-18' },
        ],
        fillers: [{ modelCode: 'TOWNSHIP-2026', leaf: 'A1.2', role: 'department', bodyUscc: jiashan }],
      });
      const { plan } = await client.call('documents.preview', { document, subject, fields: {} });
      const tables = plan.blocks.filter((block): block is Table => block.kind === 'table');
      const rowsOf = (title: string): string[][] =>
        tables
          .filter(({ columns }) => columns.some((column) => column.title === title))
          .flatMap(({ rows }) => rows);
      expect(plan).toMatchObject({ title: '2026年度政务诚信考核方案', number: '示信办〔2026〕3号' });
      // 12 townships in two groups and 8 departments, as the sample county is made.
      expect(rowsOf('组别').map(([group, , count]) => [group, count])).toEqual([
        ['城区组', '5'],
        ['农村组', '7'],
        ['县直部门组', '8'],
      ]);
      expect(rowsOf('阶段')).toEqual([
        ['1', '自评', '2026年12月8日', '2026年12月28日', '单位自评'],
        ['2', '初审', '2026年12月29日', '2027年1月18日', '考核人'],
      ]);
      const { models } = await client.call('models.list', {});
      const digest = models.find(
        ({ code, version }) => `${code} ${version}` === rowsOf('校验码')[0]?.[1],
      )?.digest;
      expect(rowsOf('校验码')[0]?.[3]?.replaceAll(' ', '')).toBe(digest);
      expect(rowsOf('总分').slice(0, 2)).toEqual([
        ['优秀', '90分（含）以上'],
        ['良好', '80分（含）以上，90分（不含）以下'],
      ]);
      const filled = rowsOf('数据由谁提供');
      expect(filled.find(([code]) => code === 'A1.2')?.[3]).toBe('主管部门（示例县甲山镇人民政府）');
      expect(filled.find(([code]) => code === 'A1.1')?.[3]).toBe('被考核单位');
      expect(filled.find(([code]) => code === 'B3.3')?.[3]).toBe('问卷调查');
      expect(rowsOf('理由')).toContainEqual([
        expect.stringMatching(/^S2 行业信用监管$/),
        '示例县档案馆、示例县机关事务服务中心',
        '该单位没有此项职责',
      ]);
      expect(rowsOf('情形和处理')).toContainEqual([
        '最低等次限期整改',
        '责令整改',
        '1个月',
        expect.stringContaining('国发〔2016〕76号'),
      ]);
    });
  });
});

it('leaves out of a plan what is not laid down', async () => {
  await withOffice(copyOffice(original), async ({ client }) => {
    await client.call('cycles.create', {
      ...{ code: '2027', name: '2027年度政务诚信考核', year: 2027 },
      ...{ periodFrom: '2027-01-01', periodTo: '2027-12-31' },
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan] }],
    });
    const subject = { kind: 'cycle', id: '2027' } as const;
    const { plan } = await client.call('documents.preview', {
      document: 'assessmentPlan',
      subject,
      fields: {},
    });
    const texts = plan.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
    expect(texts).toContain('各阶段的起止日期另行通知。');
    expect(texts.join()).not.toContain('不适用');
    // What follows counts on.
    expect(texts).toContain('五、结果运用');
  });
});
