/** From the shell's prompt to the next one. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { findResourcesFolder } from '#engine/resources.ts';
import { type Case, measure } from '../measured.ts';

const program = path.resolve(import.meta.dirname, '../../../electron/cli/zhengxin.mjs');

const command =
  (...words: string[]): Case =>
  () =>
    measure(() => {
      const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    });

export const commandLineCases = {
  'cli.node': command('-e', '0'),
  'cli.help': command(program, '--help'),
  'cli.modelCheck': command(
    program,
    ...['model', 'check', '--model', path.join(findResourcesFolder(), 'models/township-2026.json')],
  ),
} satisfies Record<string, Case>;
