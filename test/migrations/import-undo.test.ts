/**
 * Step 3 on a file of the second version with rows: every batch, staged row, finding and undo memory comes over and can
 * still be opened; what a commit had left alone does not wait for another one.
 */
import { expect, it } from 'vitest';
import { initial } from '#engine/db/migrations/0001-initial.ts';
import { entryWork } from '#engine/db/migrations/0002-entry-work.ts';
import { importUndo } from '#engine/db/migrations/0003-import-undo.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createImportReader, createImportRepository } from '#engine/db/repositories/import-batches.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { olderDatabase } from './support/older-database.ts';

const before = [initial, entryWork];
const steps = [...before, importUndo];

const batchIds = {
  staged: '00000000-0000-7000-8000-00000000a001',
  committed: '00000000-0000-7000-8000-00000000a002',
  abandoned: '00000000-0000-7000-8000-00000000a003',
};

const at = '2026-03-01T08:00:00.000Z';

/** Written as the second version wrote them: its tables are spelled out, for the program has moved on. */
function versionTwo(): string {
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  const { connection } = old;
  const { vault } = old.reader;

  for (const [status, id] of Object.entries(batchIds)) {
    const done = status === 'committed';
    connection
      .prepare(
        `INSERT INTO import_batches (id, layout, file_name, file_sha256, status, context, rows_in_xml, rows_in_file,
           accepted, refused, skipped, created_at, committed_at, result)
         VALUES (?, 'records', '台账.xlsx', ?, ?, '{"columns":[]}', 6, 4, 1, 1, 2, ?, ?, ?)`,
      )
      .run(id, 'f'.repeat(64), status, at, done ? at : null, done ? '{"inserted":1}' : null);
    if (status === 'abandoned') continue;
    const rows = ['甲', '乙', '丙', '丁'].map((text, index) => [
      '台账',
      index + 3,
      `key-${index}`,
      [text],
      { text },
    ]);
    connection
      .prepare('INSERT INTO staged_blocks (batch_id, first_ordinal, states, rows_sealed) VALUES (?, 1, ?, ?)')
      .run(id, done ? 'cxdd' : 'rxdd', vault.sealBytes(JSON.stringify(rows), `staged_blocks.rows:${id}/1`));
    const finding = {
      code: 'row.required',
      severity: 'error',
      params: { title: '文号' },
      sheet: '台账',
      row: 4,
    };
    connection
      .prepare(
        'INSERT INTO findings (batch_id, code, severity, sheet, row, detail_sealed) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        finding.code,
        'error',
        '台账',
        4,
        vault.seal(JSON.stringify(finding), `findings.detail:${id}`),
      );
  }
  connection
    .prepare(
      `INSERT INTO batch_changes (batch_id, ordinal, table_name, row_id, kind, revision, previous_sealed)
       VALUES (?, 1, 'credit_records', 'r1', 'updated', 2, ?)`,
    )
    .run(batchIds.committed, vault.seal('{"title":"旧"}', `batch_changes.previous:${batchIds.committed}/1`));
  old.close();
  return folder;
}

it('brings every batch and what belongs to it over', () => {
  const folder = versionTwo();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps });
  expect(db.connection.pragma('user_version', { simple: true })).toBe(3);
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.connection.pragma('foreign_key_check')).toEqual([]);
  const withRevertedAt = (text: string): string =>
    JSON.stringify({ ...(JSON.parse(text) as object), reverted_at: null });
  const settled = (text: string): string => text.replace('"states":"cxdd"', '"states":"cxss"');
  const [lineage] = (tables.lineages ?? []).map((text) => (JSON.parse(text) as { id: string }).id);
  expect(dumpTables(db.connection)).toEqual({
    ...tables,
    batch_changes: tables.batch_changes?.map((text) =>
      JSON.stringify({ ...(JSON.parse(text) as object), content_hash: null }),
    ),
    batch_commits: [
      JSON.stringify({ batch_id: batchIds.committed, first_change: 1, committed_at: at, lineage }),
    ],
    import_batches: tables.import_batches?.map(withRevertedAt).sort(),
    staged_blocks: tables.staged_blocks?.map(settled).sort(),
  });

  const imports = createImportReader(db.reader);
  const states = (id: string) => imports.rows(id).map(({ original, state }) => [original[0], state]);
  expect(states(batchIds.staged)).toEqual([
    ['甲', 'ready'],
    ['乙', 'refused'],
    ['丙', 'duplicate'],
    ['丁', 'duplicate'],
  ]);
  expect(states(batchIds.committed)).toEqual([
    ['甲', 'committed'],
    ['乙', 'refused'],
    ['丙', 'skipped'],
    ['丁', 'skipped'],
  ]);
  expect(imports.findings(batchIds.staged).map(({ code }) => code)).toEqual(['row.required']);
  expect([...imports.changes(batchIds.committed)]).toMatchObject([{ previous: '{"title":"旧"}' }]);
});

it('can undo a committed batch and leave a row out afterwards, and still knows no state that nobody means', () => {
  const db = reopen(versionTwo(), { steps });
  db.write((tx) => createImportRepository(tx).markReverted(batchIds.committed));
  const imports = createImportReader(db.reader);
  expect(imports.find(batchIds.committed)).toMatchObject({
    status: 'reverted',
    revertedAt: expect.any(String),
    result: '{"inserted":1}',
  });
  expect([...imports.changes(batchIds.committed)]).toEqual([]);

  db.write((tx) =>
    createImportRepository(tx).setRowStates(batchIds.staged, [{ ordinal: 2, state: 'omitted' }]),
  );
  expect(imports.countRows(batchIds.staged)).toMatchObject({ ready: 1, refused: 0, omitted: 1 });
  const write = (sql: string) => () => db.connection.exec(sql);
  expect(write("UPDATE staged_blocks SET states = 'rzdd'")).toThrow('CHECK');
  expect(write("UPDATE import_batches SET status = 'reverted' WHERE status = 'staged'")).toThrow('CHECK');
});
