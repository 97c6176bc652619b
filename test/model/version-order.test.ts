import { describe, expect, it } from 'vitest';
import { compareVersions } from '#shared/model/version-order.ts';

describe('versions', () => {
  // https://semver.org/#spec-item-11
  const inOrder = [
    '0.9.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.1.0',
    '1.9.0',
    '1.10.0',
    '2.0.0',
  ];
  it('are ordered as semver says', () => {
    expect(inOrder.toReversed().sort(compareVersions)).toEqual(inOrder);
  });
  it('are equal whatever they were built from', () => {
    expect(compareVersions('1.0.0+a', '1.0.0+b-c')).toBe(0);
  });
});
