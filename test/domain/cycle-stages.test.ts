import { describe, expect, it } from 'vitest';
import { cycleStages, decisionLock, mayMove, stageLock } from '#shared/domain/cycle-stages.ts';

describe('the stages of a cycle', () => {
  it('follow one another as the plan says', () => {
    expect(cycleStages).toEqual([
      'draft',
      'issued',
      'selfAssess',
      'firstReview',
      'externalInput',
      'finalReview',
      'publicNotice',
      'objection',
      'finalised',
      'applied',
      'archived',
    ]);
  });

  it('are entered one at a time, and left backwards only before the result is final', () => {
    expect(mayMove('selfAssess', 'firstReview')).toBe(true);
    expect(mayMove('firstReview', 'selfAssess')).toBe(true);
    expect(mayMove('draft', 'selfAssess')).toBe(false);
    expect(mayMove('publicNotice', 'firstReview')).toBe(false);
    expect(mayMove('finalised', 'publicNotice')).toBe(false);
    expect(mayMove('finalised', 'applied')).toBe(true);
    expect(mayMove('objection', 'publicNotice')).toBe(true);
    expect(mayMove('objection', 'finalised')).toBe(true);
    expect(mayMove('archived', 'finalised')).toBe(false);
  });
});

describe('who may enter values', () => {
  const openTo = (status: (typeof cycleStages)[number]) =>
    (['self', 'assessor', 'finalReview', 'department', 'survey'] as const).filter(
      (role) => stageLock(status, role) === null,
    );

  it('depends on the stage', () => {
    expect(openTo('selfAssess')).toEqual(['self', 'assessor', 'department', 'survey']);
    expect(openTo('firstReview')).toEqual(['assessor', 'department', 'survey']);
    expect(openTo('externalInput')).toEqual(['department', 'survey']);
    expect(openTo('finalReview')).toEqual(['finalReview', 'department', 'survey']);
    expect(openTo('publicNotice')).toEqual([]);
    expect(openTo('objection')).toEqual([]);
    expect(openTo('finalised')).toEqual([]);
    expect(openTo('archived')).toEqual([]);
  });

  it('is told where the role could enter them', () => {
    expect(stageLock('firstReview', 'self')).toEqual({ reason: 'over', openIn: 'selfAssess' });
    expect(stageLock('selfAssess', 'finalReview')).toEqual({ reason: 'notYet', openIn: 'finalReview' });
    expect(stageLock('archived', 'self')).toEqual({ reason: 'closed' });
    expect(decisionLock('finalReview')).toBeNull();
    expect(decisionLock('publicNotice')).toEqual({ reason: 'over', openIn: 'finalReview' });
  });
});
