import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#engine/excel/read-workbook.ts';
import { readWorkbookInProcess } from '#engine/excel/read-workbook-in-process.ts';
import { createSpawnReader, spawnReader } from '#engine/excel/spawn-reader.ts';
import type { WorkbookEvent } from '#engine/excel/workbook-types.ts';
import type { SpawnReader } from '#engine/runtime/reader-host.ts';
import { craftWorkbook } from '#test/support/crafted-workbook.ts';
import { sharedTemporaryFolder } from '#test/support/temp-folder.ts';

const processNamed = (name: string) =>
  createSpawnReader(fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url)));

/** Tells when the process that it starts has ended. */
function watched(spawn: SpawnReader): { spawn: SpawnReader; ended: Promise<void> } {
  let tell: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    ended,
    spawn: () => {
      const reader = spawn();
      reader.onExit(() => tell());
      return reader;
    },
  };
}

async function collect(events: AsyncIterable<WorkbookEvent>): Promise<WorkbookEvent[]> {
  const all: WorkbookEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const rows = 20_000;
const folder = sharedTemporaryFolder();
const file = path.join(folder, '大表.xlsx');

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const data = Array.from(
    { length: rows },
    (_, i) =>
      `<row r="${i + 1}"${i % 7 === 0 ? ' hidden="1"' : ''}><c r="A${i + 1}" t="inlineStr"><is><t>某镇第${i}号</t></is></c><c r="C${i + 1}"><v>${i / 8}</v></c><c r="D${i + 1}" s="1"><v>0.125</v></c><c r="E${i + 1}"><f>1</f></c></row>`,
  ).join('');
  const bytes = craftWorkbook({
    sheets: [data, '<row r="1"><c r="A1"><v>1</v></c></row>'],
    formats: [0, 10],
  });
  writeFileSync(file, bytes);
});

describe('reading in a process of its own', () => {
  it('gives the same events as reading here', async () => {
    const here = await collect(readWorkbook(file));
    const there = await collect(readWorkbookInProcess(file, { spawnReader }));
    expect(there).toEqual(here);
    expect(there.filter(({ type }) => type === 'row')).toHaveLength(rows + 1);
    expect(there.at(-1)).toEqual({ type: 'end', rowsInXml: rows + 1 });
    expect(there[8]).toEqual({
      type: 'row',
      row: {
        sheet: '表1',
        row: 8,
        hidden: true,
        cells: [
          { column: 1, kind: 'text', text: '某镇第7号' },
          { column: 3, kind: 'number', text: '0.875', number: '0.875' },
          { column: 4, kind: 'number', text: '12.5%', number: '0.125', percent: true },
          { column: 5, kind: 'formulaWithoutValue', text: '' },
        ],
      },
    });
  });

  it('ends the process when the caller stops listening', async () => {
    const { spawn, ended } = watched(spawnReader);
    let seen = 0;
    for await (const event of readWorkbookInProcess(file, { spawnReader: spawn })) {
      if (event.type === 'row') seen += 1;
      if (seen === 10) break;
    }
    await ended;
    expect(seen).toBe(10);
  });

  it('ends the process when the caller aborts, and fails as cancelled', async () => {
    const { spawn, ended } = watched(spawnReader);
    const abort = new AbortController();
    const reading = (async () => {
      for await (const event of readWorkbookInProcess(file, { spawnReader: spawn, signal: abort.signal })) {
        if (event.type === 'row' && event.row.row === 100) abort.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'operation.cancelled' });
    await ended;
  });

  it('starts nothing when the caller has aborted before', async () => {
    const started: SpawnReader = () => {
      throw new Error('started');
    };
    const reading = collect(
      readWorkbookInProcess(file, { spawnReader: started, signal: AbortSignal.abort() }),
    );
    await expect(reading).rejects.toMatchObject({ code: 'operation.cancelled' });
  });

  it('ends a process that loops without a row', async () => {
    const { spawn, ended } = watched(processNamed('silent'));
    const reading = collect(readWorkbookInProcess(file, { spawnReader: spawn, silenceLimitSeconds: 1 }));
    await expect(reading).rejects.toMatchObject({ code: 'workbook.timeout', params: { seconds: 1 } });
    await ended;
  });

  it.runIf(existsSync('/proc/self/status'))('ends a process that takes too much memory', async () => {
    const { spawn, ended } = watched(processNamed('greedy'));
    const reading = collect(readWorkbookInProcess(file, { spawnReader: spawn, memoryLimitMb: 200 }));
    await expect(reading).rejects.toMatchObject({ code: 'workbook.tooLarge', params: { limitMb: 200 } });
    await ended;
  });

  it('goes by what the process reports where the operating system cannot be asked', async () => {
    const blind: SpawnReader = () => ({ ...spawnReader(), residentBytes: () => undefined });
    const reading = collect(readWorkbookInProcess(file, { spawnReader: blind, memoryLimitMb: 20 }));
    await expect(reading).rejects.toMatchObject({ code: 'workbook.tooLarge' });
  });

  it('says so when the process dies', async () => {
    const reading = collect(readWorkbookInProcess(file, { spawnReader: processNamed('dying') }));
    await expect(reading).rejects.toMatchObject({ code: 'workbook.readerStopped' });
  });

  it('refuses when fewer rows arrive than the file has', async () => {
    const reading = collect(readWorkbookInProcess(file, { spawnReader: processNamed('losing') }));
    await expect(reading).rejects.toMatchObject({
      code: 'workbook.rowsLost',
      params: { sheet: '表1', inFile: 2, read: 1 },
    });
  });

  it('lets the process run only a few batches ahead of a slow caller', async () => {
    let ahead = 0;
    let most = 0;
    const counting: SpawnReader = () => {
      const reader = spawnReader();
      return {
        ...reader,
        send(message) {
          if ((message as { type: string }).type === 'more') ahead -= 1;
          reader.send(message);
        },
        onMessage: (listener) =>
          reader.onMessage((message) => {
            ahead += 1;
            most = Math.max(most, ahead);
            listener(message);
          }),
      };
    };
    let slow = 0;
    for await (const event of readWorkbookInProcess(file, { spawnReader: counting })) {
      // Yields to the event loop, so that everything that may arrive does.
      if (event.type === 'row' && event.row.row % 200 === 0) {
        await new Promise((resolve) => setImmediate(resolve));
        slow += 1;
      }
    }
    expect(slow).toBe(rows / 200);
    expect(most).toBeLessThanOrEqual(5);
  });

  it.each([
    ['a file that is not there', 'fehlt.xlsx', 'file.notFound'],
    ['a folder', '.', 'file.notAFile'],
  ])('refuses %s', async (_name, relative, code) => {
    const reading = collect(readWorkbookInProcess(path.join(folder, relative), { spawnReader }));
    await expect(reading).rejects.toMatchObject({ code });
  });

  it.runIf(existsSync('/dev/zero'))('refuses a device that never ends', async () => {
    await expect(collect(readWorkbookInProcess('/dev/zero', { spawnReader }))).rejects.toMatchObject({
      code: 'file.notAFile',
    });
  });
});
