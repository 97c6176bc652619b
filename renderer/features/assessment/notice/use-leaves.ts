/** Indicators of a unit to choose among, and the whole. */
import { useOperation } from '../../../engine/use-operation.ts';

/** Stands for the whole among the choices, where the engine takes null. */
export const wholeChoice = '-';

export const useLeaves = (cycle: string, unit: string, whole: string): { value: string; label: string }[] => {
  const { data } = useOperation(
    'entries.sheet',
    { cycle, bodyUscc: unit, role: 'finalReview' },
    { enabled: unit !== '' },
  );
  const nodes = unit === '' ? [] : (data?.nodes ?? []);
  return [
    { value: wholeChoice, label: whole },
    ...nodes
      .filter(({ leaf }) => leaf !== null)
      .map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
  ];
};
