/** 佐证材料 through the engine: adding, refusing, describing, removing, showing, taking out, checking. */
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { placeOf } from '#engine/evidence/store.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { pdfOf, pngOf, writeInto } from '../support/evidence-files.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const countyFolder = path.join(shared, 'county');
const townshipFolder = path.join(shared, 'township');

beforeAll(async () => {
  await makeOffice(countyFolder, county, true);
  await makeFilledTownship(townshipFolder);
});

const recordsOf = async ({ client }: InProcessHost) => (await client.call('records.search', {})).rows;
const ownerOf = async (host: InProcessHost, index = 0) => {
  const record = (await recordsOf(host))[index];
  if (record === undefined) throw new Error('no record');
  return { ownerType: 'record' as const, ownerId: record.id };
};
const add = (
  { client, grantRead }: InProcessHost,
  owner: { ownerType: 'record' | 'entry' | 'official' | 'body'; ownerId: string },
  paths: string[],
  declaredNotSecret = true,
) =>
  client.call('evidence.add', {
    ...owner,
    files: paths.map(grantRead),
    declaredNotSecret,
    classification: 'internal',
  });
const evidenceNames = (folder: string): string[] =>
  readdirSync(path.join(folder, 'evidence'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('adding', () => {
  it('keeps several files at once, with what is said about them', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const owner = await ownerOf(host);
      const source = temporaryFolder();
      const pdf = writeInto(source, '行政处罚决定书.pdf', pdfOf('Decision'));
      const png = writeInto(source, '现场照片.png', pngOf(20, 10));
      const { files } = await add(host, owner, [pdf, png]);
      expect(files.map(({ fileName, outcome }) => [fileName, outcome])).toEqual([
        ['行政处罚决定书.pdf', 'stored'],
        ['现场照片.png', 'stored'],
      ]);
      const { rows, lock } = await host.client.call('evidence.list', owner);
      expect(lock).toBeNull();
      expect(rows).toMatchObject([
        {
          fileName: '行政处罚决定书.pdf',
          mime: 'application/pdf',
          size: pdfOf('Decision').length,
          own: true,
        },
        { fileName: '现场照片.png', mime: 'image/png', classification: 'internal', addedBy: 'local' },
      ]);
      for (const { sha256 } of rows)
        expect(existsSync(placeOf(path.join(folder, 'evidence'), sha256))).toBe(true);

      // The record shows them too, and the audit log names neither file nor person.
      const shown = await host.client.call('records.read', { id: owner.ownerId });
      expect(shown.evidence).toHaveLength(2);
      const { rows: log } = await host.client.call('audit.list', { action: 'evidence.add' });
      expect(log).toHaveLength(2);
      expect(JSON.stringify(log)).not.toContain('决定书');
    });
  });

  it('says that the owner has the file already, and stores it once for two owners', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const pdf = writeInto(temporaryFolder(), '判决书.pdf', pdfOf('Judgment'));
      const copy = writeInto(temporaryFolder(), '判决书-副本.pdf', pdfOf('Judgment'));
      const first = await ownerOf(host, 0);
      const [stored] = (await add(host, first, [pdf])).files;
      const [known] = (await add(host, first, [copy])).files;
      expect(known).toMatchObject({ outcome: 'known', id: stored?.id });
      expect(known?.findings.map(describeFinding)).toEqual([
        '“判决书-副本.pdf”已经附在这里（“判决书.pdf”，内容完全相同），没有重复存放。',
      ]);
      await add(host, await ownerOf(host, 1), [pdf]);
      expect(evidenceNames(folder)).toHaveLength(1);
      const { rows } = await host.client.call('evidence.list', first);
      expect(rows).toHaveLength(1);
      // Used elsewhere too, and where.
      const title = (await recordsOf(host))[1]?.title ?? '';
      expect(rows[0]?.findings).toMatchObject([{ code: 'evidence.reused', params: { count: 1 } }]);
      expect(describeFinding(rows[0]?.findings[0] ?? { code: '', params: {} })).toContain(title);
    });
  });

  it('takes nothing without the declaration that it is not 涉密', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const owner = await ownerOf(host);
      const pdf = writeInto(temporaryFolder(), '判决书.pdf', pdfOf('x'));
      expect(await failureOf(add(host, owner, [pdf], false))).toEqual({
        code: 'evidence.notDeclared',
        params: {},
      });
      expect(evidenceNames(folder)).toEqual([]);
    });
  });

  it('refuses what may not be kept, each with its reason, and keeps the rest', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const source = temporaryFolder();
      const chosen = [
        writeInto(source, '机密★5年 会议纪要.pdf', pdfOf('x')),
        writeInto(source, '通知.txt', '秘密★1年\n关于……的通知'),
        writeInto(source, '判决书.pdf', Buffer.from('MZ\x90\0', 'latin1')),
        writeInto(source, '空.pdf', ''),
        writeInto(source, '照片.pdf', pngOf(3, 3)),
        writeInto(source, '程序.bat', '@echo off\r\n'),
        writeInto(source, '好的.pdf', pdfOf('good')),
      ];
      const { files } = await add(host, await ownerOf(host), chosen);
      expect(files.map(({ outcome, findings }) => findings[0]?.code ?? outcome)).toEqual([
        'evidence.secretName',
        'evidence.secretText',
        'evidence.program',
        'evidence.empty',
        'evidence.nameDiffers',
        'evidence.script',
        'stored',
      ]);
      expect(describeFinding(files[0]?.findings[0] ?? { code: '', params: {} })).toContain(
        '涉密材料不得存入本程序',
      );
      expect(evidenceNames(folder)).toHaveLength(1);
    });
  });

  it('is refused for a record that was withdrawn and an owner that is not there', async () => {
    await withOffice(copyOffice(countyFolder), async (host) => {
      const owner = await ownerOf(host);
      await host.client.call('records.revoke', { id: owner.ownerId, reason: '登记有误' });
      const pdf = writeInto(temporaryFolder(), '判决书.pdf', pdfOf('x'));
      expect(await failureOf(add(host, owner, [pdf]))).toMatchObject({ code: 'evidence.locked' });
      const nobody = { ownerType: 'official' as const, ownerId: '01900000-0000-7000-8000-000000000000' };
      expect(await failureOf(add(host, nobody, [pdf]))).toMatchObject({ code: 'evidence.ownerUnknown' });
    });
  });
});

describe('what was added', () => {
  it('is described, removed and put back', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const { client } = host;
      const owner = await ownerOf(host);
      await add(host, owner, [writeInto(temporaryFolder(), '判决书.pdf', pdfOf('x'))]);
      const [row] = (await client.call('evidence.list', owner)).rows;
      const id = row?.id ?? '';
      const said = await client.call('evidence.describe', {
        id,
        baseRevision: 1,
        description: ' 终审判决 ',
        documentNo: '（2026）鲁10民终1号',
        documentDate: '2026-03-01',
        pages: 3,
        classification: 'public',
      });
      expect(said).toMatchObject({
        description: '终审判决',
        pages: 3,
        revision: 2,
        classification: 'public',
      });
      expect(
        await failureOf(client.call('evidence.describe', { id, baseRevision: 1, description: 'x' })),
      ).toMatchObject({ code: 'form.changedMeanwhile' });

      await client.call('evidence.remove', { id });
      expect((await client.call('evidence.list', owner)).rows).toEqual([]);
      expect(await failureOf(client.call('evidence.remove', { id }))).toMatchObject({
        code: 'evidence.unknown',
      });
      // The file stays for the undo.
      expect(evidenceNames(folder)).toHaveLength(1);
      await client.call('evidence.putBack', { id });
      await client.call('evidence.putBack', { id });
      expect((await client.call('evidence.list', owner)).rows).toMatchObject([
        { id, description: '终审判决', documentNo: '（2026）鲁10民终1号', revision: 3 },
      ]);
    });
  });

  it('is shown in pieces and taken out byte for byte, but not when it was changed on the disk', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const { client, grantWrite } = host;
      const owner = await ownerOf(host);
      // Just over one piece; noise does not matter to the store.
      const content = Buffer.concat([pngOf(2, 2), Buffer.alloc(1_200_000, 7)]);
      await add(host, owner, [writeInto(temporaryFolder(), '照片.png', content)]);
      const [row] = (await client.call('evidence.list', owner)).rows;
      const id = row?.id ?? '';
      const first = await client.call('evidence.preview', { id });
      expect(first).toMatchObject({ mime: 'image/png', size: content.length, next: 1_000_000 });
      const second = await client.call('evidence.preview', { id, offset: 1_000_000 });
      expect(second.next).toBeNull();
      expect(Buffer.concat([first.bytes, second.bytes]).equals(content)).toBe(true);

      const target = path.join(temporaryFolder(), '照片.png');
      await client.call('evidence.export', { id, file: grantWrite(target) });
      expect(readFileSync(target).equals(content)).toBe(true);

      const stored = placeOf(path.join(folder, 'evidence'), row?.sha256 ?? '');
      writeFileSync(stored, Buffer.concat([content.subarray(0, -1), Buffer.from('x')]));
      const other = path.join(temporaryFolder(), '照片.png');
      expect(await failureOf(client.call('evidence.export', { id, file: grantWrite(other) }))).toEqual({
        code: 'evidence.fileChanged',
        params: { file: '照片.png' },
      });
      expect(existsSync(other)).toBe(false);
      rmSync(stored);
      expect(await failureOf(client.call('evidence.preview', { id }))).toMatchObject({
        code: 'evidence.fileGone',
      });
    });
  });
});

describe('findings', () => {
  it('tell of changed and lost files after a check, and of files used twice', async () => {
    const folder = copyOffice(countyFolder);
    await withOffice(folder, async (host) => {
      const { client } = host;
      const names = ['一.pdf', '二.pdf', '三.pdf'];
      const source = temporaryFolder();
      const chosen = names.map((name) =>
        writeInto(source, name, pdfOf(name === '三.pdf' ? 'three' : name === '二.pdf' ? 'two' : 'one')),
      );
      await add(host, await ownerOf(host, 0), chosen);
      await add(host, await ownerOf(host, 1), chosen.slice(2));
      const rows = (await client.call('evidence.list', await ownerOf(host, 0))).rows;
      const placeOfFile = (index: number) =>
        placeOf(path.join(folder, 'evidence'), rows[index]?.sha256 ?? '');
      const good = await client.call('evidence.check', {});
      expect(good).toMatchObject({ files: 3, lost: 0, changed: 0, reused: 2 });

      writeFileSync(placeOfFile(0), '改了');
      rmSync(placeOfFile(1));
      const bad = await client.call('evidence.check', {});
      expect(bad).toMatchObject({ files: 3, lost: 1, changed: 1, reused: 2 });
      expect(bad.findings.map(({ code, params }) => [code, params.file])).toEqual([
        ['evidence.lost', '二.pdf'],
        ['evidence.changedOnDisk', '一.pdf'],
        ['evidence.reused', '三.pdf'],
        ['evidence.reused', '三.pdf'],
      ]);
      const changed = await client.call('evidence.search', { problem: 'changed' });
      expect(changed.rows.map(({ fileName }) => fileName)).toEqual(['一.pdf']);
      const totals = await client.call('evidence.totals', { problem: 'reused' });
      expect(totals).toMatchObject({
        rows: 2,
        files: 1,
        problems: { lost: 1, changed: 1, early: 0, reused: 2 },
      });
      // The check of the whole folder says the same.
      const { checks } = await client.call('system.check', {});
      expect(checks.find(({ name }) => name === 'evidence')).toEqual({
        name: 'evidence',
        passed: false,
        examined: 3,
      });

      // Adding the original again heals it.
      await add(host, await ownerOf(host, 2), [chosen[0] ?? '']);
      expect((await client.call('evidence.search', { problem: 'changed' })).rows).toEqual([]);
      expect((await client.call('evidence.check', {})).changed).toBe(0);
    });
  });

  it('tell of documents older than the period, of values and records without evidence', async () => {
    await withOffice(copyOffice(townshipFolder), async (host) => {
      const { client } = host;
      const cycle = { cycle: '2026', bodyUscc: jiashan, role: 'self' as const };
      const before = await client.call('evidence.totals', {});
      expect(before.lacking).toBeGreaterThan(0);
      const lacking = await client.call('evidence.lacking', { limit: 1000 });
      expect(lacking.rows).toHaveLength(before.lacking);
      const record = lacking.rows.find(({ ownerType }) => ownerType === 'record');
      // The sample's self-assessment names documents for what requires them: take one such name away.
      const sheet = await client.call('entries.sheet', cycle);
      const leaf = sheet.nodes.find(
        (node) => node.leaf?.evidence === 'required' && node.leaf.items[0]?.stated.self?.id,
      )?.leaf;
      const item = leaf?.items[0];
      if (!leaf || !item?.stated.self?.id || record === undefined) throw new Error('the sample has changed');
      for (const { item: name } of leaf.items) {
        await client.call('entries.putMany', {
          cycle: '2026',
          cells: [{ bodyUscc: jiashan, leaf: leaf.code, item: name, role: 'self', evidence: null }],
        });
      }
      const isLacking = async (): Promise<boolean> =>
        (await client.call('evidence.lacking', { limit: 1000 })).rows.some((row) => row.leaf === leaf.code);
      const isTold = async (): Promise<boolean> =>
        (await client.call('entries.sheet', cycle)).nodes
          .find(({ code }) => code === leaf.code)
          ?.leaf?.findings.some(({ code }) => code === 'entry.evidenceMissing') ?? false;
      expect([await isLacking(), await isTold()]).toEqual([true, true]);

      const pdf = writeInto(temporaryFolder(), '承诺.pdf', pdfOf('pledge'));
      const owner = { ownerType: 'entry' as const, ownerId: item.stated.self.id };
      await add(host, owner, [pdf]);
      expect([await isLacking(), await isTold()]).toEqual([false, false]);

      const [row] = (await client.call('evidence.list', owner)).rows;
      const say = (documentDate: string, baseRevision: number) =>
        client.call('evidence.describe', { id: row?.id ?? '', baseRevision, documentDate });
      // The cycle begins on 2026-01-01: the day before is early, the day itself is not.
      expect((await say('2026-01-01', 1)).findings).toEqual([]);
      expect((await say('2025-12-31', 2)).findings.map(describeFinding)).toEqual([
        '“承诺.pdf”的文件日期 2025-12-31 早于考核周期起始日 2026-01-01。请核对是否为本周期的材料。',
      ]);
      expect((await client.call('evidence.search', { problem: 'early' })).rows).toMatchObject([
        { fileName: '承诺.pdf', leaf: leaf.code, cycleCode: '2026', bodyUscc: jiashan },
      ]);

      // Another item of the same indicator may lean on the same document; another indicator may not without a word.
      await add(host, { ownerType: 'record', ownerId: record.ownerId }, [pdf]);
      const reused = await client.call('evidence.search', { problem: 'reused' });
      expect(reused.rows).toHaveLength(2);
    });
  });
});

it('sweeps a removed file after a day, unless a backup speaks of it', async () => {
  const folder = copyOffice(countyFolder);
  const aged = async (host: InProcessHost, withBackup: boolean): Promise<void> => {
    const owner = await ownerOf(host);
    await add(host, owner, [writeInto(temporaryFolder(), 'a.pdf', pdfOf(withBackup ? 'kept' : 'gone'))]);
    if (withBackup) await host.client.call('backups.create', {});
    const [row] = (await host.client.call('evidence.list', owner)).rows;
    await host.client.call('evidence.remove', { id: row?.id ?? '' });
  };
  await withOffice(folder, (host) => aged(host, false));
  await withOffice(folder, (host) => aged(host, true));
  expect(evidenceNames(folder)).toHaveLength(2);
  for (const name of evidenceNames(folder)) {
    const file = placeOf(path.join(folder, 'evidence'), name);
    utimesSync(file, new Date(0), new Date(0));
  }
  await withOffice(folder, async ({ client }) => {
    await client.call('evidence.totals', {});
    await expect.poll(() => evidenceNames(folder).length).toBe(1);
  });
});
