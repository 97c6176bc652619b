/** Officials of one body who may be one person: the same name, or one character apart with the same dates or number. */
import type { OfficialContent } from '#shared/domain/entities.ts';
import { isOneCharacterApart, plainName } from '#shared/domain/similar-names.ts';
import { createOfficialReader, type OfficialOutline } from '../../db/repositories/officials.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** So many who share a name, a number or a day say nothing about any two of them. */
const tellsNothing = 200;

export interface SimilarOfficial<Item> {
  item: Item;
  how: 'same' | 'oneApart';
}

type Compared = Omit<OfficialOutline, 'id'>;

/** Two numbers that differ are two persons. */
const areTwo = (one: Compared, other: Compared): boolean =>
  one.idNoIndex !== null && other.idNoIndex !== null && one.idNoIndex !== other.idNoIndex;

const howAlike = (one: Compared, other: Compared): 'same' | 'oneApart' | null => {
  if (areTwo(one, other)) return null;
  const [a, b] = [plainName(one.name), plainName(other.name)];
  if (a === b) return 'same';
  const agree =
    (one.fileNo !== null && one.fileNo === other.fileNo) ||
    (one.entryDate !== null && one.entryDate === other.entryDate);
  return agree && [...a].length >= 2 && isOneCharacterApart(a, b) ? 'oneApart' : null;
};

/**
 * Officials by body, each found by its name or by what must agree besides, so that many rows of one body are not all
 * compared with one another.
 */
export const createPeople = <Item extends object>() => {
  const byKey = new Map<string, { person: Compared; item: Item }[]>();
  const keysOf = (body: string, { name, fileNo, entryDate }: Compared): string[] => [
    `${body} name ${plainName(name)}`,
    ...(fileNo === null ? [] : [`${body} file ${fileNo}`]),
    ...(entryDate === null ? [] : [`${body} entry ${entryDate}`]),
  ];
  return {
    add(body: string, person: Compared, item: Item): void {
      for (const key of keysOf(body, person)) {
        const list = byKey.get(key);
        if (list) list.push({ person, item });
        else byKey.set(key, [{ person, item }]);
      }
    },
    /** The one who is most alike; null when there is none. */
    mostAlike(
      body: string,
      person: Compared,
      isItself: (item: Item) => boolean,
    ): SimilarOfficial<Item> | null {
      let nearly: SimilarOfficial<Item> | null = null;
      for (const key of keysOf(body, person)) {
        const sharing = byKey.get(key) ?? [];
        if (sharing.length > tellsNothing) continue;
        for (const other of sharing) {
          if (isItself(other.item)) continue;
          const how = howAlike(person, other.person);
          if (how === 'same') return { item: other.item, how };
          if (how !== null) nearly ??= { item: other.item, how };
        }
      }
      return nearly;
    },
  };
};

/** An official as compared; the number only by its keyed index. */
export const comparedOfficial = (
  db: ReadDb,
  { name, idNo, fileNo, entryDate }: OfficialContent,
): Compared => ({
  name,
  fileNo,
  entryDate,
  idNoIndex: idNo === null ? null : db.vault.index(idNo, 'citizenNumber'),
});

/** Answers which official of a body is like one that is being registered; reads each body once. */
export const openSimilarOfficials = (db: ReadDb) => {
  const officials = createOfficialReader(db);
  const people = createPeople<{ id: string; name: string }>();
  const read = new Set<string>();
  return (official: OfficialContent, itself: string | null) => {
    const { bodyUscc } = official;
    if (!read.has(bodyUscc)) {
      read.add(bodyUscc);
      for (const outline of officials.outlinesOfBody(bodyUscc)) people.add(bodyUscc, outline, outline);
    }
    return people.mostAlike(bodyUscc, comparedOfficial(db, official), ({ id }) => id === itself);
  };
};
