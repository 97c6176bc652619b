import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideForeignRow, type Lineage, type RowStamp } from '#shared/domain/merge-decision.ts';

const uuidOf = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const hashOf = (letter: string) => letter.repeat(64);
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;

const [first, second, third, copied, stranger] = [1, 2, 3, 4, 5].map(uuidOf) as [
  string,
  string,
  string,
  string,
  string,
];
const owner = uuidOf(90);

/** The first database; restored to its state of day 10; restored again to that of day 20; a copied folder. */
const lineages: Lineage[] = [
  { id: first, parent: null, restorePoint: null },
  { id: second, parent: first, restorePoint: day(10) },
  { id: third, parent: second, restorePoint: day(20) },
  { id: copied, parent: first, restorePoint: null },
];

const row = (lineage: string, revision: number, content: string, changedOn: number): RowStamp => ({
  ownerOffice: owner,
  lineage,
  revision,
  contentHash: hashOf(content),
  updatedAt: day(changedOn),
});

describe('decideForeignRow', () => {
  it('takes a row that is not here', () => {
    expect(decideForeignRow(null, row(stranger, 7, 'a', 1), [])).toBe('insert');
  });

  describe('within one lineage', () => {
    const ours = row(first, 5, 'a', 5);
    it.each([
      ['a higher revision replaces', row(first, 6, 'b', 6), 'update'],
      ['a higher revision with our content moves the stamp on', row(first, 6, 'a', 6), 'update'],
      ['a higher revision replaces even if its clock was behind', row(first, 6, 'b', 1), 'update'],
      ['the same revision with the same content is known', row(first, 5, 'a', 5), 'unchanged'],
      ['the same revision with other content is a conflict', row(first, 5, 'b', 5), 'conflict'],
      ['a lower revision is skipped', row(first, 4, 'b', 4), 'skipOlder'],
    ] as const)('%s', (_rule, incoming, decision) => {
      expect(decideForeignRow(ours, incoming, lineages)).toBe(decision);
      expect(decideForeignRow(ours, incoming, [])).toBe(decision);
    });
  });

  describe('after the sender restored a backup of day 10', () => {
    it('replaces what we had from before the restore point', () => {
      expect(decideForeignRow(row(first, 4, 'a', 9), row(second, 5, 'b', 12), lineages)).toBe('update');
    });

    it('asks a person where we had got an edit that the restore threw away', () => {
      // Ours is revision 6 of day 11; the restored line went on from revision 4 and reached 5: lower, yet not older.
      expect(decideForeignRow(row(first, 6, 'a', 11), row(second, 5, 'b', 12), lineages)).toBe('conflict');
      // And where the restored line has meanwhile overtaken the revision.
      expect(decideForeignRow(row(first, 6, 'a', 11), row(second, 9, 'b', 15), lineages)).toBe('conflict');
    });

    it('asks a person where the clock says before but the revision says after', () => {
      expect(decideForeignRow(row(first, 6, 'a', 9), row(second, 5, 'b', 12), lineages)).toBe('conflict');
    });

    it('follows the restored line where both came to the same content', () => {
      expect(decideForeignRow(row(first, 6, 'a', 11), row(second, 5, 'a', 12), lineages)).toBe('update');
    });

    it('keeps our row where the sender has only the state from before', () => {
      // Untouched since the restore, so stamped with the old lineage: an ordinary older revision.
      expect(decideForeignRow(row(first, 6, 'a', 11), row(first, 4, 'b', 9), lineages)).toBe('skipOlder');
    });

    it('skips a late package from before the restore', () => {
      expect(decideForeignRow(row(second, 5, 'b', 12), row(first, 4, 'a', 9), lineages)).toBe('skipOlder');
    });

    it('asks a person about a late package with an edit that the restore threw away', () => {
      expect(decideForeignRow(row(second, 5, 'b', 12), row(first, 6, 'a', 11), lineages)).toBe('conflict');
      expect(decideForeignRow(row(second, 5, 'b', 12), row(first, 6, 'b', 11), lineages)).toBe('unchanged');
    });
  });

  it('follows several restores back to where the lines parted', () => {
    // Against the first lineage the restore of day 10 counts, not the later one of day 20.
    expect(decideForeignRow(row(first, 4, 'a', 9), row(third, 6, 'b', 22), lineages)).toBe('update');
    expect(decideForeignRow(row(first, 4, 'a', 15), row(third, 6, 'b', 22), lineages)).toBe('conflict');
    expect(decideForeignRow(row(second, 5, 'a', 15), row(third, 6, 'b', 22), lineages)).toBe('update');
  });

  it('asks a person about a copied folder whose starting point is not known', () => {
    expect(decideForeignRow(row(first, 1, 'a', 1), row(copied, 2, 'b', 2), lineages)).toBe('conflict');
    expect(decideForeignRow(row(first, 1, 'a', 1), row(copied, 2, 'a', 2), lineages)).toBe('update');
  });

  it('asks a person about lines that parted and about unrelated ones', () => {
    expect(decideForeignRow(row(copied, 3, 'a', 3), row(second, 9, 'b', 12), lineages)).toBe('conflict');
    expect(decideForeignRow(row(first, 1, 'a', 1), row(stranger, 9, 'b', 30), lineages)).toBe('conflict');
    expect(decideForeignRow(row(first, 1, 'a', 1), row(stranger, 9, 'a', 30), lineages)).toBe('unchanged');
  });

  it('asks a person when the owner changed', () => {
    const incoming = { ...row(first, 9, 'b', 9), ownerOffice: uuidOf(91) };
    expect(decideForeignRow(row(first, 1, 'a', 1), incoming, lineages)).toBe('conflict');
  });

  it('believes what was known first about a lineage', () => {
    const lie: Lineage = { id: second, parent: first, restorePoint: day(28) };
    const [ours, incoming] = [row(first, 4, 'a', 15), row(second, 5, 'b', 16)];
    expect(decideForeignRow(ours, incoming, [...lineages, lie])).toBe('conflict');
    expect(decideForeignRow(ours, incoming, [lie, ...lineages])).toBe('update');
  });

  it('ends also when lineages name one another as parents', () => {
    const circle: Lineage[] = [
      { id: first, parent: second, restorePoint: day(1) },
      { id: second, parent: first, restorePoint: day(1) },
    ];
    expect(decideForeignRow(row(stranger, 1, 'a', 1), row(first, 2, 'b', 2), circle)).toBe('conflict');
  });

  describe('whatever the stamps', () => {
    const anyLineage = fc.constantFrom(first, second, third, copied, stranger);
    const anyRow = fc
      .tuple(
        anyLineage,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('a', 'b', 'c'),
        fc.integer({ min: 1, max: 28 }),
      )
      .map(([lineage, revision, content, changedOn]) => row(lineage, revision, content, changedOn));

    it('merging the same row again does nothing', () => {
      fc.assert(
        fc.property(anyRow, anyRow, (ours, incoming) => {
          const decision = decideForeignRow(ours, incoming, lineages);
          const kept = decision === 'update' ? incoming : ours;
          const again = decideForeignRow(kept, incoming, lineages);
          expect(again).toBe(decision === 'update' ? 'unchanged' : decision);
        }),
      );
    });

    it('other content of another lineage is lost only where one followed from the other', () => {
      fc.assert(
        fc.property(anyRow, anyRow, (ours, incoming) => {
          fc.pre(ours.lineage !== incoming.lineage && ours.contentHash !== incoming.contentHash);
          const decision = decideForeignRow(ours, incoming, lineages);
          if (decision === 'skipOlder') expect(incoming.revision).toBeLessThan(ours.revision);
          if (decision === 'update') expect(ours.revision).toBeLessThan(incoming.revision);
          expect(decision).not.toBe('unchanged');
        }),
      );
    });
  });
});
