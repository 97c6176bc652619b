/** Bodies that may be there already under another spelling, by their names of now and before. */
import type { BodyContent } from '#shared/domain/entities.ts';
import { createNameIndex, type Likeness } from '#shared/domain/similar-names.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import type { ReadDb } from '../../db/transaction.ts';

type Compared = Pick<BodyContent, 'uscc' | 'name' | 'adminLevel' | 'regionCode'>;

export interface SimilarBody {
  name: string;
  uscc: string;
  how: Likeness;
  /** It is called so no more. */
  former: boolean;
}

/**
 * Two names that are not the same to the letter only count between bodies of one level, and those that differ in one
 * character only in one place: 李家村 and 王家村 are two villages.
 */
const mayBeOne = (one: Compared, other: Compared, how: Likeness): boolean =>
  how === 'same' ||
  (one.adminLevel === other.adminLevel && (how === 'core' || one.regionCode === other.regionCode));

interface Placed {
  body: Compared;
  former: boolean;
}

/** An index of bodies by name, to which the rows of a file can be added. */
export const createBodyNames = <More extends object>() => {
  const index = createNameIndex<Placed & More>();
  return {
    add: (body: Compared, name: string, former: boolean, more: More): void =>
      index.add(name, { body, former, ...more }),
    /** The body that is most alike, but for itself; null when there is none. */
    mostAlike(body: Compared): (Placed & More & { how: Likeness }) | null {
      for (const { item, likeness } of index.similar(body.name)) {
        if (item.body.uscc !== body.uscc && mayBeOne(body, item.body, likeness)) {
          return { ...item, how: likeness };
        }
      }
      return null;
    },
  };
};

type SimilarTo = (body: Compared) => SimilarBody | null;

/** Of each open database the bodies as they were read last: a form asks anew while somebody types. */
const readLast = new WeakMap<object, { stamp: string; similarTo: SimilarTo }>();

/** Answers which of all bodies is like one that is being registered. */
export const openSimilarBodies = (db: ReadDb): SimilarTo => {
  const stamp = createBodyChangeReader(db).stamp();
  const known = readLast.get(db.vault);
  if (known?.stamp === stamp) return known.similarTo;
  const similarTo = readSimilar(db);
  readLast.set(db.vault, { stamp, similarTo });
  return similarTo;
};

const readSimilar = (db: ReadDb): SimilarTo => {
  const names = createBodyNames();
  const bodies = new Map<string, Compared>();
  for (const body of createBodyReader(db).outlines()) {
    bodies.set(body.uscc, body);
    names.add(body, body.name, false, {});
  }
  for (const { bodyUscc, name } of createBodyChangeReader(db).formerNames()) {
    const body = bodies.get(bodyUscc);
    if (body !== undefined) names.add(body, name, true, {});
  }
  return (body) => {
    const found = names.mostAlike(body);
    if (found === null) return null;
    const { how, former } = found;
    return { name: found.body.name, uscc: found.body.uscc, how, former };
  };
};
