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
