/** A file is what its content says; what it is called is only a claim. */
import { open } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { lookAtFile, nameFits } from '#engine/evidence/file-kind.ts';
import { loadEvidenceRules } from '#engine/resources.ts';
import { secretMarkerOfName, secretMarkerOfText } from '#shared/domain/evidence.ts';
import { pdfOf, pngOf, writeInto } from '../support/evidence-files.ts';
import { rawZip } from '../support/raw-zip.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const part = (name: string) => ({ name, content: '<x/>' });
const contentTypes = part('[Content_Types].xml');
const compound = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(600),
]);

const nature = async (name: string, content: Buffer | string) => {
  const file = writeInto(temporaryFolder(), name, content);
  const handle = await open(file, 'r');
  try {
    return (await lookAtFile(handle, Buffer.from(content).length, name)).nature;
  } finally {
    await handle.close();
  }
};

it.each<[string, Buffer | string, object]>([
  ['判决书.pdf', pdfOf('x'), { kind: 'pdf' }],
  ['现场.png', pngOf(4, 4), { kind: 'png' }],
  ['现场.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), { kind: 'jpeg' }],
  ['现场.webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), { kind: 'webp' }],
  ['扫描.tif', Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]), { kind: 'tiff' }],
  ['报告.docx', rawZip([contentTypes, part('word/document.xml')]), { kind: 'docx' }],
  ['台账.xlsx', rawZip([part('xl/workbook.xml'), contentTypes]), { kind: 'xlsx' }],
  ['公文.ofd', rawZip([part('OFD.xml'), part('Doc_0/Document.xml')]), { kind: 'ofd' }],
  ['报告.doc', compound, { kind: 'doc' }],
  ['台账.et', compound, { kind: 'et' }],
  ['录音.mp3', Buffer.from('ID3\x04\0\0', 'latin1'), { kind: 'mp3' }],
  ['录像.mp4', Buffer.from('\0\0\0\x20ftypisom', 'latin1'), { kind: 'mp4' }],
  ['说明.txt', '整改情况说明\r\n已办结', { kind: 'txt' }],
  ['说明.txt', Buffer.from('d5fbb8c4c7e9bff6', 'hex'), { kind: 'txt' }],
  // A program stays one under any name; a text that begins with BM is no picture.
  ['判决书.pdf', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), { refused: 'program' }],
  ['判决书.pdf', Buffer.from('\x7fELF\x02\x01', 'latin1'), { refused: 'program' }],
  ['说明.txt', '#!/bin/sh\nrm -rf /', { refused: 'script' }],
  ['说明.txt', '<!DOCTYPE html><script>1</script>', { refused: 'script' }],
  ['说明.txt', 'BMW 车辆购置说明', { kind: 'txt' }],
  [
    '台账.xlsx',
    rawZip([contentTypes, part('xl/workbook.xml'), part('xl/vbaProject.bin')]),
    { refused: 'macros' },
  ],
  ['材料.docx', rawZip([part('判决书.pdf')]), { refused: 'archive' }],
  ['材料.rar', Buffer.from('Rar!\x1a\x07', 'latin1'), { refused: 'archive' }],
  ['材料.bin', Buffer.from([0, 1, 2, 3, 4]), { unknown: true }],
  // A zip that ends before its directory.
  ['材料.docx', rawZip([contentTypes, part('word/document.xml')]).subarray(0, 60), { unknown: true }],
])('%s is told by its content', async (name, content, expected) => {
  expect(await nature(name, content)).toEqual(expected);
});

it('knows which names fit a kind', () => {
  expect(nameFits('pdf', '判决书.PDF')).toBe(true);
  expect(nameFits('jpeg', '现场.jpeg')).toBe(true);
  expect(nameFits('docx', '报告.wps')).toBe(true);
  expect(nameFits('pdf', '判决书.jpg')).toBe(false);
  expect(nameFits('pdf', '判决书')).toBe(false);
});

it('tells 涉密 material by its markers, and leaves innocent names alone', () => {
  const rules = loadEvidenceRules();
  const marked = [
    '绝密文件.pdf',
    '机密★10年.pdf',
    '通知（秘密★1年）.pdf',
    '【内部】纪要.docx',
    '涉密人员名单.xlsx',
    '秘密★.pdf',
  ];
  expect(marked.filter((name) => secretMarkerOfName(rules, name) === null)).toEqual([]);
  const innocent = [
    '商业秘密保护工作方案.pdf',
    '非涉密承诺书.pdf',
    '内部控制制度.docx',
    '不涉密证明.pdf',
    '内部审计报告.pdf',
  ];
  expect(innocent.filter((name) => secretMarkerOfName(rules, name) !== null)).toEqual([]);
  expect(secretMarkerOfText(rules, '秘密★1年\n关于……的通知')).not.toBeNull();
  expect(secretMarkerOfText(rules, '本单位严格保守国家秘密。')).toBeNull();
});
