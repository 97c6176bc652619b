/** The step that makes room for issued papers, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import {
  createIssuedPaperReader,
  createIssuedPaperRepository,
} from '#engine/db/repositories/issued-papers.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'issued papers')?.version ?? 0;

it('keeps every row, and afterwards what papers said, sealed', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) =>
    createCycleRepository(tx).insert({
      code: '2026',
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      status: 'finalised',
      planDocumentNo: null,
    }),
  );
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, issued_papers: [] });
  const paper = {
    cycleCode: '2026',
    document: 'resultNotice',
    name: '考核结果公示',
    subjectKind: 'cycle',
    subjectId: '2026',
    format: 'docx' as const,
    sha256: 'a'.repeat(64),
    actor: 'local',
  };
  db.write((tx) => createIssuedPaperRepository(tx).add({ ...paper, plan: '{"title":"公示"}' }));
  const papers = createIssuedPaperReader(db.reader);
  expect(papers.ofCycle('2026')).toEqual([expect.objectContaining(paper)]);
  expect(papers.planOf(papers.ofCycle('2026')[0]?.id ?? '')).toBe('{"title":"公示"}');
  expect(JSON.stringify(dumpTables(db.connection).issued_papers)).not.toContain('公示"}');
});
