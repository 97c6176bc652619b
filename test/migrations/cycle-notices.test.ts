/** The step that makes room for notices and corrections, on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createNoticeRepository } from '#engine/db/repositories/cycle-notices.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createCorrectionRepository } from '#engine/db/repositories/score-corrections.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, cycleContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const step = migrations.find(({ name }) => name === 'cycle notices')?.version ?? 0;
const made = { cycle_notices: [], notice_postings: [], score_corrections: [], cycle_approvals: [] };

it('keeps every row, and keeps what was made known, asked for and decided', () => {
  const before = migrations.slice(0, step - 1);
  const folder = olderDatabase(before);
  const old = openDatabase(folder, { ...countingSources(), steps: before });
  old.write((tx) => {
    createCycleRepository(tx).insert(cycleContent());
    createBodyRepository(tx).insert(bodyContent(1));
  });
  const tables = dumpTables(old.connection);
  old.close();

  const db = reopen(folder, { steps: migrations.slice(0, step) });
  expect(dumpTables(db.connection)).toEqual({ ...tables, ...made });
  const notice = db.write((tx) =>
    createNoticeRepository(tx).start({
      cycleCode: '2026',
      from: '2026-09-28',
      until: '2026-10-10',
      certain: true,
      ruleFrom: '2024-01-01',
      basis: '本系统建议值',
      documentNo: null,
      startedBy: 'clerk',
    }),
  );
  db.write((tx) => {
    const ended = { endedOn: '2026-09-29', reason: '均已确认', actor: 'clerk' };
    createNoticeRepository(tx).end(notice, ended);
  });
  expect(() => db.connection.exec("UPDATE cycle_notices SET end_reason = '别的'")).toThrow('only be ended');
  const asked = db.write((tx) =>
    createCorrectionRepository(tx).request({
      cycleCode: '2026',
      bodyUscc: usccOf(1),
      leaf: 'A11',
      reason: '录入错误',
      requestedBy: '李敏',
      actor: 'clerk',
    }),
  );
  const refused = { decision: 'refused', documentNo: null, decisionNote: null, reopeningId: null } as const;
  // Nobody decides about what they asked for, even past the program.
  expect(() =>
    db.write((tx) => createCorrectionRepository(tx).decide(asked, { ...refused, decidedBy: '李敏' })),
  ).toThrow();
  db.write((tx) => createCorrectionRepository(tx).decide(asked, { ...refused, decidedBy: '王建国' }));
  expect(() => db.connection.exec("UPDATE score_corrections SET decided_by = '李敏'")).toThrow(
    'only be decided',
  );
});
