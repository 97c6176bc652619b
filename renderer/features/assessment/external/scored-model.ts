import type { OperationOutput } from '#shared/contract/client.ts';

/** A model with the indicators that third parties score, and every unit's scores. */
export type ScoredModel = OperationOutput<'thirdParty.read'>['models'][number];
