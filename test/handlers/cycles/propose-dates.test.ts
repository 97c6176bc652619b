/** Days for the stages of a cycle by the working calendar of 2026, counted by hand. */
import { expect, it } from 'vitest';
import { county, makeOffice, withOffice } from '../../support/offices.ts';
import { temporaryFolder } from '../../support/temp-folder.ts';

it('begins each stage on the working day after the one before, over holidays and worked weekends', async () => {
  const folder = temporaryFolder();
  await makeOffice(folder, county);
  await withOffice(folder, async ({ client }) => {
    const { stages, certain, basis } = await client.call('cycles.proposeDates', { from: '2026-01-01' });
    expect([certain, basis]).toEqual([true, '本系统建议值']);
    expect(stages.slice(0, 3)).toEqual([
      // January 1–3 are off, Sunday the 4th is worked: 4, 5, 6, 7, 8 are five working days.
      { stage: 'issued', from: '2026-01-04', to: '2026-01-08' },
      // Fifteen: the 9th, 12–16, 19–23, 26–29.
      { stage: 'selfAssess', from: '2026-01-09', to: '2026-01-29' },
      // Fifteen: January 30, February 2–6, 9–13, Saturday the 14th, and after the holidays of 15–23 the 24th to the 26th.
      { stage: 'firstReview', from: '2026-01-30', to: '2026-02-26' },
    ]);
    expect(stages.map(({ stage }) => stage)).toEqual(
      'issued selfAssess firstReview externalInput finalReview publicNotice objection finalised applied'.split(
        ' ',
      ),
    );
    // The plan takes them as they are.
    const head = { code: '2026', name: '2026', year: 2026, periodFrom: '2026-01-01', periodTo: '2026-12-31' };
    await client.call('cycles.create', head);
    await client.call('cycles.setPlan', { cycle: '2026', stages });
    const plan = await client.call('cycles.plan', { cycle: '2026' });
    expect(plan.stages.map(({ daysLeft: _, ...days }) => days)).toEqual(stages);
  });
});
