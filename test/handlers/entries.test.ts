/**
 * Entering values: what is typed is stored, kept as a draft or refused, cell by cell, and can be taken back. On the
 * sample county, whose model TOWNSHIP-2026 gives A1.1 (重大行政决策程序完备率) 2 of 100 points: a ratio with target 1 and
 * floor 0.6, asked of the unit itself.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuditReader } from '#engine/db/audit-log.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { countingSources } from '../db/support/sample.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  sample,
  withOffice,
  xintian,
} from '../support/offices.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

type Client = InProcessHost['client'];
type Change = OperationInput<'entries.putMany'>['cells'][number];

const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

/** An engine on a copy of the sample county. */
const atCounty = <Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), ({ client }) => work(client));

const cell = (item: string, text: string | null, more: Partial<Change> = {}): Change => ({
  bodyUscc: jiashan,
  leaf: 'A1.1',
  item,
  role: 'self',
  text,
  ...more,
});
const put = (client: Client, ...cells: Change[]) => client.call('entries.putMany', { cycle: '2026', cells });
const sheetOf = (
  client: Client,
  role: 'self' | 'assessor' | 'finalReview' | 'department' = 'self',
  cycle = '2026',
) => client.call('entries.sheet', { cycle, bodyUscc: jiashan, role });
const leafOf = (sheet: Awaited<ReturnType<typeof sheetOf>>, code: string) => {
  const leaf = sheet.nodes.find((node) => node.code === code)?.leaf;
  if (!leaf) throw new Error(`no leaf ${code}`);
  return leaf;
};
const failure = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'answered';
};
const outcomes = (cells: { outcome: string }[]) => cells.map(({ outcome }) => outcome);

describe('a value typed into a cell', () => {
  it('is stored, and the leaf says what it comes to', () =>
    atCounty(async (client) => {
      // 15 ÷ 20 = 0.75, above the floor: 0.75 × 2 points = 1.50.
      const { cells, leaves } = await put(client, cell('n', '１５'), cell('d', '20'));
      expect(cells).toMatchObject([
        { outcome: 'stored', value: 15, text: '15', previous: { text: '', note: null } },
        { outcome: 'stored', value: 20, text: '20' },
      ]);
      expect(leaves).toHaveLength(1);
      expect(leaves[0]?.leaf.counted).toMatchObject({ status: 'scored', points: '1.50' });
      expect(leaves[0]?.leaf.counted.trace).toContain(
        '程序完备的重大行政决策数÷重大行政决策总数：15÷20＝0.75',
      );
      // 11 ÷ 20 = 0.55 < 0.6: nothing.
      const lower = await put(client, cell('n', '11'));
      expect(lower.leaves[0]?.leaf.counted).toMatchObject({ status: 'scored', points: '0.00' });
      const sheet = await sheetOf(client);
      expect(leafOf(sheet, 'A1.1').items[0]?.stated.self).toMatchObject({
        value: 11,
        text: '11',
        draft: false,
      });
      // Of 27 cells that the unit is asked for, two are filled.
      expect(sheet.counts).toEqual({ total: 27, filled: 2, wrong: 0, empty: 25 });
    }));

  it('takes one transaction with others, each answered for itself', () =>
    atCounty(async (client) => {
      const { cells } = await put(
        client,
        cell('n', '19'),
        cell('d', '十九'),
        cell('n', '5', { leaf: 'A1.2' }),
        cell('level', '5', { leaf: 'D1.1', note: '见佐证第3页', evidence: '〔2026〕12号' }),
        cell('nothing', '5'),
        cell('n', '5', { leaf: 'Z9' }),
      );
      expect(outcomes(cells)).toEqual(['stored', 'draft', 'refused', 'stored', 'refused', 'refused']);
      expect(cells.map(({ findings }) => findings.map(({ code }) => code))).toEqual([
        [],
        ['data.value.wrongType'],
        ['entry.locked.otherRole'],
        [],
        ['entry.itemUnknown'],
        ['entry.leafUnknown'],
      ]);
      const level = leafOf(await sheetOf(client), 'D1.1').items[0]?.stated.self;
      expect(level).toMatchObject({ value: '5', note: '见佐证第3页', evidence: '〔2026〕12号' });
    }));

  it('is remembered by the audit log, with what stood there before', () => {
    const folder = copyOffice(original);
    return withOffice(folder, async ({ client }) => {
      await put(client, cell('n', '19'));
      await put(client, cell('n', null));
      await put(client, cell('n', ''));
    }).then(() => {
      const db = openDatabase(folder, { ...countingSources(), readonly: true });
      const events = createAuditReader(db.reader).page(2);
      db.close();
      expect(events.map(({ action, subject, details }) => ({ action, subject, details }))).toEqual([
        {
          action: 'entries.put',
          subject: `2026 ${jiashan} A1.1`,
          details: { item: 'n', role: 'self', before: 19, after: null },
        },
        {
          action: 'entries.put',
          subject: `2026 ${jiashan} A1.1`,
          details: { item: 'n', role: 'self', before: null, after: 19 },
        },
      ]);
    });
  });
});

describe('a text that is no valid value', () => {
  it('stays visible as typed with the reason, and is not scored', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '15'), cell('d', '20'));
      const { cells, leaves } = await put(client, cell('n', '约15件'));
      expect(cells[0]).toMatchObject({
        outcome: 'draft',
        value: null,
        text: '约15件',
        previous: { text: '15' },
      });
      expect(describeFinding(cells[0]?.findings[0] ?? { code: '', params: {} })).toContain(
        '应填不小于 0 的数字',
      );
      expect(leaves[0]?.leaf.counted).toMatchObject({ status: 'missing', points: '0.00' });
      const sheet = await sheetOf(client);
      expect(leafOf(sheet, 'A1.1').items[0]?.stated.self).toMatchObject({
        value: null,
        text: '约15件',
        draft: true,
        findings: [{ code: 'data.value.wrongType', severity: 'error' }],
      });
      expect(sheet.counts).toEqual({ total: 27, filled: 1, wrong: 1, empty: 25 });
      const { findings } = await client.call('runs.execute', { cycle: '2026' });
      expect(findings.filter(({ code }) => code === 'entry.draftNotScored')).toEqual([
        {
          code: 'entry.draftNotScored',
          severity: 'error',
          params: {},
          subject: jiashan,
          leaf: 'A1.1',
          item: 'n',
          role: 'self',
        },
      ]);
    }));

  it('gives way to a valid value, and goes when the cell is cleared', () =>
    atCounty(async (client) => {
      await put(client, cell('n', 'x'), cell('d', '-1'));
      const { cells } = await put(client, cell('n', '7'), cell('d', ''));
      expect(cells).toMatchObject([
        { outcome: 'stored', value: 7, previous: { text: 'x' } },
        { outcome: 'cleared', value: null, text: '', previous: { text: '-1' } },
      ]);
      const sheet = await sheetOf(client);
      expect(sheet.counts).toEqual({ total: 27, filled: 1, wrong: 0, empty: 26 });
      expect(leafOf(sheet, 'A1.1').items[1]?.stated).toEqual({});
    }));

  it('gives way to a value entered the old way', () =>
    atCounty(async (client) => {
      await put(client, cell('n', 'x'));
      const answer = await client.call('entries.put', {
        cycle: '2026',
        bodyUscc: jiashan,
        leaf: 'A1.1',
        item: 'n',
        role: 'self',
        value: 3,
      });
      expect(answer).toEqual({ stored: true, findings: [] });
      expect(leafOf(await sheetOf(client), 'A1.1').items[0]?.stated.self).toMatchObject({
        text: '3',
        draft: false,
      });
    }));

  it('gives way to a form that is imported, which also fills what was cleared', async () => {
    const folder = path.join(temporaryFolder(), 'township');
    await makeFilledTownship(folder);
    await withOffice(folder, async ({ client, grantRead }) => {
      const before = leafOf(await sheetOf(client), 'A1.1').items.map(({ stated }) => stated.self?.text);
      await put(client, cell('n', '约15件'), cell('d', null));
      const file = grantRead(sample('self-assessment-jiashan.xlsx'));
      const { batch } = await client.call('imports.stage', { layout: 'self-assessment', file });
      await client.call('imports.commit', { batch: batch.id });
      const after = leafOf(await sheetOf(client), 'A1.1').items.map(({ stated }) => stated.self);
      expect(after.map((stated) => [stated?.text, stated?.draft])).toEqual(
        before.map((text) => [text, false]),
      );
      expect((await sheetOf(client)).counts.wrong).toBe(0);
    });
  });

  it('never leaves the office in a package', async () => {
    const folder = path.join(temporaryFolder(), 'township');
    await makeFilledTownship(folder);
    await withOffice(folder, async ({ client, grantWrite, grantRead }) => {
      const seal = async (name: string) => {
        const file = path.join(temporaryFolder(), name);
        await client.call('packages.create', { cycle: '2026', file: grantWrite(file) });
        const { counts } = await client.call('packages.inspect', { file: grantRead(file) });
        return counts;
      };
      const before = await seal('before.zxpkg');
      const { cells } = await client.call('entries.putMany', {
        cycle: '2026',
        cells: [cell('count', '机密的草稿', { leaf: 'A1.3', role: 'assessor' })],
      });
      expect(outcomes(cells)).toEqual(['draft']);
      expect(await seal('after.zxpkg')).toEqual(before);
    });
  });
});

describe('a unit listed by mistake', () => {
  it('is taken out again, as long as nothing was stated about it', () =>
    atCounty(async (client) => {
      const remove = (uscc: string) => client.call('cycles.removeUnits', { cycle: '2026', usccs: [uscc] });
      expect(await failure(remove(xintian))).toBe('cycle.unitInUse');
      const { units } = await client.call('cycles.create', {
        code: '2027',
        name: '2027',
        year: 2027,
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan, xintian] }],
      });
      expect(units).toBe(2);
      const taken = await client.call('cycles.removeUnits', { cycle: '2027', usccs: [xintian] });
      expect(taken).toEqual({ units: 1 });
      const read = await client.call('cycles.read', { cycle: '2027' });
      expect(read.units.map(({ name }) => name)).toEqual(['示例县甲山镇人民政府']);
      expect(await failure(client.call('cycles.removeUnits', { cycle: '2025', usccs: [jiashan] }))).toBe(
        'cycle.closed',
      );
    }));
});

describe('taking back', () => {
  it('is entering the texts that the answer names', () =>
    atCounty(async (client) => {
      const first = await put(client, cell('n', '19', { note: '初稿' }), cell('d', '20件'));
      const before = (await sheetOf(client)).nodes;
      const second = await put(client, cell('n', '', { note: null }), cell('d', '20'));
      const back = second.cells.map(({ bodyUscc, leaf, item, role, previous }) => ({
        bodyUscc,
        leaf,
        item,
        role,
        ...previous,
      }));
      expect(outcomes((await put(client, ...back)).cells)).toEqual(['stored', 'draft']);
      // An emptied cell keeps its row.
      const withoutTimes = (nodes: typeof before) =>
        JSON.stringify(nodes).replace(/"updatedAt":"[^"]*"|"id":("[^"]*"|null)/g, '');
      expect(withoutTimes((await sheetOf(client)).nodes)).toBe(withoutTimes(before));
      expect(first.cells.map(({ previous }) => previous.text)).toEqual(['', '']);
    }));

  it('leaves alone what did not change', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '19'));
      expect(outcomes((await put(client, cell('n', ' 19.0 '), cell('d', null))).cells)).toEqual([
        'unchanged',
        'unchanged',
      ]);
    }));
});

describe('what cannot be changed', () => {
  it('is a closed cycle, for everybody', () =>
    atCounty(async (client) => {
      const cells = [cell('n', '1')];
      expect(await failure(client.call('entries.putMany', { cycle: '2025', cells }))).toBe('cycle.closed');
      const copy = { cycle: '2025', role: 'self' as const, of: { bodyUscc: jiashan } };
      expect(await failure(client.call('entries.copyPrevious', copy))).toBe('cycle.closed');
      const sheet = await sheetOf(client, 'self', '2025');
      expect(sheet.lock).toMatchObject({ code: 'entry.locked.closed' });
      expect(describeFinding(sheet.lock ?? { code: '', params: {} })).toBe('周期已定级，填报值不能再改动。');
      expect(leafOf(sheet, 'A1.1').items[0]?.lock).toEqual(sheet.lock);
    }));

  it('is the unit’s own value once the review has begun, until the cycle is sent back', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '15'), cell('d', '20'));
      await client.call('cycles.setStatus', { cycle: '2026', status: 'firstReview' });
      const { cells } = await put(client, cell('n', '20'), cell('n', '18', { role: 'assessor' }));
      expect(outcomes(cells)).toEqual(['refused', 'stored']);
      expect(describeFinding(cells[0]?.findings[0] ?? { code: '', params: {} })).toBe(
        '周期已到“初审”阶段，“单位自评”的值不能再改动。需要改动时，请先把周期退回“自评”阶段。',
      );
      await client.call('cycles.setStatus', { cycle: '2026', status: 'selfAssess' });
      expect(outcomes((await put(client, cell('n', '20'))).cells)).toEqual(['stored']);
    }));

  it('is a final value before the final review; then it stands before all others', () =>
    atCounty(async (client) => {
      const final = cell('n', '12', { role: 'finalReview' });
      expect((await put(client, final)).cells[0]?.findings[0]?.code).toBe('entry.locked.notYet');
      // Self 15 of 20 is 1.50 points; reviewed 18 is 0.9 × 2 = 1.80; finally 12 is 0.6 × 2 = 1.20.
      await put(client, cell('n', '15'), cell('d', '20'), cell('n', '18', { role: 'assessor' }));
      for (const status of ['firstReview', 'externalInput', 'finalReview'] as const) {
        await client.call('cycles.setStatus', { cycle: '2026', status });
      }
      const { leaves } = await put(client, final);
      const line = leaves[0]?.leaf;
      expect(line?.counted.points).toBe('1.20');
      expect(line?.items[0]?.counted).toEqual({ value: 12, role: 'finalReview' });
      expect(line?.items[0]?.differences).toEqual({ assessor: '3', finalReview: '-3' });
      const { runs } = await client.call('runs.execute', { cycle: '2026' });
      const run = runs.find((one) => one.run.modelCode === 'TOWNSHIP-2026')?.run.id ?? '';
      const why = await client.call('runs.explain', { run, subject: jiashan });
      expect(why.nodes.find(({ code }) => code === 'A1.1')?.published).toBe('1.20');
    }));

  it('is a leaf that was decided not to apply', () =>
    atCounty(async (client) => {
      await client.call('decisions.put', {
        cycleCode: '2026',
        bodyUscc: jiashan,
        kind: 'notApplicable',
        code: 'A1',
        count: '1',
        reason: '本年无重大决策',
      });
      const { cells } = await put(client, cell('n', '1'));
      expect(describeFinding(cells[0]?.findings[0] ?? { code: '', params: {} })).toContain('本年无重大决策');
      // A1.1 asks for two cells less.
      expect((await sheetOf(client)).counts.total).toBe(25);
      const [decision] = (await client.call('decisions.list', { cycle: '2026', bodyUscc: jiashan }))
        .decisions;
      expect(decision).toMatchObject({ code: 'A1', name: '科学民主决策', own: true });
    }));

  it('is what another office has stated', async () => {
    const below = path.join(temporaryFolder(), 'township');
    const { fingerprint } = await makeFilledTownship(below);
    const file = path.join(temporaryFolder(), 'up.zxpkg');
    const key = path.join(temporaryFolder(), 'key.json');
    await withOffice(below, async ({ client, grantWrite }) => {
      await client.call('packages.create', { cycle: '2026', file: grantWrite(file) });
      await client.call('keys.export', { file: grantWrite(key) });
    });
    const above = path.join(temporaryFolder(), 'county');
    await makeOffice(above, county);
    await withOffice(above, async ({ client, grantRead }) => {
      await client.call('keys.trust', { file: grantRead(key), fingerprint });
      await client.call('cycles.create', {
        code: '2026',
        name: '2026',
        year: 2026,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      });
      await client.call('packages.merge', { file: grantRead(file) });
      const { cells } = await put(client, cell('n', '1'), cell('n', '1', { role: 'assessor' }));
      expect(outcomes(cells)).toEqual(['refused', 'stored']);
      expect(cells[0]?.findings[0]?.code).toBe('entry.locked.handedIn');
      // Returned, it is still the township's to put right, not ours.
      for (const status of ['issued', 'selfAssess'] as const) {
        await client.call('cycles.setStatus', { cycle: '2026', status });
      }
      const returning = { cycle: '2026', usccs: [jiashan], step: 'return' as const, reason: '佐证不全' };
      expect((await client.call('cycleUnits.step', returning)).done).toBe(1);
      const again = await put(client, cell('n', '1'));
      expect(again.cells[0]?.findings[0]?.code).toBe('entry.locked.otherOffice');
    });
  });

  it('is the order of stages', () =>
    atCounty(async (client) => {
      const move = (status: 'draft' | 'finalReview') =>
        client.call('cycles.setStatus', { cycle: '2026', status });
      expect(await failure(move('finalReview'))).toBe('cycle.stageOrder');
      expect(await failure(move('draft'))).toBe('cycle.stageOrder');
    }));
});

describe('复制上期', () => {
  it('fills the empty cells that the role is asked for, counts, and can be taken back', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '1'), cell('d', '坏'));
      const before = (await sheetOf(client)).counts;
      const copy = { cycle: '2026', role: 'self' as const, of: { bodyUscc: jiashan } };
      const preview = await client.call('entries.previewCopy', copy);
      const copied = await client.call('entries.copyPrevious', copy);
      // 27 cells asked for, all of them filled in 2025; one holds a value now, one a draft.
      expect(copied).toMatchObject({
        from: { code: '2025' },
        copied: 25,
        kept: 2,
        nothingBefore: 0,
        refused: 0,
      });
      const sheet = await sheetOf(client);
      expect(sheet.counts).toEqual({ total: 27, filled: 26, wrong: 1, empty: 0 });
      const level = leafOf(sheet, 'D1.1').items[0];
      expect(level?.stated.self?.value).toBe(level?.previous?.value);
      // The preview had promised just that.
      expect([preview.copied, preview.kept, preview.refused]).toEqual([25, 2, 0]);
      expect(preview.cells.map(({ leaf, text }) => [leaf, text])).toEqual(
        copied.cells.map(({ leaf, text }) => [leaf, text]),
      );
      await put(
        client,
        ...copied.cells.map(({ bodyUscc, leaf, item, role, previous }) => ({
          bodyUscc,
          leaf,
          item,
          role,
          ...previous,
        })),
      );
      expect((await sheetOf(client)).counts).toEqual(before);
    }));

  it('copies one indicator for all units, and nothing where no year came before', () =>
    atCounty(async (client) => {
      const of = { modelCode: 'TOWNSHIP-2026', modelVersion: '1.1.0', leaf: 'B3.2', item: 'value' };
      // Twelve towns; ten have filled in their sheets already.
      const copied = await client.call('entries.copyPrevious', { cycle: '2026', role: 'self', of });
      expect(copied).toMatchObject({ copied: 2, kept: 10, nothingBefore: 0, refused: 0 });
      expect(copied.cells.map(({ bodyUscc }) => bodyUscc)).toEqual([xintian, jiashan]);
      await client.call('cycles.create', {
        code: '2020',
        name: '2020',
        year: 2020,
        periodFrom: '2020-01-01',
        periodTo: '2020-12-31',
        units: [{ modelCode: 'TOWNSHIP-2026', usccs: [jiashan] }],
      });
      const none = await client.call('entries.copyPrevious', {
        cycle: '2020',
        role: 'self',
        of: { bodyUscc: jiashan },
      });
      expect(none).toMatchObject({ from: null, copied: 0, nothingBefore: 27 });
    }));
});

it('a sheet says of each leaf what a run publishes, where no leaf beside it is left out', () =>
  atCounty(async (client) => {
    const { runs } = await client.call('runs.execute', { cycle: '2025' });
    const run = runs.find((one) => one.run.modelCode === 'TOWNSHIP-2026')?.run.id ?? '';
    let compared = 0;
    for (const bodyUscc of [jiashan, xintian]) {
      const why = await client.call('runs.explain', { run, subject: bodyUscc });
      const sheet = await client.call('entries.sheet', { cycle: '2025', bodyUscc, role: 'assessor' });
      for (const { code, points, leaf } of sheet.nodes) {
        const node = why.nodes.find((one) => one.code === code);
        if (!leaf || Number(node?.points) !== Number(points)) continue;
        expect([bodyUscc, code, leaf.counted.points]).toEqual([bodyUscc, code, node?.published]);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(90);
  }));

describe('one indicator for every unit', () => {
  const column = {
    cycle: '2026',
    modelCode: 'TOWNSHIP-2026',
    modelVersion: '1.1.0',
    leaf: 'A2.3',
    item: 'level',
  };

  it('shows the same lines as the sheets, a page at a time', () =>
    atCounty(async (client) => {
      const first = await client.call('entries.column', { ...column, role: 'assessor', limit: 5 });
      const second = await client.call('entries.column', {
        ...column,
        role: 'assessor',
        limit: 7,
        cursor: first.next,
      });
      expect([first.total, first.rows.length, second.rows.length]).toEqual([12, 5, 7]);
      const rows = [...first.rows, ...second.rows];
      expect(rows.map(({ bodyUscc }) => bodyUscc)).toEqual(rows.map(({ bodyUscc }) => bodyUscc).toSorted());
      for (const row of rows) {
        const sheet = await client.call('entries.sheet', {
          cycle: '2026',
          bodyUscc: row.bodyUscc,
          role: 'assessor',
        });
        expect(row.line).toEqual(leafOf(sheet, 'A2.3').items[0]);
        expect(row.counted).toEqual(leafOf(sheet, 'A2.3').counted);
        expect([row.name, row.group]).toEqual([sheet.unit.name, sheet.unit.group]);
      }
    }));

  it('is refused for a model or an item that the cycle does not know', () =>
    atCounty(async (client) => {
      const ask = (more: object) =>
        failure(client.call('entries.column', { ...column, role: 'assessor', ...more }));
      expect(await ask({ modelVersion: '9.9.9' })).toBe('entry.modelNotOfCycle');
      expect(await ask({ leaf: 'A2' })).toBe('entry.itemUnknownHere');
      expect(await ask({ item: 'count' })).toBe('entry.itemUnknownHere');
    }));
});

describe('several indicators for every unit', () => {
  const matrix = { cycle: '2026', modelCode: 'TOWNSHIP-2026', modelVersion: '1.1.0' };
  const role = 'assessor';

  it('shows the same cells as the sheets, a page at a time', () =>
    atCounty(async (client) => {
      await client.call('cycles.setStatus', { cycle: '2026', status: 'firstReview' });
      await put(
        client,
        cell('n', '18', { role, note: '漏报三件' }),
        cell('d', '约20', { role }),
        cell('level', '3', { role, leaf: 'A2.3' }),
      );
      const first = await client.call('entries.matrix', { ...matrix, branch: 'A', role, limit: 5 });
      const second = await client.call('entries.matrix', {
        ...matrix,
        branch: 'A',
        role,
        limit: 7,
        cursor: first.next,
      });
      expect([first.total, first.rows.length, second.rows.length]).toEqual([12, 5, 7]);
      const seen = { wrong: 0, noted: 0, locked: 0 };
      for (const { rows, leaves, locks } of [first, second]) {
        for (const { bodyUscc, cells } of rows) {
          const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc, role });
          const lines = leaves.flatMap(({ code, items }) =>
            items.map(({ item }) => leafOf(sheet, code).items.find((line) => line.item === item)),
          );
          expect(cells).toHaveLength(lines.length);
          cells.forEach((one, index) => {
            const line = lines[index];
            const stated = line?.stated[role];
            const owed = line?.reasonsOwed[role];
            expect(one).toMatchObject({
              text: stated?.text ?? '',
              draft: stated?.draft ?? false,
              noted: (stated?.note ?? null) !== null,
              findings: [...(stated?.findings ?? []), ...(owed ? [owed] : [])],
            });
            expect(one.lock === null ? null : locks[one.lock]).toEqual(line?.lock);
            if (one.draft) seen.wrong += 1;
            if (one.noted) seen.noted += 1;
            if (one.lock !== null) seen.locked += 1;
          });
        }
      }
      expect(seen).toMatchObject({ wrong: 1, noted: 1 });
      // The leaves of branch A in the order of forms, and nothing else.
      const codes = first.leaves.map(({ code }) => code);
      expect(codes.every((code) => code.startsWith('A'))).toBe(true);
      expect(codes).toEqual(codes.toSorted());
    }));

  it('tells what counts as long as the role states nothing', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '15'));
      const ask = async (of: 'self' | 'assessor') => {
        const { rows } = await client.call('entries.matrix', { ...matrix, branch: 'A1.1', role: of });
        return rows.find(({ bodyUscc }) => bodyUscc === jiashan)?.cells[0]?.others;
      };
      expect(await ask('assessor')).toEqual({ text: '15', role: 'self' });
      expect(await ask('self')).toBeNull();
    }));

  it('has the whole model without a branch, and is refused for one that the model does not have', () =>
    atCounty(async (client) => {
      const { leaves } = await client.call('entries.matrix', { ...matrix, branch: null, role, limit: 1 });
      const sheet = await sheetOf(client);
      expect(leaves.map(({ code }) => code)).toEqual(
        sheet.nodes.flatMap(({ code, leaf }) => (leaf === null ? [] : [code])),
      );
      const ask = (more: object) =>
        failure(client.call('entries.matrix', { ...matrix, branch: 'A', role, ...more }));
      expect(await ask({ branch: 'Z' })).toBe('entry.branchUnknownHere');
      expect(await ask({ modelVersion: '9.9.9' })).toBe('entry.modelNotOfCycle');
    }));
});

describe('how far the units are', () => {
  it('counts the cells asked for by role, filled, wrong and empty', () =>
    atCounty(async (client) => {
      await put(client, cell('n', '19'), cell('d', '?'));
      const { rows, units, next } = await client.call('cycles.progress', { cycle: '2026' });
      expect([rows.length, units, next]).toEqual([20, 20, null]);
      const unit = rows.find(({ bodyUscc }) => bodyUscc === jiashan);
      expect(unit?.byRole.self).toEqual({ total: 27, filled: 1, wrong: 1, empty: 25 });
      for (const { bodyUscc, byRole } of rows) {
        for (const role of ['self', 'assessor', 'department'] as const) {
          const sheet = await client.call('entries.sheet', { cycle: '2026', bodyUscc, role });
          expect([bodyUscc, role, byRole[role] ?? { total: 0, filled: 0, wrong: 0, empty: 0 }]).toEqual([
            bodyUscc,
            role,
            sheet.counts,
          ]);
        }
      }
      const page = await client.call('cycles.progress', {
        cycle: '2026',
        limit: 5,
        cursor: rows[4]?.bodyUscc ?? '',
      });
      expect(page.rows).toEqual(rows.slice(5, 10));
    }));
});

describe('审核', () => {
  it('names what is missing, wrong and contradictory, with its place', () =>
    atCounty(async (client) => {
      await put(
        client,
        // More fulfilled than there were: 21 > 20. Three hundred per cent is no count. No evidence is named.
        cell('n', '21'),
        cell('d', '20'),
        cell('n', '300%', { leaf: 'B1.1' }),
        // The assessor corrects without saying why.
        cell('n', '19', { role: 'assessor' }),
      );
      const { rows } = await client.call('entries.check', { cycle: '2026', bodyUscc: jiashan });
      const [unit] = rows;
      const told = (leaf: string) =>
        unit?.findings
          .filter((finding) => finding.leaf === leaf)
          .map(({ code, severity, item, role, explained }) => [severity, code, item, role, explained]);
      expect(told('A1.1')).toEqual([
        ['warning', 'entry.numeratorLarger', 'n', 'self', false],
        ['warning', 'entry.evidenceMissing', 'n', 'self', false],
        ['warning', 'entry.differsFromSelf', 'n', 'assessor', false],
      ]);
      expect(told('B1.1')).toEqual([
        ['error', 'entry.percent', 'n', 'self', false],
        ['warning', 'entry.missing.zero', 'd', 'self', false],
      ]);
      const differs = unit?.findings.find(({ code }) => code === 'entry.differsFromSelf');
      expect([differs?.leafName, differs?.itemLabel]).toEqual([
        '重大行政决策程序完备率',
        '程序完备的重大行政决策数',
      ]);
      expect(describeFinding(differs ?? { code: '', params: {} })).toBe(
        '核定值 19 ≠ 自评值 21，差 -2，还没有说明原因。请在“说明”中写明。',
      );
      expect(unit?.errors).toBe(1);

      await put(client, { bodyUscc: jiashan, leaf: 'A1.1', item: 'n', role: 'self', note: '超额完成' });
      const again = await client.call('entries.check', { cycle: '2026', bodyUscc: jiashan });
      expect(
        again.rows[0]?.findings
          .filter(({ leaf, role }) => leaf === 'A1.1' && role === 'self')
          .map(({ code, explained }) => [code, explained]),
      ).toEqual([
        ['entry.numeratorLarger', true],
        ['entry.evidenceMissing', true],
      ]);
    }));

  it('goes through all units page by page, and says what the records contradict', () =>
    atCounty(async (client) => {
      const first = await client.call('entries.check', { cycle: '2026', limit: 12 });
      const rest = await client.call('entries.check', { cycle: '2026', limit: 12, cursor: first.next });
      expect([first.rows.length, rest.rows.length, rest.next, first.units]).toEqual([12, 8, null, 20]);
      // C3.1 (政府采购失信记录数) is drawn from the database.
      const sheet = await sheetOf(client, 'assessor');
      const drawn = leafOf(sheet, 'C3.1').items[0];
      expect(drawn?.asked).toBe(false);
      expect(drawn?.counted).toEqual({ value: drawn?.derived?.value, role: 'derived' });
    }));
});
