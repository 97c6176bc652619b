/**
 * Runs the dependency rules over the product and fails when one is broken, or when the tool saw no modules at all
 * (a parser that cannot read the sources would otherwise pass in silence).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folders = ['electron', 'shared', 'renderer', 'scripts', 'test'];

interface CruiseResult {
  summary: {
    totalCruised: number;
    error: number;
    violations: { from: string; to: string; rule: { name: string } }[];
  };
}

/** Cruises a tree that is laid out like this repository. @returns violations as text lines and the module count */
export const cruise = (root: string): { modules: number; violations: string[] } => {
  const bin = path.join(import.meta.dirname, '../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const present = folders.filter((folder) => existsSync(path.join(root, folder)));
  const run = spawnSync(
    process.execPath,
    [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!run.stdout) throw new Error(`dependency-cruiser gave no answer: ${run.stderr}`);
  const { summary } = JSON.parse(run.stdout) as CruiseResult;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
};

if (import.meta.main) {
  const { modules, violations } = cruise(process.cwd());
  for (const line of violations) console.error(line);
  if (modules === 0) console.error('no modules were read: the rules proved nothing');
  console.log(`dependency rules: ${modules} modules, ${violations.length} violations`);
  process.exitCode = violations.length > 0 || modules === 0 ? 1 : 0;
}
