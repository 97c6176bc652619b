/** Papers out of the sample county: what they say, whom they tell it, and that every use is on record. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#shared/contract/client.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice } from '../support/offices.ts';
import { convertWithOffice } from '../support/soffice.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const original = path.join(sharedTemporaryFolder(), 'county');
const body = { kind: 'body', id: jiashan } as const;

beforeAll(async () => {
  await makeOffice(original, county, true);
});

/** Everything that a plan says. */
const textOf = (plan: DocumentPlan): string => JSON.stringify(plan);

const report = async (
  client: Client,
  scope: string,
  subject: { kind: 'body' | 'official'; id: string } = body,
) => (await client.call('documents.preview', { document: 'creditReport', subject, fields: { scope } })).plan;

/** Titles of the records that a report shows. */
const recordsIn = (plan: DocumentPlan): string[] =>
  plan.blocks.flatMap((block) =>
    block.kind === 'facts' && /^\d+\. /.test(block.title ?? '') ? [block.title ?? ''] : [],
  );

describe('a credit report', () => {
  it('shows each reader what is for them, with the source of every record', async () => {
    await withOffice(copyOffice(original), async ({ client, grantWrite }) => {
      const form = {
        bodyUscc: jiashan,
        item: 'BN-107',
        documentType: 'judgment',
        documentNo: '（2026）示9901民初77号',
        issuingOrgan: '示例县人民法院',
        decisionDate: '2026-05-06',
        fact: '（虚构）未按合同约定支付工程款。',
      };
      await client.call('records.put', { present: null, baseRevision: null, form });
      const [everything, shared, forAll] = [
        recordsIn(await report(client, 'internal')),
        recordsIn(await report(client, 'shared')),
        recordsIn(await report(client, 'public')),
      ];
      expect(everything.length).toBeGreaterThan(shared.length);
      expect(shared.length).toBeGreaterThan(forAll.length);

      const plan = await report(client, 'shared');
      const mine = plan.blocks.find(
        (block) => block.kind === 'facts' && block.items.some(({ text }) => text === form.documentNo),
      );
      const source = mine?.kind === 'facts' ? mine.items.find(({ look }) => look === 'source')?.text : '';
      expect(source).toContain('BN-107 拖欠中小企业账款');
      expect(source).toMatch(/录入：\d{4}-\d{2}-\d{2} 由本机用户登记/);
      for (const block of plan.blocks) {
        if (block.kind === 'facts' && /^\d+\. /.test(block.title ?? '')) {
          expect(block.items.at(-1)?.text).toMatch(/依据：.+；录入：.+；记录编号：/);
        }
      }

      // What was written is told by the log of uses, with the digest of the very file.
      const target = path.join(temporaryFolder(), '甲山镇信用报告.docx');
      const fields = { scope: 'shared', purpose: 'procurement' };
      const asked = { document: 'creditReport', subject: body, fields, format: 'docx' } as const;
      await client.call('documents.write', { ...asked, file: grantWrite(target) });
      const digest = createHash('sha256').update(readFileSync(target)).digest('hex');
      const { rows } = await client.call('documents.uses', { subject: body });
      expect(rows).toMatchObject([
        {
          name: '政务信用报告',
          purpose: '政府采购、招标投标',
          scope: '政务共享',
          actor: 'local',
          fileName: '甲山镇信用报告.docx',
          sha256: digest,
        },
      ]);
      expect((await client.call('reports.history', {})).rows[0]).toMatchObject({
        kind: 'document',
        name: '政务信用报告',
        sha256: digest,
        unit: jiashan,
      });
      // The next report has the next number.
      expect(textOf(await report(client, 'shared'))).toMatch(/报告编号：\d{4}-0002/);
      expect(readFileSync(convertWithOffice(target, 'pdf', path.dirname(target))).length).toBeGreaterThan(
        5_000,
      );
    });
  });

  it('masks personal numbers, whoever it is for', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const [official] = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
      const id = official?.id ?? '';
      const { idNo } = await client.call('officials.reveal', { id, reason: 'verify' });
      const plan = textOf(await report(client, 'internal', { kind: 'official', id }));
      expect(plan).toContain(official?.idNoMasked);
      expect(idNo).toMatch(/^\d{17}[\dX]$/);
      expect(plan).not.toContain(idNo);
    });
  });

  it('says that a PDF needs the window, and writes nothing', async () => {
    await withOffice(copyOffice(original), async ({ client, grantWrite }) => {
      const file = grantWrite(path.join(temporaryFolder(), 'x.pdf'));
      const asked = { document: 'creditReport', subject: body, fields: {}, format: 'pdf', file } as const;
      expect(await failureOf(client.call('documents.write', asked))).toMatchObject({
        code: 'document.pdfNeedsWindow',
      });
      expect((await client.call('documents.uses', { subject: body })).rows).toEqual([]);
    });
  });
});

describe('a letter', () => {
  it('is filled in from its record, and is not written while something is missing', async () => {
    await withOffice(copyOffice(original), async ({ client, grantWrite }) => {
      const [record] = (await client.call('records.search', { bodyUscc: jiashan, polarity: 'negative' }))
        .rows;
      if (record === undefined) throw new Error('the sample county has records');
      const subject = { kind: 'record', id: record.id } as const;
      const asked = { document: 'circular', subject };
      const { plan, missing } = await client.call('documents.preview', {
        ...asked,
        fields: { 通报范围: '本级并报上一级主管部门', 抄送单位: '示例县纪委监委', 缘由: '' },
      });
      expect(missing).toEqual(['缘由']);
      const text = textOf(plan);
      expect(text).toContain('示例县社会信用体系建设办公室');
      expect(text).toContain(record.factSummary);
      expect(text).toContain('本通报发送范围：本级并报上一级主管部门。');
      expect(plan.closing).toEqual(['抄送：示例县纪委监委']);
      // Nothing was said about how it is dealt with: the heading stays out, too.
      expect(text).not.toContain('处理意见');
      const headings = plan.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
      expect(headings).toEqual(['一、有关情况', '二、工作要求']);

      const file = grantWrite(path.join(temporaryFolder(), '通报.docx'));
      expect(
        await failureOf(
          client.call('documents.write', { ...asked, fields: { 缘由: '' }, format: 'docx', file }),
        ),
      ).toEqual({ code: 'document.fieldsMissing', params: { names: ['缘由'] } });
      expect(
        await failureOf(client.call('documents.preview', { document: 'creditReport', subject, fields: {} })),
      ).toMatchObject({ code: 'document.wrongSubject' });
    });
  });

  it('is reworded by the office, but not with fields that nobody would fill in', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const { templates } = await client.call('documents.templates', {});
      const circular = templates.find(({ code }) => code === 'circular');
      if (circular === undefined) throw new Error('there is a circular');
      const { delivered } = circular;
      const wording = { ...delivered, title: '通报（{通报事项}）', paragraphs: ['现通报如下：{情况}'] };
      expect(
        await failureOf(
          client.call('documents.reword', {
            document: 'circular',
            wording: { ...wording, paragraphs: ['{情况}{责任领导}'] },
          }),
        ),
      ).toEqual({ code: 'document.fieldsUnknown', params: { names: ['责任领导'] } });
      await client.call('documents.reword', { document: 'circular', wording });
      const fields = { 通报事项: '履约情况', 情况: '一切正常。' };
      const asked = { document: 'circular', subject: { kind: 'none', id: '' }, fields } as const;
      const { plan } = await client.call('documents.preview', asked);
      expect(plan.title).toBe('通报（履约情况）');
      expect(plan.blocks).toEqual([{ kind: 'paragraph', look: 'body', text: '现通报如下：一切正常。' }]);
      await client.call('documents.reword', { document: 'circular', wording: null });
      expect((await client.call('documents.preview', asked)).plan.title).toBe('关于履约情况的通报');
    });
  });
});

describe('a row of a ledger', () => {
  it('fills in the letters that it is offered', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const filter = { bodyUscc: jiashan, polarity: 'negative', subjectType: 'body' } as const;
      const [record] = (await client.call('records.search', filter)).rows;
      const form = {
        recordId: record?.id ?? '',
        bodyUscc: jiashan,
        number: 'YY-1',
        happenedOn: '2026-11-02',
        applicant: '示例县甲山镇人民政府',
        ground: '款项已于认定前付清。',
      };
      const put = await client.call('ledgers.put', {
        ledger: 'objections',
        present: null,
        baseRevision: null,
        form,
      });
      expect(put.findings).toEqual([]);
      const { documents } = await client.call('documents.kinds', { subject: 'ledger' });
      expect(documents.map(({ code }) => code)).toContain('objectionOutcome');
      const subject = { kind: 'ledger', id: put.id ?? '' } as const;
      const { fields } = await client.call('documents.form', { document: 'objectionOutcome', subject });
      const filled = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      expect(filled).toMatchObject({
        申请人: '示例县甲山镇人民政府',
        申请日期: '2026-11-02',
        文号: record?.documentNo,
        认定机关: record?.issuingOrgan,
      });
      const { plan } = await client.call('documents.preview', {
        document: 'objectionOutcome',
        subject,
        fields: { 处理结果: '异议成立，予以更正' },
      });
      expect(plan.addressee).toBe('示例县甲山镇人民政府');
      expect(textOf(plan)).toContain('于2026年11月2日对');
    });
  });

  it('is a measure that a report shows and that stands against an honour, until it ends', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      // Nothing else stands against this body.
      const bodies = (await client.call('bodies.search', { sort: 'records', limit: 1 })).rows;
      const uscc = bodies[0]?.uscc ?? '';
      const form = {
        bodyUscc: uscc,
        title: '取消评先评优资格',
        nature: 'sanction',
        legalBasis: '国发〔2016〕76号',
        happenedOn: '2026-03-01',
        endOn: '2026-08-31',
        executor: '示例县委组织部',
      };
      const put = await client.call('ledgers.put', {
        ledger: 'measures',
        present: null,
        baseRevision: null,
        form,
      });
      expect(put.findings).toEqual([]);
      const rulesAgainst = async (asOf: string) => {
        const { id } = await client.call('eligibility.check', { purpose: 'award', asOf, subjects: [uscc] });
        const [subject] = (await client.call('eligibility.read', { id })).subjects;
        return subject?.reasons.map(({ rule }) => rule);
      };
      expect(await rulesAgainst('2026-08-31')).toContain('正在执行失信惩戒措施');
      expect(await rulesAgainst('2026-09-01')).not.toContain('正在执行失信惩戒措施');
      const lasting = { ...form, title: '限制财政资金支持', endOn: '' };
      await client.call('ledgers.put', {
        ledger: 'measures',
        present: null,
        baseRevision: null,
        form: lasting,
      });
      const subject = { kind: 'body', id: uscc } as const;
      expect(textOf(await report(client, 'shared', subject))).toContain('限制财政资金支持');
      expect(textOf(await report(client, 'public', subject))).not.toContain('限制财政资金支持');
    });
  });
});

describe('a check of eligibility', () => {
  it('is kept, answered for by a person, and only then certified', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const officials = (await client.call('officials.search', { bodyUscc: jiashan })).rows;
      const [first] = officials;
      const { id } = await client.call('eligibility.check', {
        purpose: 'award',
        asOf: '2026-06-30',
        subjects: [`${first?.name} ${first?.bodyName}`, '  ', '查无此人', '110105194912310021', '查无此人'],
      });
      const { check, subjects } = await client.call('eligibility.read', { id });
      // The empty line and the repetition are no subjects.
      expect(check.subjects).toBe(3);
      expect(subjects[0]).toMatchObject({ kind: 'official', subject: first?.id });
      expect(subjects.slice(1)).toMatchObject([
        { typed: '查无此人', kind: null, outcome: 'review' },
        { typed: '1101**********0021', kind: null, outcome: 'review' },
      ]);
      const certificate = {
        document: 'eligibilityCertificate',
        subject: { kind: 'eligibility', id },
      } as const;
      expect(await failureOf(client.call('documents.preview', certificate))).toMatchObject({
        code: 'eligibility.notConfirmed',
      });
      expect(await failureOf(client.call('eligibility.confirm', { id }))).toMatchObject({
        code: 'eligibility.undecided',
      });
      for (const { ordinal, outcome } of subjects) {
        if (outcome === 'review') {
          await client.call('eligibility.decide', { id, ordinal, outcome: 'fail', note: '没有档案' });
        }
      }
      await client.call('eligibility.confirm', { id });
      expect(
        await failureOf(client.call('eligibility.decide', { id, ordinal: 1, outcome: 'pass', note: '' })),
      ).toMatchObject({ code: 'eligibility.confirmed' });
      const { plan } = await client.call('documents.preview', { ...certificate, fields: { who: '2' } });
      const text = textOf(plan);
      expect(text).toContain('截至2026年6月30日，查无此人用于评先评优的信用资格审查结论为：不通过。');
      expect(text).toContain('人工核实：没有档案');
      const again = await client.call('eligibility.repeat', { id, asOf: '2026-07-01' });
      expect((await client.call('eligibility.read', again)).check).toMatchObject({
        subjects: 3,
        confirmed: null,
      });
      const { rows } = await client.call('eligibility.list', {});
      expect(rows.map((row) => row.id)).toEqual([again.id, id]);
    });
  });

  it('refuses nobody and too many', async () => {
    await withOffice(copyOffice(original), async ({ client }) => {
      const asked = { purpose: 'award', asOf: '2026-06-30' } as const;
      expect(await failureOf(client.call('eligibility.check', { ...asked, subjects: [' '] }))).toMatchObject({
        code: 'eligibility.nobody',
      });
      const many = Array.from({ length: 501 }, (_, index) => `某人${index}`);
      expect(await failureOf(client.call('eligibility.check', { ...asked, subjects: many }))).toEqual({
        code: 'eligibility.tooMany',
        params: { count: 501, limit: 500 },
      });
    });
  });
});
