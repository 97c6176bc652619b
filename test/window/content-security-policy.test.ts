import { expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../electron/main/content-security-policy.ts';

it('is the same in development but for the development server’s socket and its one marked script', () => {
  const built = contentSecurityPolicy('N', null).split('; ');
  const development = contentSecurityPolicy('N', 'http://127.0.0.1:5199').split('; ');
  expect(development.filter((directive) => !built.includes(directive))).toEqual([
    "script-src 'self' 'nonce-N'",
    "connect-src 'self' ws://127.0.0.1:5199",
  ]);
  expect(development).toHaveLength(built.length);
  for (const directive of [...built, ...development]) expect(directive).not.toMatch(/unsafe|\*/);
});
