import { usePages } from '../../engine/use-operation.ts';

export interface NamedUnit {
  uscc: string;
  name: string;
}

const all = 1_000;

/** The units of a cycle; without one every body. The first thousand: more than a county has. */
export const useUnits = (cycle: string | null): readonly NamedUnit[] => {
  const ofCycle = usePages(
    'cycles.progress',
    { cycle: cycle ?? '', limit: all },
    { enabled: cycle !== null },
  );
  const bodies = usePages('bodies.list', { limit: all }, { enabled: cycle === null });
  return cycle === null
    ? bodies.rows.map(({ uscc, name }) => ({ uscc, name }))
    : ofCycle.rows.map(({ bodyUscc, name }) => ({ uscc: bodyUscc, name }));
};
