/**
 * Chromium turns the names of picked and dropped files into bytes by the locale that its process was started in. In
 * one that cannot write Chinese — none set, or one that is not installed — such a file has no path at all, so the
 * program must be started in another. Linux only: elsewhere names do not depend on it.
 */
import { execFileSync } from 'node:child_process';

/** Part of the C library wherever a window can be shown. */
const utf8Locale = { LC_ALL: 'C.UTF-8' } as const;

const characterSetOf = (env: NodeJS.ProcessEnv): string => {
  try {
    const answer = execFileSync('locale', ['charmap'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    return answer.toString().trim();
  } catch {
    return '';
  }
};

/** @returns what must be added to the environment before the program is started in it, null when nothing must */
export const localeForFileNames = (env: NodeJS.ProcessEnv): typeof utf8Locale | null => {
  if (process.platform !== 'linux' || env.LC_ALL === utf8Locale.LC_ALL) return null;
  const characterSet = characterSetOf(env);
  return characterSet === '' || characterSet === 'UTF-8' ? null : utf8Locale;
};
