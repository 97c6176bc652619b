import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';

export type RunUnit = OperationOutput<'runs.table'>['rows'][number];

/** The units of a run by rank, with their branches: for choosing one. */
export const useRunUnits = (run: string): readonly RunUnit[] | undefined =>
  useOperation('runs.table', { run, level: 'branches', limit: 1000 }).data?.rows;
