/** Word files: what a reader sees of them in another office program, whatever was typed into them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeDocx } from '#engine/documents/write-docx.ts';
import { type DocumentPlan, say } from '#shared/documents/plan.ts';
import { convertWithOffice } from '../support/soffice.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const letter: DocumentPlan = {
  form: 'letter',
  title: '关于责令示例县甲山镇人民政府限期整改的通知',
  number: '示信办函〔2026〕12号',
  addressee: '示例县甲山镇人民政府',
  blocks: [
    { kind: 'heading', level: 1, text: '一、存在问题' },
    say('经核查，你单位存在未按合同约定支付工程款的问题。'),
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 1, align: 'centre' },
        { title: '金额（万元）', share: 3, align: 'right' },
      ],
      rows: [['1', '1,234.50']],
    },
  ],
  attachments: ['整改情况报告', '检讨说明'],
  signature: { organ: '示例县社会信用体系建设办公室', date: '2026-11-03' },
  closing: ['联系人：某某'],
};

interface Printed {
  /** As it stands on the paper. */
  text: string;
  /** Without the spaces that a printer puts between characters. */
  words: string;
  pages: string[];
}

/** Prints a plan through LibreOffice and reads the paper. */
const print = async (plan: DocumentPlan): Promise<Printed> => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'paper.docx');
  writeFileSync(file, await writeDocx(plan));
  const pdf = convertWithOffice(file, 'pdf', folder);
  const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout;
  return {
    text,
    words: text.replace(/\s/g, ''),
    pages: text.split('\f').filter((page) => page.trim() !== ''),
  };
};

it('writes a letter that another office program prints whole, each page with its number', async () => {
  const long = {
    ...letter,
    blocks: [...letter.blocks, ...Array.from({ length: 40 }, () => say('请按期整改。'))],
  };
  const { words, pages } = await print(long);
  for (const part of [
    letter.title,
    '示信办函〔2026〕12号',
    '示例县甲山镇人民政府：',
    '一、存在问题',
    '金额（万元）',
    '1,234.50',
    '附件：1.整改情况报告',
    '2.检讨说明',
    '示例县社会信用体系建设办公室',
    // As GB/T 9704-2012 writes a date: Arabic, without zeros before.
    '2026年11月3日',
    '联系人：某某',
  ]) {
    expect(words).toContain(part);
  }
  // 40 paragraphs and the parts above need more than the 22 lines of two pages.
  expect(pages.length).toBeGreaterThanOrEqual(3);
  for (const [index, page] of pages.entries()) expect(page.replace(/\s/g, '')).toContain(`—${index + 1}—`);
});

it('holds 22 lines of 28 characters on a page', async () => {
  // 26 characters and the indent of two fill a line; 22 such lines fill the page after the title's.
  const line = '一二三四五六七八九十'.repeat(3).slice(0, 26);
  const { pages } = await print({
    ...letter,
    addressee: null,
    number: null,
    attachments: [],
    signature: null,
    closing: [],
    blocks: Array.from({ length: 60 }, () => say(line)),
  });
  const full = (pages[1] ?? '').split('\n').filter((text) => text.includes(line));
  expect(full).toHaveLength(22);
});

it('prints no page with the contact alone, below a signature that stands on the page before', async () => {
  // Below the title 13 lines of text, two empty ones, the organ and the date fill the page but for one small line.
  const { pages } = await print({
    ...letter,
    addressee: null,
    number: null,
    attachments: [],
    blocks: Array.from({ length: 13 }, () => say('请按期整改。')),
    closing: ['抄送：某某单位', '联系人：某某', '电话：0000000'],
  });
  expect(pages).toHaveLength(2);
  expect((pages[1] ?? '').replace(/\s/g, '')).toMatch(
    /^请按期整改。示例县社会信用体系建设办公室2026年11月3日抄送：某某单位联系人：某某电话：0000000—2—$/,
  );
});

it('survives whatever is typed', async () => {
  const hostile = [
    '</w:t><w:t>&amp;<script>alert("x")</script>\'',
    'C0：\u0000\u0001\u0008\u000b\u000c\u001f；半个字：\ud800；非字符：\uffff',
    '甲\t乙\r\n丙\n丁',
    '长'.repeat(10_000),
  ];
  const { words } = await print({
    ...letter,
    title: hostile[0] ?? '',
    blocks: [
      ...hostile.map((text) => say(text)),
      {
        kind: 'facts',
        title: hostile[0] ?? '',
        items: hostile.map((text) => ({ label: text.slice(0, 8), text, look: 'wide' })),
      },
    ],
  });
  expect(words).toContain('</w:t><w:t>&amp;<script>alert("x")</script>');
  expect(words).toContain('C0：；半个字：');
  expect(words).toContain('甲乙丙丁');
  // Twice: as a paragraph and in a cell.
  expect(words.match(/长/g)?.length).toBeGreaterThanOrEqual(20_000);
});

it('gives the same bytes for the same plan', async () => {
  expect((await writeDocx(letter)).equals(await writeDocx(structuredClone(letter)))).toBe(true);
});
