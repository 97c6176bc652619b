/** Reading the JSON files of `model` and `weights`: what is not there or not JSON is refused by name. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { type ExitStatus, exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

/** @throws AppError `file.notFound`, `file.notJson` */
export const readJsonFile = (file: string): unknown => {
  const name = path.basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('file.notFound', { name }, { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new AppError('file.notJson', { name }, { cause: error });
  }
};

/** Findings with their words, for `--json`. */
export const withMessages = (findings: readonly Finding[]) =>
  findings.map((finding) => ({ ...finding, message: describeFinding(finding) }));

/** Answers that a document was rejected, with every finding. */
export const reject = (terminal: Terminal, what: string, findings: readonly Finding[]): ExitStatus => {
  terminal.answer({ rejected: what, findings: withMessages(findings) });
  terminal.say(`${what}有错误，没有采用：`);
  terminal.findings([...findings]);
  return exitStatus.fileRefused;
};
