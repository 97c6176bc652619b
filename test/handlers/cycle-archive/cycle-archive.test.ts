/** 归档 of the sample county's finished year: what lies in the folder, that it verifies, and when it is out of date. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEntryRepository } from '#engine/db/repositories/entries.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { failureOf } from '../../support/failure-of.ts';
import {
  countedRows,
  finishedCycle,
  makeFinishedCycle,
  scanBytes,
  sealRuns,
  withDatabase,
} from '../../support/finished-cycle.ts';
import {
  copyOffice,
  county,
  makeOffice,
  sample,
  township,
  withOffice,
  xintian,
} from '../../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const folder = path.join(shared, 'county');
const archive = path.join(shared, '2025年度归档');
let made: OperationOutput<'cycles.archive'>;
let fingerprint = '';

const archiveInto = (target: string, data = folder, cycle = finishedCycle) =>
  withOffice(data, ({ client, grantWrite }) =>
    client.call('cycles.archive', { cycle, file: grantWrite(target) }),
  );
const verify = (target: string, data: string | null = null) =>
  withOffice(data, ({ client, grantRead }) =>
    client.call('cycles.verifyArchive', { file: grantRead(target) }),
  );

const filesBelow = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
/** The text of a file of an archive, unpacked. */
const textOf = (folderOfArchive: string, name: string): string => {
  const bytes = readFileSync(path.join(folderOfArchive, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const linesOf = <Row>(name: string): Row[] =>
  textOf(archive, name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

beforeAll(async () => {
  ({ fingerprint } = await makeFinishedCycle(folder));
  made = await archiveInto(archive);
});

describe('the archive of a finished year', () => {
  it('is verified when it is made, and again without any database', async () => {
    expect(made).toMatchObject({ cycle: '2025', signer: 'own', findings: [], runs: 2, fingerprint });
    expect(made.checks.every(({ passed }) => passed)).toBe(true);
    const again = await verify(archive);
    expect(again).toEqual({
      ...made,
      signer: 'unknown',
      findings: [{ code: 'cycleArchive.signerUnknown', severity: 'warning', params: { fingerprint } }],
    });
    expect(await verify(archive, folder)).toEqual(made);
  });

  it('holds every file that its manifest names and no other, each with its digest', () => {
    const manifest = JSON.parse(readFileSync(path.join(archive, 'manifest.json'), 'utf8')) as {
      entries: { name: string; size: number; sha256: string }[];
    };
    expect(filesBelow(archive)).toEqual(
      [...manifest.entries.map(({ name }) => name), 'manifest.json', 'manifest.sig'].sort(),
    );
    for (const { name, size, sha256 } of manifest.entries) {
      const bytes = readFileSync(path.join(archive, name));
      expect([name, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
        name,
        size,
        sha256,
      ]);
    }
  });

  it('holds what the county stated and decided, all of it', () => {
    const given = JSON.parse(readFileSync(sample('county.json'), 'utf8')) as Record<
      'units' | 'entries' | 'decisions',
      { cycleCode: string }[]
    >;
    const ofYear = (rows: { cycleCode: string }[]) => rows.filter(({ cycleCode }) => cycleCode === '2025');
    expect(linesOf('data/cycle_units.jsonl.gz')).toHaveLength(ofYear(given.units).length);
    expect(linesOf('data/entries.jsonl.gz')).toHaveLength(ofYear(given.entries).length);
    expect(linesOf('data/decisions.jsonl.gz')).toHaveLength(ofYear(given.decisions).length);
    expect(linesOf<{ code: string }>('data/cycles.jsonl.gz').map(({ code }) => code)).toEqual(['2025']);
    expect(linesOf('data/run_seals.jsonl.gz')).toHaveLength(2);
    // Behind the derived values: the records that the runs counted.
    const records = linesOf<{ id: string }>('data/credit_records.jsonl.gz').map(({ id }) => id);
    const rows = linesOf<{ id: string }>('data/ledger_rows.jsonl.gz').map(({ id }) => id);
    expect([...records, ...rows].sort()).toEqual(countedRows(folder));
  });

  it('has a form for each unit, the summary and the model, each sealed run, and the evidence as it was', () => {
    const files = filesBelow(archive);
    expect(files.filter((name) => name.startsWith('工作簿/自评表/'))).toHaveLength(20);
    expect(files.filter((name) => name.startsWith('工作簿/评分表/'))).toHaveLength(20);
    expect(files).toContain('工作簿/得分汇总表.xlsx');
    expect(files.filter((name) => name.startsWith('models/'))).toHaveLength(2);
    expect(files.filter((name) => name.startsWith('runs/'))).toHaveLength(4);
    const sha256 = createHash('sha256').update(scanBytes).digest('hex');
    expect(readFileSync(path.join(archive, `evidence/${sha256}.png`))).toEqual(scanBytes);
    expect(linesOf<{ fileName: string }>('data/evidence.jsonl.gz').map(({ fileName }) => fileName)).toEqual([
      '判决书.png',
    ]);
    const note = readFileSync(path.join(archive, '读我.txt'), 'utf8');
    expect(note).toContain(county.name);
    expect(note.replaceAll(' ', '')).toContain(fingerprint);
  });

  it('holds no sealed text, no citizen number and no telephone number', () => {
    const texts = filesBelow(archive).filter((name) => /\.(jsonl?(\.gz)?|txt)$/.test(name));
    for (const name of texts) {
      // Digests and identifiers are random: digits in them are no number of anybody.
      const text = textOf(archive, name).replaceAll(
        /[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
        '',
      );
      expect(text).not.toMatch(/"s1\.|_sealed/);
      // Eighteen digits with a birthday in them; unified codes of the sample begin with 11 and hold no such date.
      expect(text).not.toMatch(/(?<!\d)[1-9]\d{5}(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX](?!\d)/);
      expect(text).not.toMatch(/(?<![\dA-Za-z])1[3-9]\d{9}(?!\d)/);
    }
  });

  it('tells the entries of the log that are about the year, and of the others only the hash', () => {
    type Line = { sequence: number; hash: string; event?: { action: string; subject: string | null } };
    const lines = linesOf<Line>('audit/audit.jsonl.gz');
    const actions = new Set(lines.flatMap(({ event }) => event?.action ?? []));
    expect([...actions].sort()).toEqual(['evidence.add', 'runs.execute']);
    expect(lines.map(({ sequence }) => sequence)).toEqual(
      lines.map((_, index) => (lines[0]?.sequence ?? 0) + index),
    );
  });

  it('lists in its catalogue every file but the catalogue itself and the note', async () => {
    const { rows } = await readCatalogue();
    const listed = filesBelow(archive).filter(
      (name) => !['manifest.json', 'manifest.sig', '归档目录.xlsx', '读我.txt'].includes(name),
    );
    expect(rows.sort()).toEqual(listed);
  });
});

const readCatalogue = async (): Promise<{ rows: string[] }> => {
  const { seeWorkbook } = await import('../../excel/layouts/openpyxl.ts');
  const seen = JSON.stringify(seeWorkbook(path.join(archive, '归档目录.xlsx')));
  return { rows: filesBelow(archive).filter((name) => seen.includes(JSON.stringify(name))) };
};

describe('an archive in the list of the cycle', () => {
  it('is current until another run is sealed', async () => {
    const data = copyOffice(folder);
    const ask = () => withOffice(data, ({ client }) => client.call('cycles.archives', { cycle: '2025' }));
    expect(await ask()).toMatchObject({
      ready: true,
      archives: [{ folder: '2025年度归档', sha256: made.sha256, files: made.files, current: true }],
      contents: { units: 20, sealedRuns: 2, evidenceFiles: 1, evidenceBytes: scanBytes.length },
    });
    await withOffice(data, ({ client }) => client.call('runs.execute', { cycle: '2025' }));
    sealRuns(data, 'corrected');
    expect((await ask()).archives.map(({ current }) => current)).toEqual([false]);
    // Both results are kept: the one that was published first, and the corrected one.
    const second = path.join(temporaryFolder(), '更正后');
    const { runs } = await archiveInto(second, data);
    expect(runs).toBe(4);
    expect(filesBelow(second).filter((name) => name.startsWith('工作簿/更正以前/'))).toHaveLength(2);
    expect((await ask()).archives.map(({ current }) => current)).toEqual([true, false]);
  });
});

it('shows in the forms the points that count, whatever was tried since', async () => {
  const data = copyOffice(folder);
  const name = filesBelow(archive).find((one) => one.startsWith('工作簿/自评表/')) ?? '';
  const unit = path.basename(name, '.xlsx').split('-').at(-1) ?? '';
  const points = async (file: string) => {
    const { seeWorkbook, sheetOf } = await import('../../excel/layouts/openpyxl.ts');
    const cells = Object.entries(sheetOf(seeWorkbook(file), '自评表').cells);
    const column = cells.find(([, { value }]) => value === '自评得分')?.[0].replace(/\d+$/, '');
    return cells
      .filter(([place]) => place.replace(/\d+$/, '') === column)
      .map(([place, { value }]) => [place, value]);
  };
  withDatabase(data, (database) =>
    database.write((tx) => {
      const entries = createEntryRepository(tx);
      for (const entry of entries.list(finishedCycle, unit)) entries.upsert({ ...entry, value: null });
    }),
  );
  const form = path.join(temporaryFolder(), '自评表.xlsx');
  await withOffice(data, async ({ client, grantWrite }) => {
    await client.call('runs.execute', { cycle: finishedCycle });
    await client.call('reports.export', {
      ...{ report: 'self-assessment' as const, cycle: finishedCycle, unit, unmasked: false },
      file: grantWrite(form),
    });
  });
  const counting = await points(path.join(archive, name));
  expect(counting.filter(([, value]) => Number(value) > 0).length).toBeGreaterThan(10);
  expect(await points(form)).toEqual(counting);
});

it('shows in the review form of a unit what its form says when it is written by itself', async () => {
  const { seeWorkbook, sheetOf } = await import('../../excel/layouts/openpyxl.ts');
  const forms = filesBelow(archive).filter((name) => name.startsWith('工作簿/评分表/'));
  const alone = path.join(temporaryFolder(), '评分表.xlsx');
  for (const name of [forms[0], forms[11], forms[19]]) {
    const unit =
      path
        .basename(name ?? '', '.xlsx')
        .split('-')
        .at(-1) ?? '';
    await withOffice(folder, ({ client, grantWrite }) =>
      client.call('reports.export', {
        ...{ report: 'review' as const, cycle: finishedCycle, unit, unmasked: false },
        file: grantWrite(alone),
      }),
    );
    const cells = (file: string) => sheetOf(seeWorkbook(file), '复核表').cells;
    expect(cells(path.join(archive, name ?? ''))).toEqual(cells(alone));
  }
});

it('is what the last stage of a cycle waits for', async () => {
  const data = copyOffice(folder);
  await withOffice(data, async ({ client, grantWrite }) => {
    await client.call('cycles.setStatus', { cycle: '2025', status: 'applied' });
    const enter = () => client.call('cycles.setStatus', { cycle: '2025', status: 'archived' });
    await client.call('runs.execute', { cycle: '2025' });
    sealRuns(data, 'corrected');
    expect(await failureOf(enter())).toEqual({
      code: 'cycleArchive.needed',
      params: { cycle: '2025年度政务诚信考核' },
    });
    await client.call('cycles.archive', {
      cycle: '2025',
      file: grantWrite(path.join(temporaryFolder(), 'last')),
    });
    expect(await enter()).toMatchObject({ status: 'archived' });
  });
});

it('holds what was made of the grades, and is out of date until it does', async () => {
  const data = copyOffice(folder);
  const target = path.join(temporaryFolder(), 'with consequences');
  const cycle = finishedCycle;
  const rows = await withOffice(data, async ({ client, grantWrite }) => {
    const states = async () =>
      (await client.call('cycles.archives', { cycle })).archives.map(({ current }) => current);
    await client.call('consequences.propose', { cycle });
    const { rows: proposed } = await client.call('consequences.list', { cycle });
    const ids = proposed.filter(({ unit }) => unit?.uscc === xintian).map(({ id }) => id);
    expect(await states()).toEqual([true]);
    const on = dayInChina(new Date().toISOString());
    await client.call('consequences.decide', { cycle, ids, decision: 'adopt', on, handler: '王主任' });
    expect(await states()).toEqual([false]);
    const { rows: decided } = await client.call('consequences.list', { cycle });
    const made = decided.flatMap(({ action, row }) => (row === null ? [] : [{ action, id: row.id }]));
    // The letter is written on the row of the interview, which itself names no cycle.
    const document = 'interview';
    const subject = {
      kind: 'ledger',
      id: made.find(({ action }) => action === 'interview')?.id ?? '',
    } as const;
    const { fields } = await client.call('documents.form', { document, subject });
    const typed = Object.fromEntries(
      fields.map(({ name, value, kind }) => [
        name,
        value !== '' ? value : kind === 'date' ? '2026-03-02' : '示例内容',
      ]),
    );
    await client.call('documents.write', {
      ...{ document, subject, fields: typed, format: 'docx' as const },
      file: grantWrite(path.join(temporaryFolder(), '约谈.docx')),
    });
    await client.call('cycles.archive', { cycle, file: grantWrite(target) });
    expect(await states()).toEqual([true, false]);
    return made.map(({ id }) => id);
  });
  expect(rows).toHaveLength(4);
  const archived = textOf(target, 'data/ledger_rows.jsonl.gz');
  expect(rows.filter((id) => !archived.includes(`"id":"${id}"`))).toEqual([]);
  const files = filesBelow(target);
  expect(files.filter((name) => name.startsWith('文书/'))).toEqual([expect.stringContaining('约谈')]);
  expect(files.filter((name) => name.startsWith('工作簿/台账/')).join()).toMatch(/约谈.*整改|整改.*约谈/);
});

describe('no archive is made', () => {
  it('of a year whose result is not final', async () => {
    const target = path.join(temporaryFolder(), 'early');
    expect(await failureOf(archiveInto(target, folder, '2026'))).toEqual({
      code: 'cycleArchive.tooEarly',
      params: { cycle: '2026年度政务诚信考核', status: '自评' },
    });
    expect(existsSync(target)).toBe(false);
  });

  it('in place of something that is there', async () => {
    const target = path.join(temporaryFolder(), 'taken');
    mkdirSync(target);
    writeFileSync(path.join(target, 'mine.txt'), 'x');
    expect(await failureOf(archiveInto(target))).toEqual({
      code: 'file.nameTaken',
      params: { name: 'taken' },
    });
    expect(readdirSync(target)).toEqual(['mine.txt']);
  });

  it('when it is cancelled, and nothing is left of it', async () => {
    const parent = temporaryFolder();
    const call = withOffice(folder, ({ client, grantWrite }) => {
      const abort = new AbortController();
      return client.call(
        'cycles.archive',
        { cycle: '2025', file: grantWrite(path.join(parent, 'half')) },
        { signal: abort.signal, onProgress: ({ done }) => done > 3 && abort.abort() },
      );
    });
    expect((await failureOf(call)).code).toBe('operation.cancelled');
    expect(readdirSync(parent)).toEqual([]);
  });
});

it('holds the papers of the year as they were issued, whatever was changed since', async () => {
  const data = copyOffice(folder);
  const target = path.join(temporaryFolder(), 'with papers');
  const issued = path.join(temporaryFolder(), '公示.docx');
  await withOffice(data, async ({ client, grantWrite }) => {
    const document = 'resultNotice';
    const subject = { kind: 'cycle', id: '2025' } as const;
    const { fields } = await client.call('documents.form', { document, subject });
    const typed = Object.fromEntries(
      fields.map(({ name, value, kind }) => [
        name,
        value !== '' ? value : kind === 'date' ? '2026-03-02' : '示例内容',
      ]),
    );
    await client.call('documents.write', {
      ...{ document, subject, fields: typed, format: 'docx' as const },
      file: grantWrite(issued),
    });
    const { templates } = await client.call('documents.templates', {});
    const wording = templates.find(({ code }) => code === document)?.delivered;
    if (wording === undefined) throw new Error('there is a notice of results');
    await client.call('documents.reword', { document, wording: { ...wording, title: '另一个标题' } });
  });
  await archiveInto(target, data);
  const [paper = ''] = filesBelow(target).filter((name) => name.startsWith('文书/'));
  expect(readFileSync(path.join(target, paper))).toEqual(readFileSync(issued));
});

it('tells evidence that is not in the data folder, and archives all else', async () => {
  const data = copyOffice(folder);
  rmSync(path.join(data, 'evidence'), { recursive: true });
  const done = await archiveInto(path.join(temporaryFolder(), 'without'), data);
  expect(done.findings).toEqual([
    { code: 'cycleArchive.evidenceLost', severity: 'error', params: { file: '判决书.png' } },
  ]);
  expect(done.files).toBe(made.files - 1);
});

it('is known as the archive of an enrolled office, and refused with another key than expected', async () => {
  const other = path.join(shared, 'township');
  await makeOffice(other, township);
  const keyFile = path.join(shared, 'county.json');
  await withOffice(folder, ({ client, grantWrite }) =>
    client.call('keys.export', { file: grantWrite(keyFile) }),
  );
  await withOffice(other, async ({ client, grantRead }) => {
    await client.call('keys.trust', { file: grantRead(keyFile), fingerprint });
    const copy = path.join(shared, 'copy');
    cpSync(archive, copy, { recursive: true });
    const file = grantRead(copy);
    expect(await client.call('cycles.verifyArchive', { file })).toMatchObject({
      signer: 'enrolled',
      findings: [],
    });
    const differs = await client.call('cycles.verifyArchive', { file, fingerprint: 'a'.repeat(64) });
    expect(differs.checks[0]).toEqual({ name: 'signature', passed: false, examined: 1 });
    expect(differs.findings[0]?.code).toBe('cycleArchive.signerDiffers');
  });
});
