/** The chosen cells: one that is written into, and how far the choice reaches from it. Kept by keys, so that they stay where
 * they are when rows come and go. */
import { useCallback, useMemo, useState } from 'react';
import type { GridModel } from './grid-model.ts';
import type { CellPlace } from './grid-types.ts';
import { type Block, blockBetween, type Spot } from './moves.ts';

interface ChosenPlaces {
  at: CellPlace;
  reach: CellPlace;
}

export interface Cursor {
  /** Written into; null before a cell was chosen, or when its row is gone. */
  at: Spot | null;
  place: CellPlace | null;
  /** The opposite corner of the choice. */
  reach: Spot | null;
  block: Block | null;
  goTo(spot: Spot): void;
  /** Goes there unless a cell is chosen, or just about to be. */
  beginAt(spot: Spot): void;
  reachTo(spot: Spot): void;
  choose(from: Spot, to: Spot): void;
}

export const useCursor = (model: GridModel): Cursor => {
  const [chosen, setChosen] = useState<ChosenPlaces | null>(null);

  const choose = useCallback(
    (from: Spot, to: Spot) => {
      const at = model.placeOf(from);
      const reach = model.placeOf(to);
      if (at !== null && reach !== null) setChosen({ at, reach });
    },
    [model],
  );

  const beginAt = useCallback(
    (spot: Spot) => {
      const place = model.placeOf(spot);
      if (place === null) return;
      setChosen((known) =>
        known !== null && model.spotOf(known.at) !== null ? known : { at: place, reach: place },
      );
    },
    [model],
  );

  return useMemo(() => {
    const at = chosen === null ? null : model.spotOf(chosen.at);
    const reach = chosen === null || at === null ? null : (model.spotOf(chosen.reach) ?? at);
    return {
      at,
      place: at === null ? null : (chosen?.at ?? null),
      reach,
      block: at === null || reach === null ? null : blockBetween(at, reach),
      goTo: (spot) => choose(spot, spot),
      beginAt,
      reachTo: (spot) => choose(at ?? spot, spot),
      choose,
    };
  }, [chosen, model, choose, beginAt]);
};
