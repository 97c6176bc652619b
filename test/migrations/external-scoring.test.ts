/** The step for surveys, third parties and spot checks on a file of the version before, with rows. */
import { expect, it } from 'vitest';
import { externalScoring } from '#engine/db/migrations/0016-external-scoring.ts';
import { migrations } from '#engine/db/migrations/index.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyRepository } from '#engine/db/repositories/bodies.ts';
import { createCycleRepository } from '#engine/db/repositories/cycles.ts';
import { createSpotCheckRepository } from '#engine/db/repositories/spot-checks.ts';
import { createSurveyRepository } from '#engine/db/repositories/surveys.ts';
import { createTakingRepository } from '#engine/db/repositories/third-party-takings.ts';
import { countingSources, dumpTables, reopen } from '../db/support/sample.ts';
import { bodyContent, cycleContent, usccOf } from '../db/support/sample-content.ts';
import { olderDatabase } from './support/older-database.ts';

const at = migrations.indexOf(externalScoring);
const before = migrations.slice(0, at);
const steps = migrations.slice(0, at + 1);

function versionBefore(): string {
  const folder = olderDatabase(before);
  const db = openDatabase(folder, { ...countingSources(), steps: before });
  db.write((tx) => {
    createBodyRepository(tx).insert(bodyContent(1));
    createCycleRepository(tx).insert(cycleContent());
  });
  db.close();
  return folder;
}

it('keeps every row and brings empty tables', () => {
  const folder = versionBefore();
  const old = openDatabase(folder, { ...countingSources(), steps: before, readonly: true });
  const tables = dumpTables(old.connection);
  old.close();
  const db = reopen(folder, { steps });
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(dumpTables(db.connection)).toEqual({
    ...tables,
    survey_batches: [],
    survey_results: [],
    survey_answers: [],
    third_party_takings: [],
    spot_checks: [],
    spot_check_items: [],
  });
});

it('holds a survey with its answers, a report’s scores and a draw, and refuses what cannot be', () => {
  const db = reopen(versionBefore(), { steps });
  const survey = {
    cycleCode: '2026',
    audience: 'public' as const,
    title: '群众满意度',
    method: null,
    surveyedFrom: '2026-10-01',
    surveyedTo: '2026-10-15',
    questions: [{ code: 'Q1', text: '总体', min: 1, max: 5 }],
    overall: 'Q1',
    satisfiedFrom: 4,
    population: 1000,
    margin: '5',
    targets: [],
  };
  const result = {
    bodyUscc: usccOf(1),
    source: 'summary' as const,
    issued: 50,
    valid: 40,
    satisfied: null,
    satisfaction: '92.5',
    questions: {},
  };
  const id = db.write((tx) => {
    const surveys = createSurveyRepository(tx);
    const made = surveys.insert(survey, 'local');
    surveys.putAnswer(made, { number: '001', bodyUscc: usccOf(1), answers: { Q1: 5 } });
    surveys.putResult(made, result);
    return made;
  });
  expect(() =>
    db.write((tx) => createSurveyRepository(tx).putResult(id, { ...result, valid: 51 })),
  ).toThrow();
  expect(() =>
    db.write((tx) => createSurveyRepository(tx).update(id, { ...survey, surveyedFrom: '2026-11-01' })),
  ).toThrow();
  db.write((tx) => createSurveyRepository(tx).remove(id));
  expect(dumpTables(db.connection)).toMatchObject({ survey_answers: [], survey_results: [] });

  const draw = {
    cycleCode: '2026',
    population: 'leaves' as const,
    title: '抽查',
    seed: 4_294_967_295,
    generator: 'g',
    stratified: true,
    size: 1,
    frame: [['', 'a']] as const,
    frameDigest: 'ab'.repeat(32),
    supersedes: null,
    reason: null,
    drawnBy: 'local',
  };
  const item = { bodyUscc: usccOf(1), subject: 'A1.1', label: 'A1.1', stated: '' };
  const first = db.write((tx) => createSpotCheckRepository(tx).insert(draw, [item]));
  expect(() =>
    db.write((tx) => createSpotCheckRepository(tx).insert({ ...draw, supersedes: first }, [item])),
  ).toThrow();
  expect(() =>
    db.write((tx) =>
      createSpotCheckRepository(tx).record(first, 1, {
        result: 'notConfirmed',
        finding: null,
        shouldBe: null,
        checkedOn: '2026-11-01',
        checkedBy: '张三',
      }),
    ),
  ).toThrow();
  db.write((tx) =>
    createTakingRepository(tx).add({
      cycleCode: '2026',
      reportId: first,
      leaf: 'F3.1',
      files: ['ab'.repeat(32)],
      units: 1,
      takenBy: 'local',
    }),
  );
  expect(db.write((tx) => createTakingRepository(tx).list('2026'))).toMatchObject([
    { leaf: 'F3.1', units: 1 },
  ]);
});
