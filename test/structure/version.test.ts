/** The version stands in two places, because the bundled engine has no package.json beside it. */
import { expect, it } from 'vitest';
import { programVersion } from '#engine/version.ts';
import packageFile from '../../package.json' with { type: 'json' };

it('names the same version in package.json and in the packages it seals', () => {
  expect(programVersion).toBe(packageFile.version);
});
