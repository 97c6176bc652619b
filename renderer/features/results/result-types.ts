/** The engine's answers that several parts of these pages show. */
import type { OperationOutput } from '#shared/contract/client.ts';

export type Overview = OperationOutput<'runs.overview'>;
export type RunSummary = Overview['run'];
export type OutlineNode = Overview['model']['nodes'][number];
export type Explained = OperationOutput<'runs.explain'>;
export type ExplainedNode = Explained['nodes'][number];
export type Comparison = OperationOutput<'runs.compare'>;
