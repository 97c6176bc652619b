import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWorkbookInProcess } from '#engine/excel/read-workbook-in-process.ts';
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import type { ReaderProcess } from '#engine/runtime/reader-host.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFailure, describeFinding } from '#shared/words/zh-CN/index.ts';
import { hostileWorkbooks } from '#test/support/hostile-workbooks.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';

interface Outcome {
  rows: number;
  findings: Finding[];
  failure: AppError | null;
  seconds: number;
  peakMb: number;
}

async function readToTheEnd(file: string): Promise<Outcome> {
  let process: ReaderProcess | undefined;
  let peak = 0;
  const measure = () => {
    peak = Math.max(peak, process?.residentBytes() ?? 0);
  };
  const outcome: Outcome = { rows: 0, findings: [], failure: null, seconds: 0, peakMb: 0 };
  const timer = setInterval(measure, 5);
  const started = performance.now();
  try {
    const spawn = () => {
      process = spawnReader();
      return process;
    };
    for await (const event of readWorkbookInProcess(file, { spawnReader: spawn })) {
      if (event.type === 'row') outcome.rows += 1;
      else if (event.type === 'finding') outcome.findings.push(event.finding);
    }
  } catch (error) {
    // Anything else is a crash, and fails the test.
    if (!(error instanceof AppError)) throw error;
    outcome.failure = error;
  } finally {
    clearInterval(timer);
  }
  return { ...outcome, seconds: (performance.now() - started) / 1000, peakMb: peak / 2 ** 20 };
}

const isChinese = (text: string) => /^[^a-z]*\p{Script=Han}/u.test(text);

describe('hostile workbooks end in data or in a clear refusal (H1, H3, H4)', () => {
  const folder = sharedTemporaryFolder();
  mkdirSync(folder, { recursive: true });

  it('are at least forty', () => {
    expect(hostileWorkbooks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(hostileWorkbooks.map(({ name }) => name)).size).toBe(hostileWorkbooks.length);
  });

  it.each(hostileWorkbooks.map((workbook, index) => [workbook.name, workbook, index] as const))(
    '%s',
    async (_name, workbook, index) => {
      const file = path.join(folder, `${index}.xlsx`);
      writeFileSync(file, workbook.make());
      const { rows, findings, failure, seconds, peakMb } = await readToTheEnd(file);

      const { ends } = workbook;
      if ('failure' in ends) {
        expect(failure?.code).toBe(ends.failure);
        if (ends.params !== undefined) expect(failure?.params).toMatchObject(ends.params);
      } else if ('orFailure' in ends) {
        expect([null, ends.orFailure]).toContain(failure?.code ?? null);
        if (failure === null) expect(rows).toBe(ends.rows);
      } else {
        expect(failure).toBeNull();
        expect(rows).toBe(ends.rows);
        expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual(
          [...(ends.findings ?? [])].sort(),
        );
      }
      if (failure !== null) expect(describeFailure(failure.code, failure.params)).toSatisfy(isChinese);
      for (const finding of findings) {
        expect(describeFinding(finding)).toSatisfy(isChinese);
        expect(describeFinding(finding)).not.toContain(finding.code);
      }
      expect(peakMb).toBeLessThan(600);
      expect(seconds).toBeLessThan(20);
      if (workbook.bomb) {
        expect(peakMb).toBeLessThan(150);
        expect(seconds).toBeLessThan(2);
      }
    },
  );
});
