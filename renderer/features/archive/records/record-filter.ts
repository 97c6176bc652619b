/** Which records the ledger shows: as chosen on the page, and as the engine is asked. */

import type { OperationInput } from '#shared/contract/client.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { SortChoice } from '../../../state/list-views.ts';

export interface RecordFilter {
  /** Typed; not kept on the disk. */
  text: string;
  bodyUscc: string | null;
  polarity: string | null;
  domain: string | null;
  severity: string | null;
  status: string | null;
  subjectType: string | null;
  /** As typed. */
  decidedFrom: string;
  decidedTo: string;
  sort: SortChoice | null;
}

export const noFilter: RecordFilter = {
  text: '',
  bodyUscc: null,
  polarity: null,
  domain: null,
  severity: null,
  status: null,
  subjectType: null,
  decidedFrom: '',
  decidedTo: '',
  sort: null,
};

type Conditions = OperationInput<'records.totals'>;
type Sort = Pick<OperationInput<'records.search'>, 'sort' | 'descending'>;

/** The conditions in force; a date that is not whole yet is not one. */
export const conditionsOf = ({ sort: _, text, ...filter }: RecordFilter): Conditions => {
  const trimmed = text.trim();
  const entries = Object.entries({ ...filter, text: trimmed === '' ? null : trimmed }).filter(
    ([name, value]) => value !== null && (!name.startsWith('decided') || isDate(value)),
  );
  return Object.fromEntries(entries) as Conditions;
};

export const sortOf = ({ sort }: RecordFilter): Sort =>
  sort === null ? {} : { sort: sort.column as NonNullable<Sort['sort']>, descending: sort.descending };

export const isFiltered = (filter: RecordFilter): boolean => Object.keys(conditionsOf(filter)).length > 0;
