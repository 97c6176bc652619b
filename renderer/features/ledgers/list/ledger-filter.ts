/** Which rows of a ledger are listed: as chosen on the page, and as the engine is asked. */
import type { OperationInput } from '#shared/contract/client.ts';
import { isDate } from '#shared/domain/dates.ts';
import type { SortChoice } from '../../../state/list-views.ts';

/** 办理情况 */
export type Pace = 'open' | 'overdue' | 'closed';

export interface LedgerListFilter {
  /** Typed; not kept on the disk. */
  text: string;
  bodyUscc: string | null;
  state: string | null;
  pace: Pace | null;
  /** As typed. */
  happenedFrom: string;
  happenedTo: string;
  sort: SortChoice | null;
}

export const noFilter: LedgerListFilter = {
  text: '',
  bodyUscc: null,
  state: null,
  pace: null,
  happenedFrom: '',
  happenedTo: '',
  sort: null,
};

type Conditions = Omit<OperationInput<'ledgers.totals'>, 'ledger'>;
type Sort = Pick<OperationInput<'ledgers.list'>, 'sort' | 'descending'>;

const paces: Readonly<Record<Pace, Conditions>> = {
  open: { open: true },
  overdue: { overdue: true },
  closed: { open: false },
};

/** The conditions in force; a date that is not whole yet is not one. */
export const conditionsOf = ({
  text,
  bodyUscc,
  state,
  pace,
  happenedFrom,
  happenedTo,
}: LedgerListFilter): Conditions => ({
  ...(text.trim() === '' ? {} : { text: text.trim() }),
  ...(bodyUscc === null ? {} : { bodyUscc }),
  ...(state === null ? {} : { state }),
  ...(pace === null ? {} : paces[pace]),
  ...(isDate(happenedFrom) ? { happenedFrom } : {}),
  ...(isDate(happenedTo) ? { happenedTo } : {}),
});

export const sortOf = ({ sort }: LedgerListFilter): Sort =>
  sort === null ? {} : { sort: sort.column as NonNullable<Sort['sort']>, descending: sort.descending };

export const isFiltered = (filter: LedgerListFilter): boolean => Object.keys(conditionsOf(filter)).length > 0;
