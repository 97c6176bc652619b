/** Every dependency rule is proven by a planted violation in a small tree of its own. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cruise } from '#scripts/check-structure.ts';

const repository = path.resolve(import.meta.dirname, '../..');
let root: string;

const plant = (file: string, text: string): void => {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'zhengxin-structure-'));
  for (const file of ['.dependency-cruiser.cjs', 'package.json']) {
    cpSync(path.join(repository, file), path.join(root, file));
  }
  symlinkSync(path.join(repository, 'node_modules'), path.join(root, 'node_modules'));
  plant('electron/engine/db/store.ts', 'export const store = 1;\n');
  plant('electron/engine/excel/sheet.ts', 'export const sheet = 1;\n');
  plant('electron/engine/handlers/use.ts', 'export const use = 1;\n');
  plant('electron/engine/hosts/host.ts', 'export const host = 1;\n');
  plant('renderer/features/a/page.ts', 'export const page = 1;\n');
  plant('shared/contract/operation.ts', 'export const operation = 1;\n');
  plant('test/support/thing.ts', 'export const thing = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const violations: [rule: string, file: string, text: string][] = [
  ['shared-imports-only-itself', 'shared/domain/bad.ts', "import fs from 'node:fs';\nexport const x = fs;\n"],
  [
    'shared-imports-only-itself',
    'shared/domain/bad.ts',
    "import yazl from 'yazl';\nexport const x = yazl;\n",
  ],
  ['model-is-pure-arithmetic', 'shared/model/bad.ts', "export * from '../contract/operation.ts';\n"],
  [
    'renderer-knows-no-engine',
    'renderer/app/bad.ts',
    "import type { store } from '../../electron/engine/db/store.ts';\nexport type X = typeof store;\n",
  ],
  ['renderer-knows-no-node', 'renderer/app/bad.ts', "import fs from 'node:fs';\nexport const x = fs;\n"],
  [
    'renderer-knows-no-electron',
    'renderer/app/bad.ts',
    "import { app } from 'electron';\nexport const x = app;\n",
  ],
  [
    'preload-knows-only-the-bridge',
    'electron/preload/bad.ts',
    "export * from '../../shared/contract/operation.ts';\n",
  ],
  [
    'main-knows-no-window-code',
    'electron/main/bad.ts',
    "export * from '../../renderer/features/a/page.ts';\n",
  ],
  ['features-are-islands', 'renderer/features/b/bad.ts', "export * from '../a/page.ts';\n"],
  ['main-holds-no-data-code', 'electron/main/bad.ts', "export * from '../engine/db/store.ts';\n"],
  [
    'sql-only-in-db',
    'electron/engine/handlers/bad.ts',
    "import D from 'better-sqlite3';\nexport const x = D;\n",
  ],
  [
    'workbook-libraries-only-in-excel',
    'electron/cli/bad.ts',
    "import E from 'exceljs';\nexport const x = E;\n",
  ],
  ['db-knows-no-other-room', 'electron/engine/db/bad.ts', "export * from '../excel/sheet.ts';\n"],
  ['excel-knows-no-other-room', 'electron/engine/excel/bad.ts', "export * from '../handlers/use.ts';\n"],
  ['documents-knows-no-other-room', 'electron/engine/documents/bad.ts', "export * from '../db/store.ts';\n"],
  ['packages-knows-no-other-room', 'electron/engine/packages/bad.ts', "export * from '../db/store.ts';\n"],
  ['runtime-knows-no-use-case', 'electron/engine/runtime/bad.ts', "export * from '../handlers/use.ts';\n"],
  ['handlers-know-no-host', 'electron/engine/handlers/bad.ts', "export * from '../hosts/host.ts';\n"],
  ['hosts-only-at-the-edge', 'electron/engine/bad.ts', "export * from './hosts/host.ts';\n"],
  ['product-never-imports-test', 'electron/cli/bad.ts', "export * from '../../test/support/thing.ts';\n"],
  ['engine-knows-no-electron', 'electron/engine/bad.ts', "import e from 'electron';\nexport const x = e;\n"],
];

describe('dependency rules', () => {
  it('pass a clean tree and see its modules', () => {
    const { modules, violations: found } = cruise(root);
    expect(found).toEqual([]);
    expect(modules).toBeGreaterThanOrEqual(7);
  });

  it.each(violations)('%s catches %s', (rule, file, text) => {
    plant(file, text);
    expect(cruise(root).violations.map((line) => line.split(':')[0])).toContain(rule);
  });

  it('no-cycles catches two modules that import each other', () => {
    plant('shared/domain/one.ts', "export * from './two.ts';\n");
    plant('shared/domain/two.ts', "export * from './one.ts';\n");
    expect(cruise(root).violations.some((line) => line.startsWith('no-cycles'))).toBe(true);
  });

  it('sees no modules in an empty tree, which the check reports as a failure', () => {
    for (const folder of ['electron', 'renderer', 'shared', 'test']) {
      rmSync(path.join(root, folder), { recursive: true });
      mkdirSync(path.join(root, folder));
    }
    expect(cruise(root).modules).toBe(0);
  });
});
