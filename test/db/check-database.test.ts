import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAuditReader } from '#engine/db/audit-log.ts';
import { checkDatabase } from '#engine/db/check-database.ts';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample, reopen } from './support/sample.ts';
import { bodyContent, officialContent, recordContent, usccOf } from './support/sample-content.ts';

function sample(): CreditDatabase {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    for (const n of [1, 2]) createBodyRepository(tx).insert(bodyContent(n, { phone: `1380013800${n}` }));
    createOfficialRepository(tx).insert(officialContent(usccOf(1), { idNo: '11010519491231002X' }));
    for (const title of ['甲', '乙', '丙'])
      createRecordRepository(tx).insert(recordContent(usccOf(1), { title }));
  });
  return db;
}

const codesAfter = (sql: string): string[] => {
  const db = sample();
  db.connection.pragma('foreign_keys = OFF');
  db.connection.exec(sql);
  return checkDatabase(db).findings.map(({ code }) => code);
};

describe('checking a database', () => {
  it('finds nothing wrong with a sound one', () => {
    const db = sample();
    const check = checkDatabase(db, createAuditReader(db.reader).head());
    expect(check).toMatchObject({ findings: [], rowsCompared: 6, audit: { intact: true } });
  });

  it('finds every content that was changed by other means', () => {
    expect(codesAfter("UPDATE credit_records SET title = '改' WHERE title = '乙'")).toEqual([
      'database.check.content',
    ]);
    expect(codesAfter('UPDATE credit_records SET amount_fen = amount_fen + 1')).toHaveLength(3);
    expect(codesAfter("UPDATE bodies SET name = '改'")).toHaveLength(2);
    // Index or masked form alone.
    expect(codesAfter("UPDATE officials SET id_no_masked = '1101**********0021'")).toEqual([
      'database.check.content',
    ]);
    expect(codesAfter(`UPDATE officials SET id_no_index = '${'0'.repeat(64)}'`)).toEqual([
      'database.check.content',
    ]);
  });

  it('finds a sealed value that was exchanged', () => {
    expect(
      codesAfter(`UPDATE bodies SET phone_sealed = (SELECT phone_sealed FROM bodies WHERE uscc = '${usccOf(2)}')
                  WHERE uscc = '${usccOf(1)}'`),
    ).toEqual(['database.check.seal']);
  });

  it('finds references into nothing', () => {
    const db = sample();
    db.connection.pragma('foreign_keys = OFF');
    db.connection.exec(`DELETE FROM bodies WHERE uscc = '${usccOf(1)}'`);
    expect(checkDatabase(db).findings).toEqual([
      {
        code: 'database.check.reference',
        severity: 'error',
        params: { table: 'credit_records', parent: 'bodies', rows: 3 },
      },
      {
        code: 'database.check.reference',
        severity: 'error',
        params: { table: 'officials', parent: 'bodies', rows: 1 },
      },
      // The index of the search still knows the body.
      {
        code: 'database.check.search',
        severity: 'error',
        params: { table: 'bodies', missing: 0, outdated: 0, dangling: 1 },
      },
    ]);
  });

  it('finds a changed audit log', () => {
    expect(codesAfter("DROP TRIGGER audit_log_never_changes; UPDATE audit_log SET event = '{}'")).toEqual([
      'database.check.audit',
    ]);
  });

  it('finds a broken page and goes on with the rest', () => {
    const db = sample();
    db.write((tx) => {
      for (let n = 10; n < 300; n += 1) createRecordRepository(tx).insert(recordContent(usccOf(1)));
    });
    db.close();
    const root = pageOf(db, 'credit_records');
    const bytes = readFileSync(db.file);
    bytes.fill(0x99, (root - 1) * 4_096, root * 4_096);
    writeFileSync(db.file, bytes);
    const check = checkDatabase(reopen(db.folder));
    expect(check.findings.some(({ code }) => code === 'database.check.pages')).toBe(true);
    // Two bodies and one official can still be compared.
    expect(check.rowsCompared).toBe(3);
    expect(check.audit.intact).toBe(true);
  });
});

/** Root page of a table. */
function pageOf(db: CreditDatabase, table: string): number {
  const again = reopen(db.folder);
  const page = again.connection
    .prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  again.close();
  return Number(page);
}
