import type { OperationOutput } from '#shared/contract/client.ts';

/** One item of a draw, with what its check found. */
export type DrawnItem = OperationOutput<'spotChecks.read'>['items'][number];
