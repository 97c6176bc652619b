/**
 * The program as it is installed. Where only the stand-in runtime is to be had this is the test build, which differs
 * in the SQLite that it carries; the switches in its executable are those that are shipped.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { packageDir } from '#scripts/package-dir.ts';
import { stageApp } from '#scripts/staged-app.ts';
import { sample } from '../support/offices.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { type MetPage, meetProgram } from './support/meet-program.ts';
import { ownDisplay } from './support/own-display.ts';

const output = mkdtempSync(path.join(tmpdir(), 'zhengxin-packaged-'));
let folder: string;
const inFolder = (...parts: string[]): string => path.join(folder, ...parts);

beforeAll(async () => {
  folder = await packageDir(output);
}, 180_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

const sizeOf = (place: string): number =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

const start = (env: NodeJS.ProcessEnv): { userData: string } => {
  const userData = temporaryFolder();
  spawn(
    inFolder('zhengxin'),
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--remote-debugging-port=0',
      `--user-data-dir=${userData}`,
    ],
    { env: { ...process.env, LC_ALL: 'C.UTF-8', DISPLAY: ownDisplay(), ...env }, stdio: 'ignore' },
  );
  return { userData };
};

/** Calls of the contract from the page, over a port of its own. */
const connectFromPage = async (
  page: MetPage,
): Promise<(operation: string, input: object) => Promise<unknown>> => {
  await page.evaluate(`new Promise((resolve, reject) => {
    const nonce = crypto.randomUUID();
    addEventListener('message', ({ data, ports: [port] }) => {
      if (data.nonce !== nonce) return;
      let last = 0;
      const waiting = new Map();
      port.onmessage = ({ data }) => data.type === 'reply' && waiting.get(data.id)(data);
      globalThis.call = (operation, input) => new Promise((answer) => {
        last += 1;
        waiting.set(last, answer);
        port.postMessage({ type: 'request', id: last, operation, input });
      });
      resolve();
    });
    bridge.connectEngine(nonce).catch(reject);
  })`);
  return async (operation, input) => {
    const reply = (await page.evaluate(`call(${JSON.stringify(operation)}, ${JSON.stringify(input)})`)) as {
      ok: boolean;
      value: unknown;
      failure: unknown;
    };
    if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
    return reply.value;
  };
};

it('has an executable that runs this program and nothing else', async () => {
  const wire = await getCurrentFuseWire(inFolder('zhengxin'));
  const states = (...fuses: FuseV1Options[]): FuseState[] => [
    ...new Set(fuses.map((fuse) => wire[fuse] as FuseState)),
  ];
  expect(
    states(
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ),
  ).toEqual([FuseState.DISABLE]);
  expect(
    states(FuseV1Options.OnlyLoadAppFromAsar, FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
  ).toEqual([FuseState.ENABLE]);
});

it('holds only what it needs', () => {
  expect(readdirSync(inFolder('locales')).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak']);
  expect(readdirSync(inFolder('resources')).toSorted()).toEqual([
    'app.asar',
    'app.asar.unpacked',
    ...(inject('electron').source === 'fallback' ? ['stand-in-sqlite'] : []),
  ]);
  const addons = readdirSync(inFolder('resources/app.asar.unpacked'), { recursive: true, encoding: 'utf8' });
  expect(addons.filter((file) => file.endsWith('.node')).map((file) => path.basename(file))).toEqual([
    `${process.platform}-${process.arch}.node`,
  ]);
  // Our own code and data, without the stand-in of a test build.
  const ours =
    statSync(inFolder('resources/app.asar')).size + sizeOf(inFolder('resources/app.asar.unpacked'));
  expect(ours).toBeLessThan(15_000_000);
});

it('carries everything that its libraries load', () => {
  const staged = temporaryFolder();
  stageApp(inject('builtProgram'), staged, `${process.platform}-${process.arch}`);
  // Outside the checkout, where nothing that is missing would be found.
  const script = `
    const { stream } = require('exceljs');
    const [, file] = process.argv;
    const { zip } = new stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: true });
    zip.append('文', { name: 'a.txt' });
    zip.finalize();
    new (require('better-sqlite3'))(':memory:').close();
  `;
  const file = path.join(staged, 'a.zip');
  execFileSync(process.execPath, ['-e', script, file], { cwd: path.join(staged, 'main') });
  expect(statSync(file).size).toBeGreaterThan(100);
});

describe('the packaged program', () => {
  it('takes nothing from its environment, and does the main work', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const trace = path.join(temporaryFolder(), 'trace');
    const preloaded = `${trace}.cjs`;
    writeFileSync(preloaded, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');`);
    const { userData } = start({
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require ${preloaded}`,
      ELECTRON_RENDERER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ZHENGXIN_SQLITE: temporaryFolder(),
    });
    const { page } = await meetProgram(userData);
    expect(await page.evaluate('location.href')).toMatch(/^app:\/\/zhengxin\//);
    expect(await page.evaluate('bridge.programInfo()')).toEqual({
      version: expect.any(String),
      standInSqlite: inject('electron').source === 'fallback',
    });
    expect(
      await page.evaluate("['require', 'process', 'module', 'Buffer'].filter((name) => name in window)"),
    ).toEqual([]);

    const call = await connectFromPage(page);
    const made = await call('office.initialise', {
      regionCode: '990101000000',
      name: '示例县信用办',
      level: 'county',
      sample: true,
    });
    expect(made).toMatchObject({ bodies: 21 });
    // Through the reader process, which is part of the archive too.
    const ledger = await page.drop(sample('records-xintian.xlsx'));
    const staged = await call('imports.stage', { layout: 'records', file: ledger?.token });
    expect(staged).toMatchObject({ batch: { status: 'staged' } });
    const { runs } = (await call('runs.execute', { cycle: '2025' })) as { runs: object[] };
    expect(runs).toHaveLength(2);
    expect(asked).toEqual([]);
    expect(existsSync(trace)).toBe(false);
  });
});
