/** An engine in this process, started as the command line starts it. */
import { spawnReader } from '#engine/excel/spawn-reader.ts';
import { type InProcessHost, startInProcess } from '#engine/hosts/in-process.ts';
import { createFileGrants } from '#engine/runtime/file-grants.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import type { SpawnReader } from '#engine/runtime/reader-host.ts';
import { benchNow } from './ledger.ts';

export const openBenchEngine = (dataFolder: string, reader: SpawnReader = spawnReader): InProcessHost =>
  startInProcess({
    dataFolder,
    now: () => new Date(benchNow),
    newId: createIdentifiers(),
    monotonicMs: () => performance.now(),
    files: createFileGrants(),
    spawnReader: reader,
    log: {
      error: (reference, error) => console.error(reference, error),
    },
  });
