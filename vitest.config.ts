import { defineConfig } from 'vitest/config';

// Tests use real files, real processes and LibreOffice; two workers is what the smallest machine has.
const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'program', include: ['test/**/*.test.ts'], exclude: ['test/window/**'] } },
      {
        test: {
          ...shared,
          name: 'window',
          include: ['test/window/**/*.test.ts'],
          globalSetup: ['test/window/support/global-setup.ts'],
          // One window at a time has the focus, and none beside the other tests: what a user sees in time is tested.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
