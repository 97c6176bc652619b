/**
 * While a new answer is on its way, a page may go on showing the former one — but never that of another subject: one
 * unit's values under another's name would be read, and acted on, as its own.
 */

import type { OperationInput } from '#shared/contract/client.ts';
import type { OperationName, Operations } from '#shared/contract/registry.ts';

type Queries = { [N in OperationName]: Operations[N]['kind'] extends 'query' ? N : never }[OperationName];
type FieldsOf<Input> = Input extends unknown ? keyof Input : never;
type QueryField = FieldsOf<OperationInput<Queries>>;

/** Input fields that change how something is looked at, or what is typed about it. All others name what is asked about. */
const waysOfLooking: ReadonlySet<string> = new Set<QueryField>([
  'text',
  'sort',
  'descending',
  'limit',
  'form',
  'fields',
  'wording',
  'values',
  'weights',
  'others',
  'judges',
  'on',
  'role',
  'bodyType',
  'adminLevel',
  'parentUscc',
  'within',
  'groupCode',
  'validOn',
  'staffCategory',
  'subjectType',
  'domain',
  'polarity',
  'severity',
  'status',
  'decidedFrom',
  'decidedTo',
  'group',
  'grade',
  'units',
  'changedOnly',
  'decided',
  'direction',
  'action',
  'actor',
  'from',
  'to',
  'state',
  'open',
  'overdue',
  'happenedFrom',
  'happenedTo',
]);

const named = (input: unknown, field: string): string =>
  JSON.stringify((input as Readonly<Record<string, unknown>>)[field]) ?? '';

/** Whether two questions to one operation are about the same subject, looked at in the same or another way. */
export const isSameSubject = (before: unknown, now: unknown): boolean => {
  const fields = new Set([...Object.keys(before as object), ...Object.keys(now as object)]);
  return [...fields].every((field) => waysOfLooking.has(field) || named(before, field) === named(now, field));
};
