/**
 * Whose rows go up with ours, and whose may come up with another office's. An office speaks for those that report through
 * it: the ones it has enrolled, and what these have stated in turn. So a village's rows reach the city although the city
 * has compared no village's key.
 */
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createStatedOfficeReader, type StatedOffice } from '../../db/repositories/stated-offices.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { officesSpokenFor } from '../../packages/plan-merge.ts';
import { isAbove } from './office-levels.ts';

/** Offices below this one, at any depth, each with the one that it reports to. */
export const officesBelow = (db: ReadDb): StatedOffice[] => {
  const own = createOfficeReader(db).get();
  const enrolled = createEnrolledOfficeReader(db).list();
  const stated = createStatedOfficeReader(db);
  const found = new Map<string, StatedOffice>();
  for (const direct of enrolled) {
    if (direct.parentId !== null || isAbove(direct.level, own.level)) continue;
    for (const id of officesSpokenFor(direct.id, enrolled)) {
      const office = enrolled.find((candidate) => candidate.id === id);
      if (office === undefined) continue;
      const { regionCode, name, level, parentId } = office;
      found.set(id, { id, regionCode, name, level, parentId: parentId ?? own.id });
      for (const one of stated.listOf(id)) if (!found.has(one.id)) found.set(one.id, one);
    }
  }
  found.delete(own.id);
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** The offices whose rows our submission carries: this one, and those that report through it. */
export const officesOfSubmission = (db: ReadDb): ReadonlySet<string> =>
  new Set([createOfficeReader(db).get().id, ...officesBelow(db).map(({ id }) => id)]);

/**
 * Of the offices that a sender states, those whose rows it may bring: not our own, not one whose key was compared here (who
 * reports through whom is said then), and not one that another office stated first.
 */
export const vouchedFor = (db: ReadDb, sender: string, offices: readonly StatedOffice[]): StatedOffice[] => {
  const own = createOfficeReader(db).get().id;
  const enrolled = createEnrolledOfficeReader(db);
  const stated = createStatedOfficeReader(db);
  return offices.filter(({ id }) => {
    if (id === own || enrolled.find(id) !== null) return false;
    const statedBy = stated.statedBy(id);
    return statedBy === null || statedBy === sender;
  });
};
