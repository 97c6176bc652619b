import { describe, expect, it } from 'vitest';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createImportReader, createImportRepository } from '#engine/db/repositories/import-batches.ts';
import type { StagedRow } from '#engine/db/repositories/staged-rows.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample, failureOf } from './support/sample.ts';

const file = {
  layout: 'records',
  fileName: '台账.xlsx',
  fileSha256: 'f'.repeat(64),
  context: '{"cycle":"2026"}',
};

const row = (n: number, more: Partial<StagedRow> = {}): StagedRow => ({
  sheet: '台账',
  row: n,
  original: [`第${n}行`],
  mapped: { n },
  naturalKey: `key-${n}`,
  state: 'ready',
  ...more,
});

const finding = (n: number, more: Partial<Finding> = {}): Finding => ({
  code: 'uscc.length',
  severity: 'error',
  params: { length: n },
  sheet: '台账',
  row: n,
  column: 'B',
  ...more,
});

function staged(rows: number): { db: CreditDatabase; id: string } {
  const db = createSample(temporaryFolder());
  const { id } = db.write((tx) => createImportRepository(tx).create(file));
  db.write((tx) =>
    createImportRepository(tx).appendRows(
      id,
      Array.from({ length: rows }, (_, n) => row(n + 2)),
    ),
  );
  return { db, id };
}

describe('import batches', () => {
  it('keep rows in the order of reading, whatever their sheet, and page through them', () => {
    const { db, id } = staged(3);
    db.write((tx) => {
      const imports = createImportRepository(tx);
      imports.appendRows(id, [row(2, { sheet: '前表', state: 'refused', mapped: null, naturalKey: null })]);
      imports.appendFindings(id, [finding(2), finding(3, { severity: 'warning' })]);
    });
    const imports = createImportReader(db.reader);
    const all = imports.rows(id);
    expect(all.map(({ ordinal: _, ...rest }) => rest)).toEqual([
      row(2),
      row(3),
      row(4),
      row(2, { sheet: '前表', state: 'refused', mapped: null, naturalKey: null }),
    ]);
    const first = imports.rows(id, { limit: 3 });
    expect([...first, ...imports.rows(id, { after: first.at(-1)?.ordinal ?? 0 })]).toEqual(all);
    expect(imports.rows(id, { state: 'refused' })).toEqual(all.slice(3));
    expect([...imports.allRows(id)]).toEqual(all);
    expect(imports.countRows(id)).toEqual({
      ready: 3,
      refused: 1,
      duplicate: 0,
      skipped: 0,
      omitted: 0,
      committed: 0,
    });
    expect(imports.findings(id).map(({ ordinal: _, ...rest }) => rest)).toEqual([
      finding(2),
      finding(3, { severity: 'warning' }),
    ]);
    expect(imports.findingsOfRow(id, '台账', 3)).toHaveLength(1);
    expect(imports.countFindings(id)).toEqual({ error: 1, warning: 1 });
  });

  it('page through blocks of any size, in full and in part', () => {
    const { db, id } = staged(600);
    db.write((tx) => createImportRepository(tx).appendRows(id, [row(1_000, { state: 'duplicate' })]));
    const imports = createImportReader(db.reader);
    const ordinals = (page: Parameters<typeof imports.rows>[1]) =>
      imports.rows(id, page).map(({ ordinal }) => ordinal);
    expect(ordinals({ after: 248, limit: 4 })).toEqual([249, 250, 251, 252]);
    expect(ordinals({ after: 599, limit: 9 })).toEqual([600, 601]);
    expect(ordinals({ after: 601 })).toEqual([]);
    expect(ordinals({ state: 'duplicate' })).toEqual([601]);
    expect(imports.rows(id, { after: 600 })[0]).toEqual({
      ...row(1_000, { state: 'duplicate' }),
      ordinal: 601,
    });
  });

  it('keep the answer of their commit, and take no more rows after it', () => {
    const { db, id } = staged(2);
    const counts = { rowsInXml: 4, rowsInFile: 3, accepted: 2, refused: 0, skipped: 1 };
    db.write((tx) => {
      const imports = createImportRepository(tx);
      imports.setCounts(id, counts);
      imports.setAllRowStates(id, 'ready', 'committed');
      expect(imports.countRows(id)).toEqual({
        ready: 0,
        refused: 0,
        duplicate: 0,
        skipped: 0,
        omitted: 0,
        committed: 2,
      });
      imports.markCommitted(id, '{"inserted":2}');
    });
    const batch = createImportReader(db.reader).find(id);
    expect(batch).toMatchObject({ ...file, ...counts, status: 'committed', result: '{"inserted":2}' });
    expect(batch?.committedAt).not.toBeNull();
    const refusal = { code: 'database.batchState', params: { id, status: 'committed' } };
    for (const late of [
      (imports: ReturnType<typeof createImportRepository>) => imports.appendRows(id, [row(9)]),
      (imports: ReturnType<typeof createImportRepository>) => imports.abandon(id),
    ]) {
      expect(failureOf(() => db.write((tx) => late(createImportRepository(tx))))).toEqual(refusal);
    }
    expect(createImportReader(db.reader).findByFile(file.fileSha256, 'records')).toEqual([batch]);
  });

  it('let single rows be changed and take another state, and nothing else moves', () => {
    const { db, id } = staged(600);
    const imports = createImportReader(db.reader);
    const before = imports.rows(id, { limit: 1_000 });
    const changed = {
      ...row(252, { original: ['改过'], kinds: 'n', edited: { 0: { text: '第252行', kind: 'n' } } }),
      ordinal: 251,
    };
    db.write((tx) => {
      const writer = createImportRepository(tx);
      writer.replaceRows(id, [changed]);
      writer.setRowStates(id, [
        { ordinal: 1, state: 'refused' },
        { ordinal: 250, state: 'omitted' },
        { ordinal: 600, state: 'skipped' },
      ]);
    });
    const expected = before.map((one) => (one.ordinal === 251 ? changed : one));
    for (const [ordinal, state] of [
      [1, 'refused'],
      [250, 'omitted'],
      [600, 'skipped'],
    ] as const) {
      expected[ordinal - 1] = { ...(expected[ordinal - 1] as (typeof expected)[number]), state };
    }
    expect(imports.rows(id, { limit: 1_000 })).toEqual(expected);
    expect(imports.rows(id, { state: 'skipped' }).map(({ ordinal }) => ordinal)).toEqual([600]);
    expect(imports.row(id, 251)).toEqual(changed);
    expect(imports.row(id, 601)).toBeNull();
    expect(imports.ordinalOf(id, '台账', 252)).toBe(251);
    expect(imports.ordinalOf(id, '台账', 2_520)).toBeNull();
    expect(imports.rowsWithKey(id, ['key-600', 'key-3']).map(({ ordinal }) => ordinal)).toEqual([2, 599]);
  });

  it('take findings in the place of others, and the list keeps its order', () => {
    const { db, id } = staged(3);
    db.write((tx) =>
      createImportRepository(tx).appendFindings(id, [finding(2), finding(3), finding(3), finding(4)]),
    );
    const imports = createImportReader(db.reader);
    db.write((tx) =>
      createImportRepository(tx).replaceFindings(id, imports.findingsOfRow(id, '台账', 3), [
        finding(3, { column: 'C' }),
      ]),
    );
    expect(imports.findings(id).map(({ row: at, column }) => [at, column])).toEqual([
      [2, 'B'],
      [3, 'C'],
      [4, 'B'],
    ]);
    db.write((tx) =>
      createImportRepository(tx).replaceFindings(id, imports.findingsOfRow(id, '台账', 2), [
        finding(2),
        finding(2, { column: 'D' }),
      ]),
    );
    expect(imports.findings(id).map(({ row: at, column }) => [at, column])).toEqual([
      [2, 'B'],
      [3, 'C'],
      [4, 'B'],
      [2, 'D'],
    ]);
  });

  it('leave nothing of their rows when abandoned', () => {
    const { db, id } = staged(2);
    db.write((tx) => {
      const imports = createImportRepository(tx);
      imports.appendFindings(id, [finding(2)]);
      imports.abandon(id);
    });
    const imports = createImportReader(db.reader);
    expect(imports.rows(id)).toEqual([]);
    expect(imports.findings(id)).toEqual([]);
    expect(imports.list().map(({ status }) => status)).toEqual(['abandoned']);
  });

  it('remember what they changed, last change first', () => {
    const { db, id } = staged(1);
    const changes = [
      { table: 'bodies', rowId: 'a', kind: 'inserted', revision: 1, previous: null, contentHash: null },
      {
        table: 'bodies',
        rowId: 'b',
        kind: 'updated',
        revision: 4,
        previous: '{"name":"旧"}',
        contentHash: 'ab'.repeat(32),
      },
    ] as const;
    db.write((tx) => createImportRepository(tx).recordChanges(id, changes));
    db.write((tx) => createImportRepository(tx).recordChanges(id, [{ ...changes[0], rowId: 'c' }]));
    expect([...createImportReader(db.reader).changes(id)]).toEqual([
      { ...changes[0], rowId: 'c', ordinal: 3 },
      { ...changes[1], ordinal: 2 },
      { ...changes[0], ordinal: 1 },
    ]);
  });

  it('take 50,000 rows of 20 columns in chunks and give every one back', () => {
    const { db, id } = staged(0);
    const columns = Array.from({ length: 20 }, (_, column) => `第${column}列的中文内容`);
    const total = 50_000;
    for (let from = 0; from < total; from += 1_000) {
      db.write((tx) =>
        createImportRepository(tx).appendRows(
          id,
          Array.from({ length: 1_000 }, (_, n) =>
            row(from + n + 2, { original: [...columns, String(from + n)] }),
          ),
        ),
      );
    }
    const imports = createImportReader(db.reader);
    let seen = 0;
    for (let after = 0; ; ) {
      const page = imports.rows(id, { after, limit: 5_000 });
      for (const staged of page) {
        seen += 1;
        if (staged.row !== seen + 1 || staged.original.at(-1) !== String(seen - 1)) {
          throw new Error(`row ${seen} is out of place`);
        }
        after = staged.ordinal;
      }
      if (page.length === 0) break;
    }
    expect(seen).toBe(total);
    expect(imports.countRows(id).ready).toBe(total);
  });
});
