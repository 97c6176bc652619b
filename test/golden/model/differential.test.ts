/**
 * `shared/model` against a second program written from model-spec alone, in another language (`test/support/oracle`):
 * both read the same random models and data and must agree on every published digit, on every refused document and on
 * the place of every error. `node scripts/fuzz-model.ts` does the same for as long as one likes.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compareCase, readCases } from '#scripts/fuzz-model.ts';

const oracleFolder = path.join(import.meta.dirname, '../../support/oracle');

test('the oracle itself agrees with cases worked by hand', () => {
  const run = spawnSync('python3', ['-m', 'unittest', 'check_oracle'], {
    cwd: oracleFolder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(run.stderr).toMatch(/Ran 22 tests/);
  expect(run.status, run.stderr).toBe(0);
});

test('300 random models are judged alike by two programs', async () => {
  const reached = { valid: 0, rejectedModels: 0, rejectedData: 0, complete: 0, incomplete: 0, invalid: 0 };
  const disagreements: Record<string, string[]> = {};
  for await (const testCase of readCases({ seed: 20260401, from: 0, count: 300 })) {
    const { expected } = testCase;
    if (!expected.model.accepted) reached.rejectedModels += 1;
    else if (!expected.data?.accepted) reached.rejectedData += 1;
    else reached.valid += 1;
    for (const subject of expected.subjects ?? []) reached[subject.status] += 1;
    const differences = compareCase(testCase);
    if (differences.length > 0) disagreements[`${testCase.id} (${testCase.kind})`] = differences;
  }
  expect(disagreements).toEqual({});
  // The set must go on reaching every kind of answer, or agreement would mean little.
  expect(reached.valid).toBeGreaterThan(200);
  expect(reached.rejectedModels).toBeGreaterThan(40);
  expect(reached.rejectedData).toBeGreaterThan(2);
  expect(reached.complete).toBeGreaterThan(800);
  expect(reached.incomplete).toBeGreaterThan(50);
  expect(reached.invalid).toBeGreaterThan(50);
});
