/** What is filed with a cycle: every table of the schema that speaks of cycles, and nobody has to remember to add one. */
import { expect, it } from 'vitest';
import { createCycleTableReader } from '#engine/db/repositories/cycle-tables.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { createSample } from './support/sample.ts';

/** Tables about no cycle. A new table belongs here, or is found by its column or its foreign keys. */
const aboutNoCycle = [
  'audit_log', // told in a file of its own
  'batch_changes',
  'batch_commits',
  'bodies',
  'body_changes',
  'calendar_days',
  'calendar_years',
  'catalogue_items',
  'credit_records', // those that a sealed run counted are filed
  'eligibility_checks',
  'enrolled_offices',
  'evidence', // by its owner
  'evidence_checks',
  'findings',
  'import_batches',
  'import_mappings',
  'ledger_bases',
  'ledger_rows', // those that a sealed run counted, and those that name the cycle
  'letter_wordings',
  'lineages',
  'model_drafts', // what the office may publish one day
  'model_versions', // filed as documents
  'models',
  'office',
  'official_file_items',
  'officials',
  'quality_checks',
  'quality_marks',
  'region_tables',
  'row_history',
  'run_node_results', // in the result document
  'run_subjects',
  'saved_filters',
  'search_builds',
  'search_rows',
  'signing_keys',
  'staged_blocks',
  'stated_offices',
  'time_rules',
  'warning_settings',
];

it('finds every table that is not known to be about something else', () => {
  const db = createSample(temporaryFolder());
  const found = createCycleTableReader(db.reader)
    .ofCycle('2026')
    .map(({ name }) => name);
  const all = db.reader
    .prepareRead<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search_index%'`,
    )
    .all()
    .map(({ name }) => name);
  expect([...found, ...aboutNoCycle].sort()).toEqual(all.sort());
  db.close();
});

it('gives rows of one cycle, and no sealed column', () => {
  const db = createSample(temporaryFolder());
  db.write((tx) => {
    for (const year of [2026, 2027]) {
      createCycleRepository(tx).insert({
        code: String(year),
        name: `${year}年度`,
        year,
        periodFrom: `${year}-01-01`,
        periodTo: `${year}-12-31`,
        status: 'draft',
        planDocumentNo: null,
      });
    }
  });
  const tables = createCycleTableReader(db.reader).ofCycle('2026');
  const rows = Object.fromEntries(tables.map(({ name, rows: read }) => [name, [...read()]]));
  expect(rows.cycles?.map(({ code }) => code)).toEqual(['2026']);
  expect(JSON.stringify(rows)).not.toContain('2027');
  db.close();
});
