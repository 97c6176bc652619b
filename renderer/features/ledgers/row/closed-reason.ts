import type { OperationOutput } from '#shared/contract/client.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';

export type ReadRow = OperationOutput<'ledgers.read'>;

/** Why nothing can be done with the row here; null when something can. */
export const closedReason = ({ row, own }: Pick<ReadRow, 'row' | 'own'>): string | null => {
  if (row.state === withdrawnState) return ledgerWords.row.withdrawnReason;
  return own ? null : ledgerWords.row.foreignReason;
};
