import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, which no two workers should be left with at the end. */
const longest = [
  'window/every-page/large',
  'window/every-page/sample',
  'window/every-page/empty',
  'window/host-conformance',
  'window/engine-kill',
  'window/imports',
  'window/packaged-program',
  'fault/import-kill',
  'excel/reader/hostile-workbooks',
  'cli/backup',
  'cli/package',
  'cli/import',
  'cli/exports',
  'fault/import-disk-full',
  'handlers/hand-cycle',
  'cli/assess',
  'handlers/imports/revert',
  'property/package-damage',
  'fault/import-revert-kill',
  'excel/layouts/printing',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return found === -1 ? longest.length : found;
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

// Tests use real files, real processes and LibreOffice; two workers is what the smallest machine has.
const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const;

/** Where each file that runs can have an invisible screen of its own; on a real one only one window has the focus. */
const invisible = process.platform === 'linux' && !process.env.DISPLAY;

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...shared, name: 'program', include: ['test/**/*.test.ts'], exclude: ['test/window/**'] } },
      {
        test: {
          ...shared,
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          globalSetup: ['test/window/support/global-setup.ts'],
          fileParallelism: invisible,
          // A window on a busy machine takes its time to answer a key.
          expect: { poll: { timeout: 15_000 } },
          // None beside the other tests: what a user sees in time is tested.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
