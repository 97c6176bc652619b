/**
 * One object per operation, schema first. Client types, handler table, validation, permission check and cache
 * invalidation are all derived from it: a new operation touches its area here, its handler and a test.
 *
 * The kind limits power: a `query` only reads, a `command` writes in short synchronous transactions, a `job`
 * also reports progress and can be cancelled between steps.
 */
import { z } from 'zod';

/** What a caller must be allowed to do; checked in the engine on every call. */
export const permissions = [
  'office.manage',
  'data.read',
  'data.edit',
  'data.import',
  'data.export',
  'model.manage',
  'cycle.manage',
  'assessment.run',
  'package.seal',
  'package.receive',
  'key.manage',
  'system.maintain',
  'personal.unmask',
] as const;
export type Permission = (typeof permissions)[number];

/** What a call may have changed; a client drops its cached answers about these. */
export const topics = [
  'office',
  'keys',
  'bodies',
  'officials',
  'records',
  'ledgers',
  'rules',
  'catalogue',
  'evidence',
  'models',
  'cycles',
  'entries',
  'runs',
  'imports',
  'packages',
  'backups',
  'exports',
  'search',
  'filters',
  'regions',
  'templates',
  'eligibility',
  'quality',
  'consequences',
  'surveys',
  'spotChecks',
] as const;
export type Topic = (typeof topics)[number];

export type OperationKind = 'query' | 'command' | 'job';

export interface Operation<
  Kind extends OperationKind = OperationKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  readonly permission: Permission;
  readonly input: Input;
  readonly output: Output;
  /** Topics that a successful call changes; always empty for queries. */
  readonly changes: readonly Topic[];
  /**
   * Topics that a query's answer depends on: a client asks anew when one of them changed. Jobs whose answer is looked at
   * again and again name theirs too; empty for the others.
   */
  readonly reads: readonly Topic[];
  /** The operation needs no database in the data folder (first start). */
  readonly withoutDatabase?: true;
}

interface OperationParts<Input extends z.ZodType, Output extends z.ZodType> {
  permission: Permission;
  input: Input;
  output: Output;
  withoutDatabase?: true;
}

const define =
  <Kind extends OperationKind, Effect extends object>(kind: Kind) =>
  <Input extends z.ZodType, Output extends z.ZodType>(
    parts: OperationParts<Input, Output> & Effect,
  ): Operation<Kind, Input, Output> => ({ changes: [], reads: [], ...parts, kind });

interface Changing {
  changes?: readonly Topic[];
}

/** Reads; never changes anything. */
export const query = define<'query', { reads: readonly Topic[] }>('query');
/** Changes something in short transactions; either all of it happens or none. */
export const command = define<'command', Changing>('command');
/** Long work with progress and cancellation; what it changes is committed in one short step at its end. */
export const job = define<'job', Changing & { reads?: readonly Topic[] }>('job');

/** Key of a paged list's next page; opaque to the caller. */
export const cursor = z.string().max(500).nullable();

/** Input fields of every paged list. `limit` 1–1000 rows a page. */
export const pageInput = { cursor: cursor.default(null), limit: z.int().min(1).max(1000).default(200) };

/** A page of a list: rows in the list's order and the cursor of the next page, null at the end. */
export const page = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: cursor });

/** A file that the user chose: a token granted by the host, never a path. */
export const fileToken = z.string().regex(/^file-[0-9a-f-]{36}$/);
