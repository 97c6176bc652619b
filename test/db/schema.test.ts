import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CreditDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCatalogueRepository } from '#engine/db/repositories/catalogue.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createDecisionRepository, createEntryRepository } from '#engine/db/repositories/entries.ts';
import { createEvidenceRepository } from '#engine/db/repositories/evidence.ts';
import { createImportRepository } from '#engine/db/repositories/import-batches.ts';
import { createModelRepository } from '#engine/db/repositories/models.ts';
import { createOfficialRepository } from '#engine/db/repositories/officials.ts';
import { createRecordRepository } from '#engine/db/repositories/records.ts';
import * as lists from '#shared/domain/code-lists.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';
import {
  bodyContent,
  catalogueItem,
  cycleContent,
  entryContent,
  modelVersion,
  officialContent,
  recordContent,
  usccOf,
} from './support/sample-content.ts';

const golden = join(import.meta.dirname, '../golden/schema.sql');

/** The schema as text, in the order of its making. */
const schemaOf = (db: CreditDatabase): string =>
  db.connection
    .prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .pluck()
    .all()
    .map((sql) => `${sql};\n`)
    .join('\n');

/** A database with one row in each table that the checks below change. */
function filled(): CreditDatabase {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    const body = createBodyRepository(tx).insert(bodyContent(1, { phone: '13800138000' }));
    createOfficialRepository(tx).insert(officialContent(body.uscc, { idNo: '11010519491231002X' }));
    createCatalogueRepository(tx).replaceAll([catalogueItem()]);
    const record = createRecordRepository(tx).insert(recordContent(body.uscc));
    createEvidenceRepository(tx).insert({
      ownerType: 'record',
      ownerId: record.id,
      fileName: '判决书.pdf',
      sha256: 'a'.repeat(64),
      size: 1,
      mime: 'application/pdf',
      documentNo: null,
      description: null,
      classification: 'internal',
      documentDate: null,
      pages: null,
      addedAt: null,
      addedBy: null,
    });
    createModelRepository(tx).save(modelVersion({ status: 'draft' }));
    const cycles = createCycleRepository(tx);
    cycles.insert(cycleContent());
    cycles.setUnits('2026', [
      { bodyUscc: body.uscc, groupCode: null, modelCode: 'TOWNSHIP-2026', modelVersion: '1.0.0' },
    ]);
    createEntryRepository(tx).upsert(entryContent(body.uscc));
    createDecisionRepository(tx).upsert({
      cycleCode: '2026',
      bodyUscc: body.uscc,
      kind: 'adjustment',
      code: 'B1',
      count: '1.5',
      reason: '表彰',
    });
    const imports = createImportRepository(tx);
    const batch = imports.create({
      layout: 'bodies',
      fileName: 'f.xlsx',
      fileSha256: 'b'.repeat(64),
      context: '{}',
    });
    imports.appendRows(batch.id, [
      { sheet: '单位', row: 2, original: [], mapped: null, naturalKey: null, state: 'ready' },
    ]);
    imports.appendFindings(batch.id, [{ code: 'x', severity: 'error', params: {} }]);
  });
  return db;
}

const attempt = (db: CreditDatabase, table: string, column: string, value: string): string => {
  try {
    db.connection.exec('SAVEPOINT attempt');
    const { changes } = db.connection.prepare(`UPDATE ${table} SET ${column} = ${value}`).run();
    return changes > 0 ? 'accepted' : 'no row';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    db.connection.exec('ROLLBACK TO attempt; RELEASE attempt');
  }
};

it('a fresh schema is the one in test/golden/schema.sql', () => {
  const schema = schemaOf(createSample(temporaryFolder()));
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(golden, schema);
  expect(existsSync(golden)).toBe(true);
  expect(schema).toBe(readFileSync(golden, 'utf8'));
});

it('every table is STRICT and no column is a float', () => {
  const db = createSample(temporaryFolder());
  const tables = db.connection
    .prepare<[], { name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  expect(tables.length).toBeGreaterThan(25);
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
  const types = db.connection
    .prepare<[], string>(
      "SELECT DISTINCT column.type FROM pragma_table_list AS list, pragma_table_info(list.name) AS column WHERE list.schema = 'main' AND list.type = 'table' AND list.name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all();
  expect(types.sort()).toEqual(['BLOB', 'INTEGER', 'TEXT']);
});

describe('code lists', () => {
  const columns: [string, string, Record<string, string>][] = [
    ['office', 'level', lists.officeLevels],
    ['bodies', 'body_type', lists.bodyTypes],
    ['bodies', 'admin_level', lists.officeLevels],
    ['officials', 'staff_category', lists.staffCategories],
    ['catalogue_items', 'subject_type', lists.subjectTypes],
    ['catalogue_items', 'polarity', lists.polarities],
    ['catalogue_items', 'domain', lists.domains],
    ['catalogue_items', 'severity_default', lists.severities],
    ['catalogue_items', 'disclosure_level', lists.disclosureLevels],
    ['credit_records', 'subject_type', lists.subjectTypes],
    ['credit_records', 'domain', lists.domains],
    ['credit_records', 'polarity', lists.polarities],
    ['credit_records', 'document_type', lists.documentTypes],
    ['credit_records', 'severity', lists.severities],
    ['credit_records', 'disclosure_level', lists.disclosureLevels],
    ['credit_records', 'status', lists.recordStatuses],
    ['credit_records', 'rectification_status', lists.rectificationStatuses],
    ['credit_records', 'repair_status', lists.repairStatuses],
    ['cycles', 'status', lists.cycleStatuses],
    ['entries', 'role', lists.scorerRoles],
    ['evidence', 'owner_type', { record: '', entry: '' }],
    ['evidence', 'classification', { public: '', internal: '' }],
    ['decisions', 'kind', { adjustment: '', veto: '', notApplicable: '' }],
    ['model_versions', 'status', { draft: '', published: '', disabled: '' }],
    ['findings', 'severity', { error: '', warning: '' }],
  ];

  it('hold exactly the codes of the program', () => {
    const db = filled();
    for (const [table, column, list] of columns) {
      for (const code of Object.keys(list)) {
        expect([table, column, code, attempt(db, table, column, `'${code}'`)]).toEqual([
          table,
          column,
          code,
          'accepted',
        ]);
      }
      for (const wrong of ["'other-than-these'", "''", 'NULL', '1']) {
        expect([table, column, wrong, attempt(db, table, column, wrong)]).toEqual([
          table,
          column,
          wrong,
          expect.stringMatching(/^SQLITE_CONSTRAINT_(CHECK|NOTNULL)$/),
        ]);
      }
    }
  });
});

describe('formats', () => {
  const check = 'SQLITE_CONSTRAINT_CHECK';
  const wrongDates = ["'2026-02-29'", "'2026-2-1'", "'20260201'", "'2026-02-01T00:00'", "''", "'昨天'"];
  const wrongInstants = [
    "'2026-03-01 08:00:00'",
    "'2026-03-01T08:00:00Z'",
    "'2026-13-01T08:00:00.000Z'",
    "''",
  ];
  const wrongHashes = ["'abc'", `'${'A'.repeat(64)}'`, `'${'a'.repeat(63)}g'`];
  const wrongIds = ["'1'", `'${'0'.repeat(36)}'`, "'00000000-0000-7000-8000-00000000000G'"];
  const cases: [string, string, string[]][] = [
    ['bodies', 'uscc', [`'${usccOf(1)}0'`, "'91350100M000100Y4O'", "''"]],
    ['bodies', 'parent_uscc', ["'1'"]],
    ['bodies', 'region_code', ["'990101'", "'99010100000X'"]],
    ['bodies', 'name', ["''"]],
    ['bodies', 'revision', ['0', '-1']],
    ['bodies', 'id', wrongIds],
    ['bodies', 'owner_office', wrongIds],
    ['bodies', 'content_hash', wrongHashes],
    ['bodies', 'updated_at', wrongInstants],
    ['bodies', 'valid_from', wrongDates],
    ['bodies', 'phone_sealed', ["'13800138000'", 'NULL']],
    ['bodies', 'phone_index', ["'13800138000'", 'NULL']],
    ['bodies', 'phone_masked', ['NULL']],
    ['officials', 'id_no_sealed', ["'11010519491231002X'", 'NULL']],
    ['officials', 'id_no_index', ["'11010519491231002X'", 'NULL']],
    ['officials', 'training_hours', ['-1']],
    ['officials', 'entry_date', wrongDates],
    ['catalogue_items', 'document_types', ["'[]'", "'{}'", "'judgment'"]],
    ['catalogue_items', 'valid_from', wrongDates],
    ['catalogue_items', 'suggested', ['2']],
    ['credit_records', 'fact_summary', [`'${'事'.repeat(501)}'`]],
    ['credit_records', 'document_no', ["''"]],
    ['credit_records', 'decision_date', wrongDates],
    ['credit_records', 'public_from', wrongDates],
    ['credit_records', 'amount_fen', ['-1']],
    ['evidence', 'sha256', wrongHashes],
    ['evidence', 'size', ['-1']],
    ['model_versions', 'digest', wrongHashes],
    ['model_versions', 'document', ["'{'", "'[]'"]],
    ['cycles', 'year', ['26']],
    ['cycles', 'period_to', ["'2025-12-31'"]],
    ['entries', 'value', ["'{}'", "'[1]'", "'abc'"]],
    ['decisions', 'count', ["'-1'", "'1e3'", "'1.2.3'", "''", "'1.'"]],
    ['import_batches', 'status', ["'committed'"]],
    ['import_batches', 'context', ["'{'"]],
    ['staged_blocks', 'first_ordinal', ['0']],
    ['staged_blocks', 'states', ["''", "'ready'"]],
    ['findings', 'detail_sealed', [`'{"code":"x"}'`]],
  ];

  it('refuse what is not well formed', () => {
    const db = filled();
    for (const [table, column, values] of cases) {
      for (const value of values) {
        expect([table, column, value, attempt(db, table, column, value)]).toEqual([
          table,
          column,
          value,
          check,
        ]);
      }
    }
  });

  it('refuse a float in an integer column and a number in a date', () => {
    const db = filled();
    expect(attempt(db, 'credit_records', 'amount_fen', '1.5')).toBe('SQLITE_CONSTRAINT_DATATYPE');
    expect(attempt(db, 'credit_records', 'amount_fen', "'一百元'")).toBe('SQLITE_CONSTRAINT_DATATYPE');
    expect(attempt(db, 'credit_records', 'decision_date', '46054')).toBe(check);
  });

  it('refuse plain text where sealed bytes belong', () => {
    const db = filled();
    expect(attempt(db, 'staged_blocks', 'rows_sealed', `'["11010519491231002X"]'`)).toBe(
      'SQLITE_CONSTRAINT_DATATYPE',
    );
    expect(attempt(db, 'staged_blocks', 'rows_sealed', "x'00'")).toBe(check);
  });
});

it('references refuse what is not there', () => {
  const db = filled();
  for (const [table, column, value] of [
    ['bodies', 'lineage', "'00000000-0000-7000-8000-0000000000ff'"],
    ['officials', 'body_uscc', `'${usccOf(99)}'`],
    ['credit_records', 'body_uscc', `'${usccOf(99)}'`],
    ['credit_records', 'official_id', "'00000000-0000-7000-8000-0000000000ff'"],
    ['cycle_units', 'model_version', "'9.9.9'"],
    ['cycle_units', 'body_uscc', `'${usccOf(99)}'`],
    ['entries', 'cycle_code', "'1999'"],
    ['entries', 'body_uscc', `'${usccOf(99)}'`],
    ['decisions', 'body_uscc', `'${usccOf(99)}'`],
    ['staged_blocks', 'batch_id', "'00000000-0000-7000-8000-0000000000ff'"],
  ] as const) {
    expect([table, column, attempt(db, table, column, value)]).toEqual([
      table,
      column,
      'SQLITE_CONSTRAINT_FOREIGNKEY',
    ]);
  }
});

it('what is final stays: published models, runs and the audit log', () => {
  const db = filled();
  db.connection.exec("UPDATE model_versions SET status = 'published'");
  expect(attempt(db, 'model_versions', 'document', `'{"a":1}'`)).toBe('SQLITE_CONSTRAINT_TRIGGER');
  expect(attempt(db, 'model_versions', 'status', "'draft'")).toBe('SQLITE_CONSTRAINT_TRIGGER');
  expect(() => db.connection.exec('DELETE FROM cycle_units; DELETE FROM model_versions')).toThrow(
    'never deleted',
  );
  expect(attempt(db, 'audit_log', 'hash', `'${'0'.repeat(64)}'`)).toBe('SQLITE_CONSTRAINT_TRIGGER');
  expect(() => db.connection.exec('DELETE FROM audit_log')).toThrow('only ever appended');
  expect(() => db.connection.exec(`INSERT INTO audit_log VALUES (7, '{}', '${'0'.repeat(64)}')`)).toThrow(
    'no gaps',
  );
});
