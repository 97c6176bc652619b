/** Papers about a row: offered where the office has letters for this ledger. */
import { useOperation } from '../../../engine/use-operation.ts';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { UseLog } from '../../../ui/documents/UseLog.tsx';

const useOffered = (ledger: string): boolean =>
  (useOperation('documents.kinds', { subject: 'ledger', ledger }).data?.documents.length ?? 0) > 0;

export const RowDocuments = ({ ledger, id, name }: { ledger: string; id: string; name: string }) =>
  useOffered(ledger) ? (
    <DocumentButton subject={{ kind: 'ledger', id }} ledger={ledger} subjectName={name} />
  ) : null;

export const RowUses = ({ ledger, id }: { ledger: string; id: string }) =>
  useOffered(ledger) ? <UseLog subject={{ kind: 'ledger', id }} /> : null;
