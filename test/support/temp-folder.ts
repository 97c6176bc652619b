/** Folders for the files of a test, removed with everything in them when the test is over, passed or failed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

/** A new empty folder for the test that calls this. */
export function temporaryFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** A new empty folder for all tests of a file or of a `describe`: call it there, outside the tests. */
export function sharedTemporaryFolder(): string {
  const folder = makeFolder();
  afterAll(() => removeFolder(folder));
  return folder;
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'zhengxin-test-'));
}

function removeFolder(folder: string): void {
  // Retries: a child process that a test has just killed may still be closing its files.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
